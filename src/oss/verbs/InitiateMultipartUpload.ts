import { initiateUpload } from "../../storage/uploads.ts";
import { contentTypeOf, forbidsOverwrite, formatStoredHeaders } from "../body.ts";
import type { SignedExchange } from "../exchange.ts";
import { nameElements } from "../names.ts";
import { element, sendXml, xmlDocument } from "../respond.ts";
import { maxOpenUploads } from "../scope.ts";

/** Begins an upload in parts. */
export async function initiateMultipartUpload(exchange: SignedExchange): Promise<void> {
  const { request, response, parts, recorded, accountId, bucket, key } = exchange;
  const { headers } = request;
  const { note, name } = nameElements(exchange);
  const object = {
    accountId,
    bucket,
    key,
    contentType: contentTypeOf(headers["content-type"]),
    headers: formatStoredHeaders(Object.entries(headers)),
  };
  parts.onUpload();
  const rules = { forbidOverwrite: forbidsOverwrite(headers), now: parts.now(), maxOpen: maxOpenUploads(exchange) };
  const uploadId = await recorded.storeOf(200).db.transact((tx) => initiateUpload(tx, object, rules));
  const inner = [note, element("Bucket", bucket), name("Key", key), element("UploadId", uploadId)];
  sendXml(response, 200, xmlDocument("InitiateMultipartUploadResult", inner.join("")));
}
