import { findOpenUpload, noSuchUpload, putPart } from "../../storage/uploads.ts";
import { receiveBody } from "../body.ts";
import { findQuery, type SignedExchange } from "../exchange.ts";
import { readInteger } from "../names.ts";
import { maxObjectBytes } from "../scope.ts";

/** Stores the body as one part; a part of the same number is replaced. */
export async function uploadPart(exchange: SignedExchange): Promise<void> {
  const { response, parts, bucket, key } = exchange;
  const partNumber = readInteger(exchange, "partNumber", { min: 1, max: 10_000 });
  const name = { uploadId: findQuery(exchange, "uploadId") ?? "", bucket, key };
  if (!(await findOpenUpload(parts.store.db.read, name))) throw noSuchUpload();
  const limit = maxObjectBytes(exchange);
  const blob = await receiveBody(exchange, limit);
  const part = { ...name, partNumber, maxObjectBytes: limit, now: parts.now() };
  const { etag, crc64 } = await putPart(parts.store, part, blob);
  response.writeHead(200, {
    ETag: `"${etag}"`,
    "Content-MD5": Buffer.from(etag, "hex").toString("base64"),
    "x-oss-hash-crc64ecma": crc64,
    "Content-Length": 0,
  });
  response.end();
}
