import type { IncomingMessage } from "node:http";
import type { WrittenBlob } from "../storage/disk.ts";
import { invalidArgument, OssError } from "./errors.ts";
import type { SignedExchange } from "./exchange.ts";

const idleMs = 60_000;
/** Of one PutObject, PostObject or part. */
export const maxBodyBytes = 5 * 1024 ** 3;

/** Receives a body into a durable data file, checking what its sender says of it. */
export async function receiveBody({ request, parts }: SignedExchange, maxBytes: number): Promise<WrittenBlob> {
  const announced = request.headers["content-length"];
  if (announced === undefined && request.headers["transfer-encoding"] === undefined) {
    throw new OssError(411, "MissingContentLength", "You must provide the Content-Length HTTP header.");
  }
  request.socket.setTimeout(idleMs, () => request.destroy());
  try {
    return await parts.store.disk.writeBlob(request, {
      maxBytes: Math.min(maxBytes, maxBodyBytes),
      expectedBytes: announced === undefined ? undefined : Number(announced),
      expectedMd5Hex: readContentMd5(request),
    });
  } finally {
    request.socket.setTimeout(0);
  }
}

/** The MD5 that the sender announces, as hex. */
export function readContentMd5(request: IncomingMessage): string | undefined {
  const text = request.headers["content-md5"];
  if (text === undefined) return undefined;
  const value = Array.isArray(text) ? text.join() : text;
  const bytes = Buffer.from(value, "base64");
  if (bytes.length !== 16 || bytes.toString("base64") !== value) {
    throw new OssError(400, "InvalidDigest", "The Content-MD5 you specified was invalid.", {
      extras: { "Content-MD5": value },
    });
  }
  return bytes.toString("hex");
}

const kept = ["cache-control", "content-disposition", "content-encoding", "content-language", "expires"];
const maxMetaBytes = 8192;

/** The headers that are stored with an object, as JSON. */
export function readStoredHeaders(request: IncomingMessage): string {
  const headers: Record<string, string> = {};
  let metaBytes = 0;
  for (const [name, value] of Object.entries(request.headers)) {
    if (typeof value !== "string") continue;
    const isMeta = name.startsWith("x-oss-meta-");
    if (isMeta) metaBytes += name.length + Buffer.byteLength(value, "latin1");
    if (isMeta || kept.includes(name)) headers[name] = value;
  }
  if (metaBytes > maxMetaBytes) throw invalidArgument("x-oss-meta-*", "", "User metadata is larger than 8 KB.");
  return JSON.stringify(headers);
}

export const contentTypeOf = (request: IncomingMessage): string =>
  request.headers["content-type"] ?? "application/octet-stream";

export const forbidsOverwrite = (request: IncomingMessage): boolean =>
  request.headers["x-oss-forbid-overwrite"] === "true";

/** Reads a small body whole. */
export async function readText(request: IncomingMessage, maxBytes: number): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  request.socket.setTimeout(idleMs, () => request.destroy());
  for await (const chunk of request) {
    bytes += chunk.length;
    if (bytes > maxBytes) throw new OssError(400, "EntityTooLarge", "The request body is larger than it may be.");
    chunks.push(chunk);
  }
  request.socket.setTimeout(0);
  return Buffer.concat(chunks).toString("utf8");
}
