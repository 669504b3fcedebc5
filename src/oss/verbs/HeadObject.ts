import type { ObjectRow } from "../../database/schema.ts";
import { checkConditions } from "../conditions.ts";
import type { SignedExchange } from "../exchange.ts";
import { identityHeaders, serveStored, servingHeaders } from "../serve-object.ts";

/** What GetObject would say, without the bytes. */
export const headObject = (exchange: SignedExchange): Promise<void> =>
  serveStored(exchange, (object) => serve(exchange, object));

async function serve(exchange: SignedExchange, object: ObjectRow): Promise<void> {
  const { response } = exchange;
  if (checkConditions(exchange, object) === 304) {
    response.writeHead(304, identityHeaders(object)).end();
    return;
  }
  response.writeHead(200, { ...(await servingHeaders(exchange, object)), "Content-Length": object.size_bytes }).end();
}
