import { checkConditions } from "../conditions.ts";
import type { SignedExchange } from "../exchange.ts";
import { getStoredObject, identityHeaders, servingHeaders } from "../serve-object.ts";

/** What GetObject would say, without the bytes. */
export async function headObject(exchange: SignedExchange): Promise<void> {
  const { response } = exchange;
  const object = await getStoredObject(exchange);
  if (checkConditions(exchange, object) === 304) {
    response.writeHead(304, identityHeaders(object)).end();
    return;
  }
  response.writeHead(200, { ...(await servingHeaders(exchange, object)), "Content-Length": object.size_bytes }).end();
}
