import { percentEncodePath } from "../signing/percent-encode.ts";
import { noSuchUpload } from "../storage/uploads.ts";
import { invalidArgument } from "./errors.ts";
import { type Exchange, findQuery, type SignedExchange } from "./exchange.ts";
import { element } from "./respond.ts";

/** The elements of keys in an answer, percent-encoded when the client asks for that. */
export function nameElements(exchange: Exchange): { readonly note: string; name(tag: string, text: string): string } {
  const encoding = findQuery(exchange, "encoding-type") ?? "";
  if (encoding === "") return { note: "", name: element };
  if (encoding !== "url") throw invalidArgument("encoding-type", encoding, "The only encoding-type is url.");
  return { note: element("EncodingType", "url"), name: (tag, text) => element(tag, percentEncodePath(text)) };
}

/** A whole number of the query within its limits. */
export function readInteger(
  exchange: Exchange,
  name: string,
  limits: { readonly min: number; readonly max: number; readonly absent: number },
): number {
  const text = findQuery(exchange, name) ?? "";
  if (text === "") return limits.absent;
  const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= limits.min && value <= limits.max) return value;
  const { min, max } = limits;
  throw invalidArgument(name, text, `${name} must be a whole number from ${min} to ${max}.`, {
    diagnosis: `${name} cannot be used. It must be a whole number from ${min} to ${max}.`,
  });
}

const maxPartNumber = 10_000;

export function readPartNumber(exchange: Exchange): number {
  const text = findQuery(exchange, "partNumber") ?? "";
  if (text === "") throw invalidArgument("partNumber", "", "A part needs its partNumber.", { ec: "0017-00000219" });
  const value = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (value >= 1 && value <= maxPartNumber) return value;
  throw invalidArgument("PartNumber", text, "Part number must be an integer between 1 and 10000, inclusive.", {
    ec: "0017-00000220",
    extras: { ArgumentName: "PartNumber", ArgumentValue: text.slice(0, 200) },
  });
}

const uploadIdPattern = /^[0-9A-F]{32}$/;

/** The upload that the request names; what cannot be an upload's id is not looked up. */
export function readUploadName(exchange: SignedExchange): { uploadId: string; bucket: string; key: string } {
  const uploadId = findQuery(exchange, "uploadId") ?? "";
  if (!uploadIdPattern.test(uploadId)) throw noSuchUpload();
  return { uploadId, bucket: exchange.bucket, key: exchange.key };
}

/** Where an object is, as an address without a signature. */
export const formatLocation = ({ parts, bucket, key }: SignedExchange): string =>
  `${parts.settings.publicObjectUrl}/${bucket}/${percentEncodePath(key)}`;
