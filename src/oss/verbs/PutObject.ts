import { checkMayWrite, findObject, putObject as storeObject } from "../../storage/objects.ts";
import { contentTypeOf, forbidsOverwrite, readStoredHeaders, receiveBody } from "../body.ts";
import type { SignedExchange } from "../exchange.ts";
import { maxObjectBytes } from "../scope.ts";

/** Stores the body as the object. */
export async function putObject(exchange: SignedExchange): Promise<void> {
  const { request, response, parts, accountId, bucket, key } = exchange;
  const forbidOverwrite = forbidsOverwrite(request);
  checkMayWrite(await findObject(parts.store.db.read, bucket, key), forbidOverwrite);
  parts.onUpload();
  const headers = readStoredHeaders(request);
  const blob = await receiveBody(exchange, maxObjectBytes(exchange));
  const object = { accountId, bucket, key, contentType: contentTypeOf(request), headers };
  await storeObject(parts.store, object, blob, { forbidOverwrite, now: parts.now() });
  response.writeHead(200, {
    ETag: `"${blob.md5Hex}"`,
    "Content-MD5": Buffer.from(blob.md5Hex, "hex").toString("base64"),
    "x-oss-hash-crc64ecma": blob.crc64,
    "Content-Length": 0,
  });
  response.end();
}
