import { randomBytes } from "node:crypto";
import type { OutgoingHttpHeaders, ServerResponse } from "node:http";
import type { Fault, Refusal } from "../contract/fault.ts";
import type { Language } from "../contract/language.ts";
import { escapeXml } from "../contract/xml-text.ts";
import { methodNotAllowed, OssError } from "./errors.ts";
import type { Arrival, Exchange } from "./exchange.ts";

const exposed =
  "ETag, x-oss-request-id, x-oss-hash-crc64ecma, x-oss-next-append-position, x-oss-ec, x-oss-err, Content-Range, Accept-Ranges, Date, Content-Length, Content-Disposition";

export const makeRequestId = (): string => randomBytes(12).toString("hex").toUpperCase();

/** On every answer, errors too: without them a browser sees a bare network error. */
const commonHeaders = (requestId: string) => ({
  "x-oss-request-id": requestId,
  "X-Content-Type-Options": "nosniff",
  "Access-Control-Allow-Origin": "*",
  "Access-Control-Expose-Headers": exposed,
});

export function setCommonHeaders(response: ServerResponse, requestId: string): void {
  for (const [name, value] of Object.entries(commonHeaders(requestId))) response.setHeader(name, value);
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

export const element = (name: string, value: string | number | undefined): string =>
  value === undefined ? "" : `<${name}>${escapeXml(String(value))}</${name}>`;

export const xmlDocument = (name: string, inner: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<${name}>${inner}</${name}>`;

/** Clients of HEAD read the error in a header, and refuse headers that are too large. */
const maxErrorInHeader = 4096;

/** No name is longer; what a client claims may be. */
const maxHostLength = 255;

interface Asked {
  /** Undefined when that is not known. */
  readonly method: string | undefined;
  readonly host: string;
  readonly requestId: string;
  /** In which the diagnosis is told; English when absent. */
  readonly language?: Language | undefined;
}

function formatXml({ host, requestId, language = "en" }: Asked, error: OssError, extras: OssError["extras"]): string {
  const fields = {
    Code: error.code,
    Message: error.message,
    RequestId: requestId,
    HostId: host.slice(0, maxHostLength),
    ...extras,
    EC: error.ec,
    Diagnosis: error.tell(language),
  };
  return xmlDocument(
    "Error",
    Object.entries(fields)
      .map(([name, value]) => element(name, value))
      .join(""),
  );
}

/** The error as XML; on HEAD, which has no body, in a header. */
function formatError(asked: Asked, error: OssError): Refusal {
  const xml = formatXml(asked, error, error.extras);
  const headers = { ...error.headers, "x-oss-ec": error.ec, Vary: "Accept-Language" };
  if (asked.method === "HEAD") {
    const short = Buffer.byteLength(xml) > maxErrorInHeader ? formatXml(asked, error, {}) : xml;
    return {
      status: error.status,
      headers: { ...headers, "x-oss-err": Buffer.from(short).toString("base64") },
      body: "",
    };
  }
  return { status: error.status, headers: { ...headers, "Content-Type": "application/xml" }, body: xml };
}

export function sendError(arrival: Arrival, error: OssError, language: Language | undefined): void {
  const { request, response, sender, requestId } = arrival;
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const { host = "" } = request.headers;
  const { status, headers, body } = formatError({ method: request.method, host, requestId, language }, error);
  sender.endAnswer(status, body === "" ? headers : { ...headers, "Content-Length": Buffer.byteLength(body) }, body);
}

/** The answer to what never became a request. */
export function refuseRequest({ kind, sentence }: Fault, method: string | undefined): Refusal {
  const requestId = makeRequestId();
  const error = kind === "tunnel" ? methodNotAllowed("CONNECT") : new OssError(400, faultCodes[kind], sentence);
  const { headers, ...refusal } = formatError({ method, host: "", requestId }, error);
  return { ...refusal, headers: { ...commonHeaders(requestId), ...headers } };
}

const faultCodes = { malformed: "BadRequest", "too-large": "BadRequest", "too-slow": "RequestTimeout" } as const;
