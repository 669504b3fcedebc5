import { abortUpload } from "../../storage/uploads.ts";
import { findQuery, type SignedExchange } from "../exchange.ts";

/** Gives an upload up; its parts are removed. */
export async function abortMultipartUpload(exchange: SignedExchange): Promise<void> {
  const { response, parts, bucket, key } = exchange;
  await abortUpload(parts.store, { uploadId: findQuery(exchange, "uploadId") ?? "", bucket, key });
  response.writeHead(204).end();
}
