import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Client } from "../contract/client.ts";
import { ApiError } from "../contract/errors.ts";
import type { Fault, Refusal } from "../contract/fault.ts";
import { answerCall, type RpcDoorParts } from "../rpc/pipeline.ts";
import { formatError, type RpcAnswer } from "../rpc/respond.ts";
import { answerMetrics, createMetricsGuard, type MetricsParts } from "./answer-metrics.ts";
import {
  answerDocument,
  answerPage,
  answerSession,
  type BrowserParts,
  isSessionPath,
  refuseHost,
} from "./browser-port.ts";
import { isDocumentPath } from "./documents.ts";
import type { Health } from "./health.ts";
import { readBody } from "./read-body.ts";

export interface ApiPortParts extends BrowserParts {
  readonly rpc: RpcDoorParts;
  readonly health: Health;
  readonly metrics: MetricsParts;
  readonly clientOf: (request: IncomingMessage) => Client;
}

/** What arrives on the API port: the console's door, documents for tools, signed calls, health, metrics, and what a browser is shown. */
export function createApiPort(parts: ApiPortParts) {
  const mayReadMetrics = createMetricsGuard(parts.metrics.networks);
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const target = request.url ?? "/";
    const path = target.split("?", 1)[0] ?? "/";
    const exchange = { request, response, client: parts.clientOf(request), requestId: makeRequestId() };
    if (isSessionPath(path)) return answerSession(exchange, parts);
    if (isDocumentPath(path)) return answerDocument(path, exchange, parts);
    if (isCall(request, target)) return answerRpc(exchange, parts);
    if (path === "/metrics") return sendMetrics(exchange, parts, mayReadMetrics);
    return answerOpenly(path, exchange, parts);
  };
}

/** What everybody may read. */
async function answerOpenly(path: string, exchange: Exchange, parts: ApiPortParts): Promise<void> {
  if (path === "/healthz") return sendJson(exchange.response, 200, { alive: true });
  if (path === "/readyz") return sendHealth(exchange.response, parts);
  if (!(await answerPage(exchange, parts))) await answerRpc(exchange, parts);
}

async function sendMetrics(
  exchange: Exchange,
  { metrics, originOf }: ApiPortParts,
  mayRead: ReturnType<typeof createMetricsGuard>,
): Promise<void> {
  const { request, response, client } = exchange;
  if (originOf(request, client) === undefined) return refuseHost(exchange);
  if (mayRead(request, client)) return answerMetrics(response, metrics);
  const message = "Metrics are told to the networks in MEDIALOFT_METRICS_NETWORKS, and to no untrusted proxy.";
  return sendJson(response, 403, { code: "Forbidden", message });
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

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly client: Client;
  readonly requestId: string;
}

async function answerRpc({ request, response, client, requestId }: Exchange, parts: ApiPortParts): Promise<void> {
  const body = await readBody(request);
  if (body === "aborted") return;
  if (body === "too-large") {
    const error = new ApiError("RequestTooLarge", { name: "body" });
    response.setHeader("Connection", "close");
    const { publicApiUrl } = parts;
    const context = { requestId, publicApiUrl, product: undefined, format: "json", language: client.language } as const;
    return send(response, formatError(error, context), requestId);
  }
  const { method = "", url: target = "/", headers } = request;
  send(response, await answerCall({ method, target, headers, body, requestId, client }, parts.rpc), requestId);
}

const makeRequestId = (): string => randomUUID().toUpperCase();

function send(response: ServerResponse, answer: RpcAnswer, requestId: string): void {
  const bytes = Buffer.byteLength(answer.body);
  response.writeHead(answer.status, { ...rpcHeaders(answer, requestId), "Content-Length": bytes });
  // As many bytes as characters: plain ASCII, which is written without being looked through again.
  response.end(answer.body, bytes === answer.body.length ? "latin1" : "utf8");
}

const rpcHeaders = (answer: RpcAnswer, requestId: string) => ({
  "Content-Type": answer.contentType,
  "x-acs-request-id": requestId,
  "X-Content-Type-Options": "nosniff",
  Vary: "Accept-Language",
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
