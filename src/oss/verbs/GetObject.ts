import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ObjectRow } from "../../database/schema.ts";
import { StorageError } from "../../storage/errors.ts";
import { type ByteRange, openObject } from "../../storage/read-object.ts";
import { checkConditions, chooseRange } from "../conditions.ts";
import type { SignedExchange } from "../exchange.ts";
import { identityHeaders, serveStored, servingHeaders } from "../serve-object.ts";

/** The object's bytes, or one range of them. */
export const getObject = (exchange: SignedExchange): Promise<void> =>
  serveStored(exchange, (object) => serve(exchange, object));

async function serve(exchange: SignedExchange, object: ObjectRow): Promise<void> {
  const { response, parts } = exchange;
  if (checkConditions(exchange, object) === 304) {
    response.writeHead(304, identityHeaders(object)).end();
    return;
  }
  const range = chooseRange(exchange, object);
  const { start, end } = range ?? { start: 0, end: object.size_bytes - 1 };
  const headers = { ...(await servingHeaders(exchange, object)), "Content-Length": end - start + 1 };
  const bytes = object.size_bytes === 0 ? undefined : await openObject(parts.store, object, { start, end });
  try {
    if (range) response.writeHead(206, { ...headers, "Content-Range": formatContentRange(range, object) });
    else response.writeHead(200, headers);
  } catch (error) {
    bytes?.destroy();
    throw error;
  }
  if (bytes) await send(exchange, bytes);
  else response.end();
}

const formatContentRange = ({ start, end }: ByteRange, object: ObjectRow): string =>
  `bytes ${start}-${end}/${object.size_bytes}`;

/** How long a reader may leave the bytes lying that are there for it. */
const idleReaderMs = 300_000;

async function send({ request, response, parts, requestId }: SignedExchange, bytes: Readable): Promise<void> {
  // A pipeline into a response that is gone would never end, and would keep the file open.
  if (response.destroyed) {
    bytes.destroy();
    return;
  }
  // Once the answer is out, Node sets the time that the connection may wait for another request.
  request.socket.setTimeout(idleReaderMs);
  try {
    await pipeline(bytes, response);
  } catch (error) {
    if (error instanceof StorageError)
      parts.log("an object could not be read to its end", { requestId, error: error.message });
    response.destroy();
  }
}
