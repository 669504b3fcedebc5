import parseRange from "range-parser";
import type { ObjectRow } from "../database/schema.ts";
import { OssError } from "./errors.ts";
import type { SignedExchange } from "./exchange.ts";

type Asked = Pick<SignedExchange, "request">;
type Stored = Pick<ObjectRow, "etag" | "modified_at" | "size_bytes">;

const withoutQuotes = (etag: string): string => etag.trim().replace(/^W\//, "").replace(/^"|"$/g, "").toUpperCase();

const matches = (list: string, etag: string): boolean =>
  list.trim() === "*" || list.split(",").some((candidate) => withoutQuotes(candidate) === etag);

/** HTTP dates know whole seconds. */
const modifiedSecond = ({ modified_at }: Stored): number => Math.floor(modified_at / 1000) * 1000;

/** Answers 304 for "not modified", throws 412 for "not what you think", undefined to go on. */
export function checkConditions({ request }: Asked, object: Stored): 304 | undefined {
  const { headers } = request;
  const modified = modifiedSecond(object);
  const ifMatch = headers["if-match"];
  if (ifMatch !== undefined && !matches(ifMatch, object.etag)) throw preconditionFailed("If-Match");
  const unmodifiedSince = Date.parse(headers["if-unmodified-since"] ?? "");
  if (ifMatch === undefined && modified > unmodifiedSince) throw preconditionFailed("If-Unmodified-Since");
  const ifNoneMatch = headers["if-none-match"];
  if (ifNoneMatch !== undefined) return matches(ifNoneMatch, object.etag) ? 304 : undefined;
  return modified <= Date.parse(headers["if-modified-since"] ?? "") ? 304 : undefined;
}

const preconditionFailed = (condition: string): OssError =>
  new OssError(412, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold.", {
    ec: "0017-00001001",
    extras: { Condition: condition },
  });

/** The first range that can be had; undefined means the whole object. */
export function chooseRange({ request }: Asked, object: Stored): { start: number; end: number } | undefined {
  const { range } = request.headers;
  if (range === undefined || !isSameAs(String(request.headers["if-range"] ?? ""), object)) return undefined;
  const ranges = parseRange(object.size_bytes, shortenSuffixes(range, object.size_bytes));
  if (ranges === -2) return undefined;
  if (ranges === -1) throw invalidRange(range, object.size_bytes);
  return ranges.type === "bytes" ? ranges[0] : undefined;
}

/** The last n bytes of fewer are all of them, which the parser takes for a range that lies outside. */
const shortenSuffixes = (range: string, sizeBytes: number): string =>
  range.replace(/(?<=[=,]\s*)-(\d+)/g, (_, count: string) => `-${Math.min(Number(count), sizeBytes)}`);

/** If-Range names what the reader has a part of, by ETag or by date. */
function isSameAs(ifRange: string, object: Stored): boolean {
  if (ifRange === "") return true;
  // What is only equivalent has other bytes: a weak ETag never matches here.
  if (ifRange.startsWith("W/")) return false;
  const date = /^"|^[0-9A-Fa-f]{32}/.test(ifRange) ? Number.NaN : Date.parse(ifRange);
  return Number.isNaN(date) ? withoutQuotes(ifRange) === object.etag : date === modifiedSecond(object);
}

const invalidRange = (range: string, sizeBytes: number): OssError =>
  new OssError(416, "InvalidRange", "The requested range cannot be satisfied.", {
    extras: { ActualObjectSize: String(sizeBytes), RangeHeader: range.slice(0, 200) },
    headers: { "Content-Range": `bytes */${sizeBytes}` },
    diagnosis: `The object has ${sizeBytes} bytes, and the range lies behind its end.`,
  });
