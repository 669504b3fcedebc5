import { initiateUpload } from "../../storage/uploads.ts";
import { contentTypeOf, forbidsOverwrite, readStoredHeaders } from "../body.ts";
import type { SignedExchange } from "../exchange.ts";
import { encodeName } from "../names.ts";
import { element, sendXml, xmlDocument } from "../respond.ts";

/** Begins an upload in parts. */
export async function initiateMultipartUpload(exchange: SignedExchange): Promise<void> {
  const { request, response, parts, accountId, bucket, key } = exchange;
  request.resume();
  parts.onUpload();
  const object = { accountId, bucket, key, contentType: contentTypeOf(request), headers: readStoredHeaders(request) };
  const rules = { forbidOverwrite: forbidsOverwrite(request), now: parts.now() };
  const uploadId = await parts.store.db.transact((tx) => initiateUpload(tx, object, rules));
  const names = encodeName(exchange, "Key", key);
  sendXml(
    response,
    200,
    xmlDocument(
      "InitiateMultipartUploadResult",
      `${names}${element("Bucket", bucket)}${element("UploadId", uploadId)}`,
    ),
  );
}
