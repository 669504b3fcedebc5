import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { authenticate } from "./authenticate.ts";
import { toOssError } from "./errors.ts";
import type { Exchange, ObjectDoorParts } from "./exchange.ts";
import { answerPreflight, sendError, setCommonHeaders } from "./respond.ts";
import { checkScope, findOwner, refuseUnservedHeaders } from "./scope.ts";
import { checkKey, readTarget } from "./target.ts";
import { recogniseVerb, runVerb } from "./verb.ts";
import { isPostObject, postObject } from "./verbs/PostObject.ts";

/** The door of uploads and downloads. `expectsContinue`: the sender waits for a word before it sends its body. */
export function createObjectDoor(parts: ObjectDoorParts) {
  return async (request: IncomingMessage, response: ServerResponse, expectsContinue = false): Promise<void> => {
    const requestId = randomBytes(12).toString("hex").toUpperCase();
    setCommonHeaders(response, requestId, request.headers.origin);
    try {
      const { path, query } = readTarget(request.url ?? "");
      const method = request.method ?? "";
      const exchange: Exchange = { request, response, requestId, method, path, query, parts, now: parts.now() };
      if (method === "OPTIONS") return answerPreflight(exchange);
      if (isPostObject(exchange)) return await postObject(exchange, expectsContinue);
      const { principal, resource } = await authenticate(exchange);
      const { realBucket: bucket, key } = resource;
      checkKey(key);
      const accountId = await findOwner(exchange, bucket, principal);
      const signed = { ...exchange, principal, accountId, bucket, key };
      const verb = recogniseVerb(signed);
      checkScope(signed, verb);
      refuseUnservedHeaders(exchange);
      if (expectsContinue) response.writeContinue();
      await runVerb(verb, signed);
    } catch (cause) {
      const error = toOssError(cause, (details) => parts.log("an object request failed", { requestId, ...details }));
      sendError({ request, response, requestId }, error);
    }
  };
}
