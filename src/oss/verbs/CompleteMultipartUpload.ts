import { createHash } from "node:crypto";
import { completeUpload } from "../../storage/complete-upload.ts";
import { forbidsOverwrite, parseMd5, readWhole } from "../body.ts";
import { invalidArgument, OssError } from "../errors.ts";
import type { SignedExchange } from "../exchange.ts";
import { formatLocation, nameElements, readUploadName } from "../names.ts";
import { type ListedPart, readPartList } from "../read-part-list.ts";
import { element, sendXml, xmlDocument } from "../respond.ts";
import { maxObjectBytes } from "../scope.ts";

const maxListBytes = 2 * 1024 ** 2;

/** Makes the parts the object; nothing is copied. The same list again gets the same answer. */
export async function completeMultipartUpload(exchange: SignedExchange): Promise<void> {
  const { request, response, parts, recorded, bucket, key } = exchange;
  const upload = readUploadName(exchange);
  const { note, name } = nameElements(exchange);
  const list = await readList(exchange);
  const { etag, crc64 } = await completeUpload(recorded.storeOf(200), {
    ...upload,
    parts: list,
    forbidOverwrite: forbidsOverwrite(request.headers),
    maxObjectBytes: maxObjectBytes(exchange),
    now: parts.now(),
  });
  const inner = [
    note,
    element("Location", formatLocation(exchange)),
    element("Bucket", bucket),
    name("Key", key),
    element("ETag", `"${etag}"`),
  ];
  const headers = { ETag: `"${etag}"`, ...(crc64 === undefined ? {} : { "x-oss-hash-crc64ecma": crc64 }) };
  sendXml(response, 200, xmlDocument("CompleteMultipartUploadResult", inner.join("")), headers);
}

async function readList(exchange: SignedExchange): Promise<readonly ListedPart[] | "all"> {
  const { headers } = exchange.request;
  const announced = parseMd5(headers["content-md5"]);
  const takesAll = headers["x-oss-complete-all"] === "yes";
  const body = await readWhole(exchange, maxListBytes);
  if (announced !== undefined && createHash("md5").update(body).digest("hex").toUpperCase() !== announced) {
    throw new OssError(400, "InvalidDigest", "The Content-MD5 you specified did not match what we received.");
  }
  if (!takesAll) return readPartList(body.toString("utf8"));
  if (body.length === 0) return "all";
  throw invalidArgument("x-oss-complete-all", "yes", "With x-oss-complete-all there is no list of parts.");
}
