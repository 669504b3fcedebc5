import type { SignedExchange } from "../exchange.ts";
import { getStoredObject, identityHeaders } from "../serve-object.ts";

/** Size, ETag and time, and nothing else. */
export async function getObjectMeta(exchange: SignedExchange): Promise<void> {
  const object = await getStoredObject(exchange);
  exchange.response.writeHead(200, { ...identityHeaders(object), "Content-Length": object.size_bytes }).end();
}
