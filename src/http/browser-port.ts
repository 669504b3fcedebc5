import type { IncomingMessage, ServerResponse } from "node:http";
import type { Client } from "../contract/client.ts";
import { ApiError } from "../contract/errors.ts";
import { tellError } from "../reference/chinese/tell-error.ts";
import type { SessionAnswer, SessionRequest } from "../session/request.ts";
import { type ConsoleFiles, sendHtml } from "./console-files.ts";
import type { Documents } from "./documents.ts";
import type { OriginReader } from "./own-hosts.ts";
import { dataPolicy, guardedHeaders } from "./page-headers.ts";
import { readBody } from "./read-body.ts";
import { type StartPageFacts, startPage } from "./start-page.ts";

export interface BrowserParts extends StartPageFacts {
  readonly session: (request: SessionRequest) => Promise<SessionAnswer>;
  readonly consoleFiles: ConsoleFiles;
  readonly documents: Documents;
  readonly originOf: OriginReader;
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly client: Client;
  readonly requestId: string;
}

/** Whether a request is for the console's door. */
export const isSessionPath = (path: string): boolean => path === "/session" || path.startsWith("/session/");

const dataHeaders = { ...guardedHeaders, "Content-Security-Policy": dataPolicy, "Cache-Control": "no-store" };

/** Answers at the console's door, to nobody who calls this server by a name that is not its own. */
export async function answerSession(exchange: Exchange, { session, originOf }: BrowserParts): Promise<void> {
  const { request, response, client, requestId } = exchange;
  const origin = originOf(request, client);
  if (origin === undefined) return refuseHost(exchange);
  const body = await readBody(request);
  if (body === "aborted") return;
  if (body === "too-large") {
    response.setHeader("Connection", "close");
    const message = tellError(tooLarge, client.language);
    const answer = { requestId, code: tooLarge.key, message };
    return sendData(exchange, { status: 413, headers: {}, body: JSON.stringify(answer) });
  }
  const { method = "", url = "/", headers } = request;
  const [path = "", ...rest] = url.split("?");
  const query = new URLSearchParams(rest.join("?"));
  sendData(exchange, await session({ method, path, query, headers, body, requestId, client, origin }));
}

const tooLarge = new ApiError("RequestTooLarge", { name: "body" });

function sendData(
  { response, requestId }: Pick<Exchange, "response" | "requestId">,
  { status, headers, body }: SessionAnswer,
): void {
  response
    .writeHead(status, {
      ...dataHeaders,
      ...headers,
      "Content-Type": "application/json; charset=utf-8",
      "Content-Length": Buffer.byteLength(body),
      "x-acs-request-id": requestId,
    })
    .end(body);
}

/** Says in a sentence what to do about a Host that is not ours. The name itself is not repeated. */
export function refuseHost({ request, response, requestId }: Omit<Exchange, "client">): void {
  const message =
    "This server does not know itself by the name in the Host header, and shows browsers nothing under a name that anybody could have made lead here. Name it in MEDIALOFT_PUBLIC_API_URL or MEDIALOFT_CONSOLE_HOSTS, or use localhost.";
  request.resume();
  const body = JSON.stringify({ requestId, code: "UnknownHost", message });
  sendData({ response, requestId }, { status: 421, headers: {}, body });
}

/** Hands out a document for tools, to nobody who calls this server by a name that is not its own. */
export async function answerDocument(path: string, exchange: Exchange, parts: BrowserParts): Promise<void> {
  const { request, response, client, requestId } = exchange;
  if (parts.originOf(request, client) === undefined) return refuseHost(exchange);
  request.resume();
  const refuse = (status: number, headers: Readonly<Record<string, string>>, code: string, message: string) =>
    sendData(exchange, { status, headers, body: JSON.stringify({ requestId, code, message }) });
  if (request.method !== "GET" && request.method !== "HEAD")
    return refuse(405, { Allow: "GET, HEAD" }, "UnsupportedHTTPMethod", "A document can be had with GET or HEAD only.");
  const send = await parts.documents.find(request.url ?? path, request.headers);
  if (send) return send(response);
  const message =
    "There is no such document. /meta/v1/products.json lists products and versions, and a version's api-docs.json its operations.";
  refuse(404, {}, "DocumentNotFound", message);
}

/** Shows the console, or the start page where none is built. Answers false for what is neither. */
export async function answerPage(exchange: Exchange, parts: BrowserParts): Promise<boolean> {
  const { request, response, client } = exchange;
  const send = await findPage(request, parts);
  if (!send) return false;
  if (parts.originOf(request, client) === undefined) refuseHost(exchange);
  else send(response);
  return true;
}

async function findPage(request: IncomingMessage, parts: BrowserParts) {
  const file = await parts.consoleFiles.find(request);
  if (file || request.url?.split("?", 1)[0] !== "/") return file;
  return (response: ServerResponse) => sendHtml(response, startPage(parts), new URL(parts.publicObjectUrl).origin);
}
