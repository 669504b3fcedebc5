import { listParts as findParts } from "../../storage/list-uploads.ts";
import { findQuery, type SignedExchange } from "../exchange.ts";
import { encodeName, readInteger } from "../names.ts";
import { element, sendXml, xmlDocument } from "../respond.ts";

/** The parts that an open upload has, by number. */
export async function listParts(exchange: SignedExchange): Promise<void> {
  const { response, parts, bucket, key } = exchange;
  const uploadId = findQuery(exchange, "uploadId") ?? "";
  const max = readInteger(exchange, "max-parts", { min: 1, max: 1000, absent: 1000 });
  const afterNumber = readInteger(exchange, "part-number-marker", { min: 0, max: 10_000, absent: 0 });
  const page = await findParts(parts.store.db.read, { uploadId, bucket, key, afterNumber, max });
  const rows = page.parts.map(
    (part) =>
      `<Part>${element("PartNumber", part.part_number)}${element("LastModified", new Date(part.created_at).toISOString())}${element("ETag", `"${part.etag}"`)}${element("HashCrc64ecma", part.crc64)}${element("Size", part.size_bytes)}</Part>`,
  );
  const head = [
    encodeName(exchange, "Key", key),
    element("Bucket", bucket),
    element("UploadId", uploadId),
    element("PartNumberMarker", afterNumber),
    element("NextPartNumberMarker", page.parts.at(-1)?.part_number ?? 0),
    element("MaxParts", max),
    element("IsTruncated", String(page.isTruncated)),
  ];
  sendXml(response, 200, xmlDocument("ListPartsResult", [...head, ...rows].join("")));
}
