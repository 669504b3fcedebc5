import type { OutgoingHttpHeaders, ServerResponse } from "node:http";
import { OssError } from "./errors.ts";
import type { Arrival, Exchange } from "./exchange.ts";

const exposed =
  "ETag, x-oss-request-id, x-oss-hash-crc64ecma, x-oss-next-append-position, x-oss-ec, x-oss-err, Content-Range, Accept-Ranges, Date, Content-Length, Content-Disposition";

/** On every answer, errors too: without it a browser sees a bare network error. */
export function setCommonHeaders(response: ServerResponse, requestId: string): void {
  response.setHeader("x-oss-request-id", requestId);
  response.setHeader("X-Content-Type-Options", "nosniff");
  response.setHeader("Access-Control-Allow-Origin", "*");
  response.setHeader("Access-Control-Expose-Headers", exposed);
}

/** Answers a browser's question before a request, without looking at anything stored. */
export function answerPreflight({ request, response }: Exchange): void {
  const { headers } = request;
  const asked = headers["access-control-request-headers"];
  for (const name of ["Origin", "Access-Control-Request-Method"]) {
    if (headers[name.toLowerCase()]) continue;
    throw new OssError(400, "BadRequest", `Insufficient information. ${name} request header needed.`);
  }
  response.writeHead(200, {
    "Access-Control-Allow-Methods": "GET, PUT, POST, HEAD, DELETE",
    // A star would not cover Authorization.
    ...(asked === undefined ? {} : { "Access-Control-Allow-Headers": asked }),
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
/** What XML 1.0 cannot say, not even escaped. */
const unspeakable = /[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

const escapeXml = (text: string): string =>
  text.replace(unspeakable, "").replace(/[&<>"]/g, (character) => entities[character] ?? character);

export const element = (name: string, value: string | number | undefined): string =>
  value === undefined ? "" : `<${name}>${escapeXml(String(value))}</${name}>`;

export const xmlDocument = (name: string, inner: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<${name}>${inner}</${name}>`;

/** Clients of HEAD read the error in a header, and refuse headers that are too large. */
const maxErrorInHeader = 4096;

function formatError({ request, requestId }: Arrival, error: OssError, extras: OssError["extras"]): string {
  const fields = {
    Code: error.code,
    Message: error.message,
    RequestId: requestId,
    HostId: request.headers.host ?? "",
    ...extras,
    EC: error.ec,
    Diagnosis: error.diagnosis,
  };
  return xmlDocument(
    "Error",
    Object.entries(fields)
      .map(([name, value]) => element(name, value))
      .join(""),
  );
}

/** The error as XML; on HEAD, which has no body, in a header. */
export function sendError(arrival: Arrival, error: OssError): void {
  const { request, response, sender } = arrival;
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const body = formatError(arrival, error, error.extras);
  const headers = { ...error.headers, "x-oss-ec": error.ec };
  if (request.method === "HEAD") {
    const short = body.length > maxErrorInHeader ? formatError(arrival, error, {}) : body;
    sender.endAnswer(error.status, { ...headers, "x-oss-err": Buffer.from(short).toString("base64") }, "");
    return;
  }
  const length = { "Content-Type": "application/xml", "Content-Length": Buffer.byteLength(body) };
  sender.endAnswer(error.status, { ...headers, ...length }, body);
}
