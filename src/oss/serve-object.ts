import type { OutgoingHttpHeaders } from "node:http";
import { create as createDisposition, parse as parseDisposition } from "content-disposition";
import type { ObjectRow } from "../database/schema.ts";
import { StorageError } from "../storage/errors.ts";
import { findObject } from "../storage/objects.ts";
import { OssError } from "./errors.ts";
import { findQuery, type SignedExchange } from "./exchange.ts";
import { isInlineType } from "./sniff.ts";

/** The object, or the answer that there is none. */
export async function getStoredObject({ parts, bucket, key }: SignedExchange): Promise<ObjectRow> {
  const object = await findObject(parts.store.db.read, bucket, key);
  if (object) return object;
  throw new OssError(404, "NoSuchKey", "The specified key does not exist.", {
    ec: "0026-00000001",
    extras: { Key: key },
  });
}

const maxTries = 10;

/** Serves the object as it is now: one that is replaced between its row and its file is looked up anew. */
export async function serveStored(
  exchange: SignedExchange,
  serve: (object: ObjectRow) => Promise<void>,
): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      await serve(await getStoredObject(exchange));
      return;
    } catch (error) {
      const wasReplaced = error instanceof StorageError && error.code === "ObjectReplaced";
      if (!wasReplaced || tries === maxTries) throw error;
    }
  }
}

export const identityHeaders = (object: ObjectRow): OutgoingHttpHeaders => ({
  ETag: `"${object.etag}"`,
  "Last-Modified": new Date(object.modified_at).toUTCString(),
  "x-oss-hash-crc64ecma": object.crc64,
});

/** What is said of an object when it is served: types by its bytes, and nothing that could run in a browser. */
export async function servingHeaders(exchange: SignedExchange, object: ObjectRow): Promise<OutgoingHttpHeaders> {
  const inlineType = await exchange.inlineTypes.find(object);
  return {
    ...storedHeaders(object),
    ...identityHeaders(object),
    "x-oss-object-type": object.upload_id === null ? "Normal" : "Multipart",
    "x-oss-storage-class": "Standard",
    "Accept-Ranges": "bytes",
    "Content-Type": chosenType(exchange) ?? inlineType ?? "application/octet-stream",
    "Content-Disposition": disposition(exchange, object, inlineType),
    "Cache-Control": "private, max-age=0, must-revalidate",
    "Content-Security-Policy":
      "default-src 'none'; sandbox; media-src 'self'; img-src 'self'; style-src 'unsafe-inline'",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Referrer-Policy": "no-referrer",
    ...chosenHeaders(exchange),
  };
}

const echoed: ReadonlySet<string> = new Set(["content-encoding", "content-language"]);

function storedHeaders(object: ObjectRow): OutgoingHttpHeaders {
  const stored: Record<string, string> = JSON.parse(object.headers);
  return Object.fromEntries(
    Object.entries(stored).filter(([name]) => name.startsWith("x-oss-meta-") || echoed.has(name)),
  );
}

/** The reader's own choice, of the types that a browser shows without running anything. */
function chosenType(exchange: SignedExchange): string | undefined {
  const type = findQuery(exchange, "response-content-type")?.toLowerCase();
  return type !== undefined && isInlineType(type) ? type : undefined;
}

/** Only what the bytes show to be harmless is ever inline, whatever uploader and reader ask for. */
function disposition(exchange: SignedExchange, object: ObjectRow, inlineType: string | undefined): string {
  const usual = inlineType === undefined ? "attachment" : "inline";
  const wanted = findQuery(exchange, "response-content-disposition");
  try {
    if (!wanted)
      return createDisposition(object.object_key.slice(object.object_key.lastIndexOf("/") + 1), { type: usual });
    const { type, parameters } = parseDisposition(wanted);
    return createDisposition(parameters.filename, { type: type === "inline" ? usual : "attachment" });
  } catch {
    return "attachment";
  }
}

const choices = [
  ["response-cache-control", "Cache-Control"],
  ["response-expires", "Expires"],
  ["response-content-language", "Content-Language"],
  ["response-content-encoding", "Content-Encoding"],
] as const;

function chosenHeaders(exchange: SignedExchange): OutgoingHttpHeaders {
  const headers: OutgoingHttpHeaders = {};
  for (const [name, header] of choices) {
    const value = findQuery(exchange, name);
    if (value && /^[\x20-\x7e]{1,200}$/.test(value)) headers[header] = value;
  }
  return headers;
}
