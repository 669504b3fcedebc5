import type { UploadPartRow } from "../../database/schema.ts";
import { listParts as findParts } from "../../storage/list-parts.ts";
import type { SignedExchange } from "../exchange.ts";
import { nameElements, readInteger, readUploadName } from "../names.ts";
import { element, sendXml, xmlDocument } from "../respond.ts";

/** The parts that an open upload has, by number. */
export async function listParts(exchange: SignedExchange): Promise<void> {
  const { response, parts, bucket, key } = exchange;
  const upload = readUploadName(exchange);
  const { note, name } = nameElements(exchange);
  const max = readInteger(exchange, "max-parts", { min: 1, max: 1000, absent: 1000 });
  const afterNumber = readInteger(exchange, "part-number-marker", { min: 0, max: 10_000, absent: 0 });
  const page = await findParts(parts.store.db.read, { ...upload, afterNumber, max });
  const inner = [
    note,
    element("Bucket", bucket),
    name("Key", key),
    element("UploadId", upload.uploadId),
    element("PartNumberMarker", afterNumber),
    element("NextPartNumberMarker", page.parts.at(-1)?.part_number ?? 0),
    element("MaxParts", max),
    element("IsTruncated", String(page.isTruncated)),
    ...page.parts.map(formatPart),
  ];
  sendXml(response, 200, xmlDocument("ListPartsResult", inner.join("")));
}

function formatPart(part: UploadPartRow): string {
  const inner = [
    element("PartNumber", part.part_number),
    element("LastModified", new Date(part.created_at).toISOString()),
    element("ETag", `"${part.etag}"`),
    element("HashCrc64ecma", part.crc64),
    element("Size", part.size_bytes),
  ];
  return `<Part>${inner.join("")}</Part>`;
}
