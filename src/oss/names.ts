import { percentEncodePath } from "../signing/percent-encode.ts";
import { invalidArgument } from "./errors.ts";
import { type Exchange, findQuery } from "./exchange.ts";
import { element } from "./respond.ts";

/** A name element, percent-encoded when the client asks for that. */
export function encodeName(exchange: Exchange, name: string, value: string): string {
  if (findQuery(exchange, "encoding-type") !== "url") return element(name, value);
  return `<EncodingType>url</EncodingType>${element(name, percentEncodePath(value))}`;
}

/** A whole number of the query within its limits. */
export function readInteger(
  exchange: Exchange,
  name: string,
  { min, max, absent }: { readonly min: number; readonly max: number; readonly absent?: number },
): number {
  const text = findQuery(exchange, name);
  if ((text === undefined || text === "") && absent !== undefined) return absent;
  const value = text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= min && value <= max) return value;
  throw invalidArgument(name, text ?? "", `${name} must be a whole number from ${min} to ${max}.`);
}
