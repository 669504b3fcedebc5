import type { IncomingMessage } from "node:http";
import type { Fault } from "../contract/fault.ts";

/** Node keeps the first of these and hides the others; what stands before this server may have taken another one. */
const onceOnly: ReadonlySet<string> = new Set(["authorization", "host", "content-type"]);
/** Few other names are as long: the others need no second look. */
const lengths: ReadonlySet<number> = new Set([...onceOnly].map((name) => name.length));

type Frame = Pick<IncomingMessage, "httpVersion" | "headers" | "rawHeaders">;

/** What other software on a request's way may read differently than this server would: refused, never guessed at. */
export function findFault(request: Frame): Fault | undefined {
  const sentence = findAmbiguity(request);
  return sentence === undefined ? undefined : { kind: "malformed", sentence };
}

function findAmbiguity({ httpVersion, headers, rawHeaders }: Frame): string | undefined {
  if (httpVersion !== "1.1" && httpVersion !== "1.0") return "Requests are made in HTTP/1.1.";
  const encoding = headers["transfer-encoding"];
  if (encoding !== undefined && (httpVersion === "1.0" || encoding.toLowerCase() !== "chunked")) {
    return "The only Transfer-Encoding is chunked, in HTTP/1.1.";
  }
  if (headers.host === undefined && httpVersion === "1.1") return "The header Host is missing.";
  const repeated = findRepeated(rawHeaders);
  return repeated === undefined ? undefined : `The header ${repeated} comes more than once.`;
}

function findRepeated(rawHeaders: readonly string[]): string | undefined {
  const seen: string[] = [];
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const raw = rawHeaders[i] ?? "";
    if (!lengths.has(raw.length)) continue;
    const name = raw.toLowerCase();
    if (!onceOnly.has(name)) continue;
    if (seen.includes(name)) return name;
    seen.push(name);
  }
  return undefined;
}

/** What Node's parser, or its clock, has against a request; undefined when the connection itself is gone. */
export function faultOf({ code = "" }: NodeJS.ErrnoException): Fault | undefined {
  if (code === "HPE_HEADER_OVERFLOW") return { kind: "too-large", sentence: headersTooLarge };
  if (code === "ERR_HTTP_REQUEST_TIMEOUT") return { kind: "too-slow", sentence: "The request did not arrive in time." };
  if (code.startsWith("HPE_")) return { kind: "malformed", sentence: "The request is not well-formed HTTP/1.1." };
  return undefined;
}

/** Of the request line and all headers together. */
export const maxHeaderBytes = 32 * 1024;

const headersTooLarge = `The request line and the headers together are larger than ${maxHeaderBytes / 1024} KiB, or there are more than 1000 headers.`;
