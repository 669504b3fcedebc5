import { findOpenUpload, noSuchUpload, putPart } from "../../storage/uploads.ts";
import { digestHeaders, receiveBody } from "../body.ts";
import type { SignedExchange } from "../exchange.ts";
import { readPartNumber, readUploadName } from "../names.ts";
import { maxObjectBytes } from "../scope.ts";

/** Stores the body as one part; a part of the same number is replaced. */
export async function uploadPart(exchange: SignedExchange): Promise<void> {
  const { response, parts, recorded } = exchange;
  const partNumber = readPartNumber(exchange);
  const upload = readUploadName(exchange);
  if (!(await findOpenUpload(parts.store.db.read, upload))) throw noSuchUpload();
  const limit = maxObjectBytes(exchange);
  const blob = await receiveBody(exchange, limit);
  const part = { ...upload, partNumber, maxObjectBytes: limit, now: parts.now() };
  await putPart(recorded.storeOf(200), part, blob);
  response.writeHead(200, { ...digestHeaders(blob), "Content-Length": 0 }).end();
}
