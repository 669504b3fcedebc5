import { createHash } from "node:crypto";
import { completeUpload } from "../../storage/complete-upload.ts";
import { forbidsOverwrite, readContentMd5, readText } from "../body.ts";
import { OssError } from "../errors.ts";
import { findQuery, type SignedExchange } from "../exchange.ts";
import { encodeName } from "../names.ts";
import { readPartList } from "../read-part-list.ts";
import { element, sendXml, xmlDocument } from "../respond.ts";
import { maxObjectBytes } from "../scope.ts";

const maxListBytes = 2 * 1024 * 1024;

/** Makes the parts the object; nothing is copied. The same list again gets the same answer. */
export async function completeMultipartUpload(exchange: SignedExchange): Promise<void> {
  const { request, response, parts, bucket, key } = exchange;
  const uploadId = findQuery(exchange, "uploadId") ?? "";
  const body = await readText(request, maxListBytes);
  const announced = readContentMd5(request);
  if (announced !== undefined && createHash("md5").update(body).digest("hex") !== announced) {
    throw new OssError(400, "InvalidDigest", "The Content-MD5 you specified was invalid.");
  }
  const takesAll = request.headers["x-oss-complete-all"] === "yes" && body.trim() === "";
  const { etag, crc64 } = await completeUpload(parts.store, {
    uploadId,
    bucket,
    key,
    parts: takesAll ? "all" : readPartList(body),
    forbidOverwrite: forbidsOverwrite(request),
    maxObjectBytes: maxObjectBytes(exchange),
    now: parts.now(),
  });
  const location = `${parts.settings.publicObjectUrl}/${bucket}/${key}`;
  const inner = `${encodeName(exchange, "Key", key)}${element("Location", location)}${element("Bucket", bucket)}${element("ETag", `"${etag}"`)}`;
  const headers = { ETag: `"${etag}"`, ...(crc64 === undefined ? {} : { "x-oss-hash-crc64ecma": crc64 }) };
  sendXml(response, 200, xmlDocument("CompleteMultipartUploadResult", inner), headers);
}
