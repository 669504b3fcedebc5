import { abortUpload } from "../../storage/uploads.ts";
import type { SignedExchange } from "../exchange.ts";
import { readUploadName } from "../names.ts";

/** Gives an upload up; its parts are removed. */
export async function abortMultipartUpload(exchange: SignedExchange): Promise<void> {
  await abortUpload(exchange.recorded.storeOf(204), readUploadName(exchange));
  exchange.response.writeHead(204).end();
}
