import type { IncomingMessage, ServerResponse } from "node:http";
import { authenticate } from "./authenticate.ts";
import { toOssError } from "./errors.ts";
import type { Arrival, ObjectDoorParts, SignedExchange } from "./exchange.ts";
import { RecordedRequest } from "./recorded-request.ts";
import { answerPreflight, makeRequestId, sendError, setCommonHeaders } from "./respond.ts";
import { checkScope } from "./scope.ts";
import { Sender } from "./sender.ts";
import { InlineTypes } from "./sniff.ts";
import { readTarget } from "./target.ts";
import { refuseUnserved, runVerb } from "./verb.ts";
import { isPostObject, nameVerb } from "./verb-names.ts";
import { postObject } from "./verbs/PostObject.ts";

/** The door of uploads and downloads. `expectsContinue`: the sender waits for a word before it sends its body. */
export function createObjectDoor(parts: ObjectDoorParts) {
  const inlineTypes = new InlineTypes(parts.store);
  return async (request: IncomingMessage, response: ServerResponse, expectsContinue = false): Promise<void> => {
    const sender = new Sender(request, response, expectsContinue, parts.settings.silenceMs);
    const requestId = makeRequestId();
    const now = parts.now();
    const { address, language } = parts.clientOf(request);
    const recorded = new RecordedRequest({ parts, requestId, now, address });
    const arrival = { request, response, sender, requestId, parts, inlineTypes, now, recorded };
    setCommonHeaders(response, requestId);
    try {
      await answer(arrival);
      recorded.end(response.statusCode);
    } catch (cause) {
      // The listener has answered: the body is not well-formed.
      if (response.writableEnded && !request.complete) return;
      const report = (details: Record<string, unknown>) =>
        parts.log("an object request failed", { requestId, client: address, ...details });
      const error = toOssError(cause, report);
      sendError(arrival, error, language);
      recorded.end(error.status, error.code);
    }
  };
}

/** What happens to a request, in this order. No body is read before the verb runs. */
async function answer(arrival: Arrival): Promise<void> {
  const exchange = { ...arrival, ...readTarget(arrival.request) };
  if (exchange.method === "OPTIONS") return answerPreflight(exchange);
  // A form carries its signature in its fields: its verb takes the same steps once it has read them.
  if (isPostObject(exchange)) return postObject(exchange);
  const { principal, resource } = await authenticate(exchange);
  const verb = nameVerb(exchange, resource);
  const accountId = await checkScope(exchange, principal, resource, verb);
  const signed: SignedExchange = { ...exchange, principal, accountId, bucket: resource.realBucket, key: resource.key };
  const served = refuseUnserved(signed, verb);
  return runVerb(served, signed);
}
