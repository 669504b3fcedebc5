import type { OutgoingHttpHeaders } from "node:http";
import { pipeline } from "node:stream/promises";
import { create as createDisposition, parse as parseDisposition } from "content-disposition";
import parseRange from "range-parser";
import type { ObjectRow } from "../../database/schema.ts";
import { openObject } from "../../storage/read-object.ts";
import { OssError } from "../errors.ts";
import { findQuery, type SignedExchange } from "../exchange.ts";
import { checkConditions, getStoredObject, identityHeaders, servingHeaders } from "../serve-object.ts";

/** The object's bytes, or one range of them. */
export async function getObject(exchange: SignedExchange): Promise<void> {
  const { response, parts } = exchange;
  const object = await getStoredObject(exchange);
  if (checkConditions(exchange, object) === 304) {
    response.writeHead(304, identityHeaders(object)).end();
    return;
  }
  const range = chooseRange(exchange, object);
  const { start, end } = range ?? { start: 0, end: object.size_bytes - 1 };
  const headers = {
    ...(await servingHeaders(exchange, object)),
    ...readOverrides(exchange),
    "Content-Length": end - start + 1,
  };
  if (range) response.writeHead(206, { ...headers, "Content-Range": `bytes ${start}-${end}/${object.size_bytes}` });
  else response.writeHead(200, headers);
  if (end < start) {
    response.end();
    return;
  }
  await pipeline(await openObject(parts.store, object, { start, end }), response).catch(() => response.destroy());
}

/** The first range that can be had; undefined means the whole object. */
function chooseRange({ request }: SignedExchange, object: ObjectRow): { start: number; end: number } | undefined {
  const header = request.headers.range;
  const ifRange = String(request.headers["if-range"] ?? "");
  if (header === undefined) return undefined;
  if (ifRange !== "" && ifRange.replace(/^"|"$/g, "").toUpperCase() !== object.etag) return undefined;
  const ranges = parseRange(object.size_bytes, header);
  if (ranges === -2) return undefined;
  if (ranges === -1) {
    throw new OssError(416, "InvalidRange", "The requested range cannot be satisfied.", {
      extras: { ActualObjectSize: String(object.size_bytes), RangeHeader: header },
    });
  }
  return ranges.type === "bytes" ? ranges[0] : undefined;
}

const plainOverrides = {
  "response-cache-control": "Cache-Control",
  "response-expires": "Expires",
  "response-content-language": "Content-Language",
};

/** Headers that a signed request may choose; none of them can make a browser run the file. */
function readOverrides(exchange: SignedExchange): OutgoingHttpHeaders {
  const headers: OutgoingHttpHeaders = {};
  for (const [name, header] of Object.entries(plainOverrides)) {
    const value = findQuery(exchange, name);
    if (value && /^[\x20-\x7e]{1,200}$/.test(value)) headers[header] = value;
  }
  const disposition = findQuery(exchange, "response-content-disposition");
  if (disposition) headers["Content-Disposition"] = asAttachment(disposition);
  return headers;
}

function asAttachment(text: string): string {
  try {
    return createDisposition(parseDisposition(text).parameters.filename, { type: "attachment" });
  } catch {
    return "attachment";
  }
}
