import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Client } from "../contract/client.ts";
import { ApiError } from "../contract/errors.ts";
import type { Fault, Refusal } from "../contract/fault.ts";
import { answerCall, type RpcDoorParts } from "../rpc/pipeline.ts";
import { formatError, type RpcAnswer } from "../rpc/respond.ts";
import type { Health } from "./health.ts";

export interface ApiPortParts {
  readonly rpc: RpcDoorParts;
  readonly health: Health;
  readonly publicApiUrl: string;
  readonly publicObjectUrl: string;
  readonly mode: string;
  readonly clientOf: (request: IncomingMessage) => Client;
}

const maxBodyBytes = 1024 * 1024;
/** Who sends too much finds the answer only when he has finished: so much is taken, and thrown away. */
const maxTakenBytes = 64 * 1024 ** 2;

/** What arrives on the API port: signed calls, health, and a page that says where things are. */
export function createApiPort(parts: ApiPortParts) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const target = request.url ?? "/";
    if (isCall(request, target)) return answerRpc(request, response, parts);
    switch (target.split("?", 1)[0]) {
      case "/healthz":
        return sendJson(response, 200, { alive: true });
      case "/readyz":
        return sendHealth(response, parts);
      case "/":
        return sendPage(response, parts);
      default:
        return answerRpc(request, response, parts);
    }
  };
}

async function sendHealth(response: ServerResponse, { health }: ApiPortParts): Promise<void> {
  const report = await health.report();
  sendJson(response, report.ready ? 200 : 503, report);
}

/** Parameters that only calls have: one that lacks some of them, or has them misspelt, is still no wish for a page. */
const callParameters =
  /[?&](Action|Version|Format|AccessKeyId|SecurityToken|Signature|SignatureMethod|SignatureNonce|SignatureVersion|Timestamp)=/;

/** A parameter of calls, an Authorization or an x-acs-* header makes it a call. */
function isCall({ method, headers }: IncomingMessage, target: string): boolean {
  if (method !== "GET" && method !== "HEAD") return true;
  if (headers.authorization !== undefined) return true;
  if (callParameters.test(target)) return true;
  return Object.keys(headers).some((name) => name.startsWith("x-acs-"));
}

async function answerRpc(request: IncomingMessage, response: ServerResponse, parts: ApiPortParts): Promise<void> {
  const requestId = makeRequestId();
  const body = await readBody(request);
  if (body === "aborted") return;
  if (body === "too-large") {
    const error = new ApiError("RequestTooLarge", { name: "body" });
    response.setHeader("Connection", "close");
    const context = { requestId, publicApiUrl: parts.publicApiUrl, product: undefined, format: "json" } as const;
    return send(response, formatError(error, context), requestId);
  }
  const { method = "", url: target = "/", headers } = request;
  const call = { method, target, headers, body, requestId, client: parts.clientOf(request) };
  send(response, await answerCall(call, parts.rpc), requestId);
}

const makeRequestId = (): string => randomUUID().toUpperCase();

const empty = new Uint8Array();

async function readBody(request: IncomingMessage): Promise<Uint8Array | "too-large" | "aborted"> {
  const announced = Number(request.headers["content-length"] ?? 0);
  if (announced === 0 && request.headers["transfer-encoding"] === undefined) return empty;
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of request.iterator({ destroyOnReturn: false })) {
      bytes += chunk.length;
      if (bytes <= maxBodyBytes) chunks.push(chunk);
      if (bytes > maxTakenBytes) break;
    }
  } catch {
    return "aborted";
  }
  request.resume();
  return bytes > maxBodyBytes ? "too-large" : Buffer.concat(chunks);
}

function send(response: ServerResponse, answer: RpcAnswer, requestId: string): void {
  const length = { "Content-Length": Buffer.byteLength(answer.body) };
  response.writeHead(answer.status, { ...rpcHeaders(answer, requestId), ...length }).end(answer.body);
}

const rpcHeaders = (answer: RpcAnswer, requestId: string) => ({
  "Content-Type": answer.contentType,
  "x-acs-request-id": requestId,
  "X-Content-Type-Options": "nosniff",
  ...answer.headers,
});

/** The answer to what never became a call. */
export function refuseCall({ kind, sentence }: Fault, publicApiUrl: string): Refusal {
  const requestId = makeRequestId();
  const answer = formatError(faultError(kind, sentence), {
    requestId,
    publicApiUrl,
    product: undefined,
    format: "json",
  });
  return { status: answer.status, headers: rpcHeaders(answer, requestId), body: answer.body };
}

function faultError(kind: Fault["kind"], diagnosis: string): ApiError {
  if (kind === "tunnel") return new ApiError("UnsupportedHTTPMethod");
  if (kind === "too-large") return new ApiError("RequestTooLarge", { name: "headers", diagnosis });
  return new ApiError("InvalidParameter", { name: "request", diagnosis });
}

function sendJson(response: ServerResponse, status: number, value: unknown): void {
  const body = `${JSON.stringify(value)}\n`;
  response.writeHead(status, { "Content-Type": "application/json", "Content-Length": Buffer.byteLength(body) });
  response.end(body);
}

function sendPage(response: ServerResponse, { publicApiUrl, publicObjectUrl, mode }: ApiPortParts): void {
  const body = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Medialoft</title>
<style>:root{color-scheme:light dark}body{font:16px/1.6 system-ui,sans-serif;max-width:42rem;margin:15vh auto;padding:0 1.5rem}
h1{font-size:1.5rem}dt{opacity:.7}dd{margin:0 0 1rem}code{font-size:1.05em}</style></head>
<body><h1>Medialoft is running</h1><dl>
<dt>API address, for the endpoint of Alibaba's SDKs</dt><dd><code>${publicApiUrl}</code></dd>
<dt>Object address, for uploads and downloads</dt><dd><code>${publicObjectUrl}</code></dd>
<dt>Mode</dt><dd><code>${mode}</code></dd>
<dt>Health</dt><dd><a href="/readyz">/readyz</a></dd></dl></body></html>
`;
  response.writeHead(200, {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Length": Buffer.byteLength(body),
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
  });
  response.end(body);
}
