import { listUploads } from "../../storage/list-uploads.ts";
import { invalidArgument } from "../errors.ts";
import { findQuery, type SignedExchange } from "../exchange.ts";
import { nameElements, readInteger } from "../names.ts";
import { element, sendXml, xmlDocument } from "../respond.ts";

/** The open uploads of the bucket, by key. */
export async function listMultipartUploads(exchange: SignedExchange): Promise<void> {
  const { response, parts, bucket } = exchange;
  const { note, name } = nameElements(exchange);
  const prefix = readText(exchange, "prefix");
  const afterKey = readText(exchange, "key-marker");
  const afterUploadId = readText(exchange, "upload-id-marker");
  const max = readInteger(exchange, "max-uploads", { min: 1, max: 1000, absent: 1000 });
  if (readText(exchange, "delimiter") !== "") throw invalidArgument("delimiter", "", "A delimiter is not served.");
  const page = await listUploads(parts.store.db.read, { bucket, prefix, afterKey, afterUploadId, max });
  const last = page.isTruncated ? page.uploads.at(-1) : undefined;
  const inner = [
    note,
    element("Bucket", bucket),
    name("KeyMarker", afterKey),
    element("UploadIdMarker", afterUploadId),
    name("NextKeyMarker", last?.object_key ?? ""),
    element("NextUploadIdMarker", last?.upload_id ?? ""),
    name("Prefix", prefix),
    element("MaxUploads", max),
    element("IsTruncated", String(page.isTruncated)),
    ...page.uploads.map(
      ({ object_key, upload_id, created_at }) =>
        `<Upload>${name("Key", object_key)}${element("UploadId", upload_id)}${element("StorageClass", "Standard")}${element("Initiated", new Date(created_at).toISOString())}</Upload>`,
    ),
  ];
  sendXml(response, 200, xmlDocument("ListMultipartUploadsResult", inner.join("")));
}

/** Text to compare with keys: what no key can hold would only confuse the database. */
function readText(exchange: SignedExchange, parameter: string): string {
  const text = findQuery(exchange, parameter) ?? "";
  if (text.includes("\0")) throw invalidArgument(parameter, "", `${parameter} holds a character that no key has.`);
  return text;
}
