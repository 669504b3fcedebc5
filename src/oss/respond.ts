import type { OutgoingHttpHeaders, ServerResponse } from "node:http";
import type { OssError } from "./errors.ts";
import type { Exchange } from "./exchange.ts";

const exposed =
  "ETag, x-oss-request-id, x-oss-hash-crc64ecma, x-oss-next-append-position, x-oss-ec, x-oss-err, Content-Range, Accept-Ranges, Date, Content-Length, Content-Disposition";

/** On every answer, errors too: without it a browser sees a bare network error. */
export function setCommonHeaders(response: ServerResponse, requestId: string, origin: string | undefined): void {
  response.setHeader("x-oss-request-id", requestId);
  response.setHeader("X-Content-Type-Options", "nosniff");
  if (origin === undefined) return;
  response.setHeader("Access-Control-Allow-Origin", "*");
  response.setHeader("Access-Control-Expose-Headers", exposed);
}

/** Answers a browser's question before a request, without looking at anything stored. */
export function answerPreflight({ request, response }: Exchange): void {
  const {
    origin,
    "access-control-request-method": method,
    "access-control-request-headers": headers,
  } = request.headers;
  if (!origin || !method) {
    response.writeHead(400, { "Content-Length": 0 }).end();
    return;
  }
  response.writeHead(200, {
    "Access-Control-Allow-Methods": "GET, PUT, POST, HEAD, DELETE",
    ...(headers === undefined ? {} : { "Access-Control-Allow-Headers": headers }),
    "Access-Control-Allow-Private-Network": "true",
    "Access-Control-Max-Age": "86400",
    Vary: "Origin, Access-Control-Request-Method, Access-Control-Request-Headers",
    "Content-Length": 0,
  });
  response.end();
}

export function sendXml(
  response: ServerResponse,
  status: number,
  body: string,
  headers: OutgoingHttpHeaders = {},
): void {
  response.writeHead(status, {
    "Content-Type": "application/xml",
    "Content-Length": Buffer.byteLength(body),
    ...headers,
  });
  response.end(body);
}

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

const escapeXml = (text: string): string =>
  Array.from(text, (character) => {
    const code = character.charCodeAt(0);
    if (code < 0x20 && code !== 0x09 && code !== 0x0a && code !== 0x0d) return "";
    return entities[character] ?? character;
  }).join("");

export const element = (name: string, value: string | number | undefined): string =>
  value === undefined ? "" : `<${name}>${escapeXml(String(value))}</${name}>`;

export const xmlDocument = (name: string, inner: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<${name}>${inner}</${name}>`;

/** The error as XML; on HEAD, which has no body, in a header. */
export function sendError(exchange: Pick<Exchange, "request" | "response" | "requestId">, error: OssError): void {
  const { request, response, requestId } = exchange;
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const fields = {
    Code: error.code,
    Message: error.message,
    RequestId: requestId,
    HostId: request.headers.host ?? "",
    ...error.extras,
    EC: error.ec,
    Diagnosis: error.diagnosis,
  };
  const inner = Object.entries(fields)
    .map(([name, value]) => element(name, value))
    .join("");
  const body = xmlDocument("Error", inner);
  response.setHeader("x-oss-ec", error.ec);
  if (!request.complete) letSenderFinish(exchange);
  if (request.method === "HEAD") {
    response.writeHead(error.status, { "x-oss-err": Buffer.from(body).toString("base64") });
    response.end();
    return;
  }
  sendXml(response, error.status, body);
}

const drainBytes = 64 * 1024 * 1024;
const drainMs = 10_000;

/** A client in the middle of a body reads the answer only when its bytes go on being taken. */
function letSenderFinish({ request, response }: Pick<Exchange, "request" | "response">): void {
  response.setHeader("Connection", "close");
  let bytes = 0;
  const end = () => request.destroy();
  const timer = setTimeout(end, drainMs).unref();
  request.on("data", (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > drainBytes) end();
  });
  request.on("error", () => undefined);
  request.once("close", () => clearTimeout(timer));
  request.resume();
}
