import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import type { WrittenBlob } from "../storage/disk.ts";
import { entityTooLarge, invalidArgument, OssError } from "./errors.ts";
import type { SignedExchange } from "./exchange.ts";

/** Of one PutObject, PostObject or part. */
export const maxBodyBytes = 5 * 1024 ** 3;

/** Receives a body into a durable data file, checking what its sender says of it. */
export async function receiveBody({ request, parts, sender }: SignedExchange, maxBytes: number): Promise<WrittenBlob> {
  const { "content-length": length, "transfer-encoding": encoding } = request.headers;
  if (length === undefined && encoding === undefined) {
    throw new OssError(411, "MissingContentLength", "You must provide the Content-Length HTTP header.");
  }
  const limit = Math.min(maxBytes, maxBodyBytes);
  const expectedBytes = length === undefined ? undefined : Number(length);
  if ((expectedBytes ?? 0) > limit) throw entityTooLarge(limit);
  const expectedMd5Hex = parseMd5(request.headers["content-md5"]);
  const expectedCrc64 = parseCrc64(request.headers["x-oss-hash-crc64ecma"]);
  sender.admit();
  try {
    const expected = { expectedBytes, expectedMd5Hex, expectedCrc64 };
    return await parts.store.disk.writeBlob(request, { maxBytes: limit, ...expected, ownsChunks: true });
  } finally {
    sender.release();
  }
}

/** The MD5 that the sender announces, as hex. */
export function parseMd5(value: string | readonly string[] | undefined): string | undefined {
  if (value === undefined) return undefined;
  const text = String(value);
  const bytes = Buffer.from(text, "base64");
  if (bytes.length === 16 && bytes.toString("base64") === text) return bytes.toString("hex").toUpperCase();
  throw new OssError(400, "InvalidDigest", "The Content-MD5 you specified was invalid.", {
    ec: "0017-00000502",
    extras: { "Content-MD5": text.slice(0, 200) },
    diagnosis: "Content-MD5 is the base64 text of the 16 bytes of the body's MD5.",
  });
}

function parseCrc64(value: string | readonly string[] | undefined): string | undefined {
  if (value === undefined || /^\d{1,20}$/.test(String(value))) return value === undefined ? undefined : String(value);
  throw invalidArgument("x-oss-hash-crc64ecma", String(value), "A CRC64 is a decimal number.");
}

/** What is sent back and checked by careful clients. */
export const digestHeaders = ({ md5Hex, crc64 }: { readonly md5Hex: string; readonly crc64: string }) => ({
  ETag: `"${md5Hex}"`,
  "Content-MD5": Buffer.from(md5Hex, "hex").toString("base64"),
  "x-oss-hash-crc64ecma": crc64,
});

const kept: ReadonlySet<string> = new Set([
  "cache-control",
  "content-disposition",
  "content-encoding",
  "content-language",
  "expires",
]);
const maxMetaBytes = 8192;
const metaName = /^x-oss-meta-[!#$%&'*+.^_`|~\w-]{1,200}$/;
/** One character for each byte, as Node gives headers and takes them. */
const headerValue = /^[\t\x20-\x7e\x80-\xff]*$/;

/** The headers that are stored with an object, as JSON. Each can be sent as it is. */
export function formatStoredHeaders(headers: Iterable<readonly [name: string, value: unknown]>): string {
  const stored: Record<string, string> = {};
  let metaBytes = 0;
  for (const [name, value] of headers) {
    const isMeta = name.startsWith("x-oss-meta-");
    if (typeof value !== "string" || !(isMeta || kept.has(name))) continue;
    if (!headerValue.test(value) || (isMeta && !metaName.test(name))) {
      throw invalidArgument(name.slice(0, 200), "", "This cannot be the name or the value of a header.");
    }
    if (isMeta) metaBytes += name.length + value.length;
    stored[name] = value;
  }
  if (metaBytes > maxMetaBytes) throw invalidArgument("x-oss-meta-*", "", "User metadata is larger than 8 KB.");
  return JSON.stringify(stored);
}

const usualType = "application/octet-stream";

/** What the uploader says of the bytes: kept, and never believed when they are served. */
export const contentTypeOf = (value: string | undefined): string =>
  value !== undefined && headerValue.test(value) && value.length <= 255 ? value : usualType;

export const forbidsOverwrite = (headers: IncomingHttpHeaders): boolean => headers["x-oss-forbid-overwrite"] === "true";

/** Reads a small body whole. */
export async function readWhole({ request, sender }: SignedExchange, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  sender.admit();
  try {
    for await (const chunk of request.iterator({ destroyOnReturn: false })) {
      bytes += chunk.length;
      if (bytes > maxBytes) throw entityTooLarge(maxBytes);
      chunks.push(chunk);
    }
  } catch (cause) {
    throw cause instanceof OssError ? cause : cutOff(request, cause);
  } finally {
    sender.release();
  }
  return Buffer.concat(chunks);
}

function cutOff(request: IncomingMessage, cause: unknown): unknown {
  if (!request.errored) return cause;
  return new OssError(400, "RequestTimeout", "The body was cut off.");
}
