import { checkMayWrite, findObject, putObject as storeObject } from "../../storage/objects.ts";
import { contentTypeOf, digestHeaders, forbidsOverwrite, formatStoredHeaders, receiveBody } from "../body.ts";
import type { SignedExchange } from "../exchange.ts";
import { maxObjectBytes } from "../scope.ts";

/** Stores the body as the object. */
export async function putObject(exchange: SignedExchange): Promise<void> {
  const { request, response, parts, recorded, accountId, bucket, key } = exchange;
  const forbidOverwrite = forbidsOverwrite(request.headers);
  const headers = formatStoredHeaders(Object.entries(request.headers));
  checkMayWrite(await findObject(parts.store.db.read, bucket, key), forbidOverwrite);
  parts.onUpload();
  const blob = await receiveBody(exchange, maxObjectBytes(exchange));
  const object = { accountId, bucket, key, contentType: contentTypeOf(request.headers["content-type"]), headers };
  await storeObject(recorded.storeOf(200), object, blob, { forbidOverwrite, now: parts.now() });
  response.writeHead(200, { ...digestHeaders(blob), "Content-Length": 0 }).end();
}
