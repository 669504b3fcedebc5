import type { OutgoingHttpHeaders } from "node:http";
import { create as createDisposition } from "content-disposition";
import type { ObjectRow } from "../database/schema.ts";
import { findObject } from "../storage/objects.ts";
import { openObject } from "../storage/read-object.ts";
import { OssError } from "./errors.ts";
import type { SignedExchange } from "./exchange.ts";
import { sniffInlineType } from "./sniff.ts";

/** The object, or the answer that there is none. */
export async function getStoredObject({ parts, bucket, key }: SignedExchange): Promise<ObjectRow> {
  const object = await findObject(parts.store.db.read, bucket, key);
  if (object) return object;
  throw new OssError(404, "NoSuchKey", "The specified key does not exist.", {
    ec: "0026-00000001",
    extras: { Key: key },
  });
}

export const identityHeaders = (object: ObjectRow): OutgoingHttpHeaders => ({
  ETag: `"${object.etag}"`,
  "Last-Modified": new Date(object.modified_at).toUTCString(),
  "x-oss-hash-crc64ecma": object.crc64,
});

const sniffBytes = 512;

async function readStart({ parts }: SignedExchange, object: ObjectRow): Promise<Buffer> {
  if (object.size_bytes === 0) return Buffer.alloc(0);
  const end = Math.min(sniffBytes, object.size_bytes) - 1;
  const chunks: Buffer[] = [];
  for await (const chunk of await openObject(parts.store, object, { start: 0, end })) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** What is said of an object when it is served: types by its bytes, and nothing that could run in a browser. */
export async function servingHeaders(exchange: SignedExchange, object: ObjectRow): Promise<OutgoingHttpHeaders> {
  const stored: Record<string, string> = JSON.parse(object.headers);
  const inlineType = sniffInlineType(await readStart(exchange, object));
  const name = object.object_key.slice(object.object_key.lastIndexOf("/") + 1);
  const meta = Object.entries(stored).filter(
    ([header]) => header.startsWith("x-oss-meta-") || header === "content-encoding",
  );
  return {
    ...Object.fromEntries(meta),
    ...identityHeaders(object),
    "x-oss-object-type": object.upload_id === null ? "Normal" : "Multipart",
    "x-oss-storage-class": "Standard",
    "Accept-Ranges": "bytes",
    "Content-Type": inlineType ?? "application/octet-stream",
    "Content-Disposition": createDisposition(name, { type: inlineType ? "inline" : "attachment" }),
    "Cache-Control": "private, max-age=0, must-revalidate",
    "Content-Security-Policy":
      "default-src 'none'; sandbox; media-src 'self'; img-src 'self'; style-src 'unsafe-inline'",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Referrer-Policy": "no-referrer",
  };
}

const withoutQuotes = (etag: string): string => etag.trim().replace(/^W\//, "").replace(/^"|"$/g, "").toUpperCase();

const matches = (list: string, etag: string): boolean =>
  list.trim() === "*" || list.split(",").some((candidate) => withoutQuotes(candidate) === etag);

/** Answers 304 for "not modified", throws 412 for "not what you think", undefined to go on. */
export function checkConditions({ request }: SignedExchange, object: ObjectRow): 304 | undefined {
  const { headers } = request;
  const modified = Math.floor(object.modified_at / 1000) * 1000;
  const since = Date.parse(headers["if-modified-since"] ?? "");
  const unmodified = Date.parse(headers["if-unmodified-since"] ?? "");
  const ifMatch = headers["if-match"];
  if (ifMatch !== undefined && !matches(ifMatch, object.etag)) throw preconditionFailed("If-Match");
  if (ifMatch === undefined && modified > unmodified) throw preconditionFailed("If-Unmodified-Since");
  const ifNone = headers["if-none-match"];
  if (ifNone !== undefined) return matches(ifNone, object.etag) ? 304 : undefined;
  return modified <= since ? 304 : undefined;
}

const preconditionFailed = (condition: string): OssError =>
  new OssError(412, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold.", {
    extras: { Condition: condition },
  });
