import { ApiError } from "../contract/errors.ts";
import { isKeptEmpty } from "../contract/fields.ts";
import type { ProductCode } from "../contract/operation.ts";
import type { Principal } from "../contract/principal.ts";
import { type AnswerParts, answerWith } from "./answer-with.ts";
import { type AuthenticateParts, authenticate } from "./authenticate.ts";
import { type FoundOperation, findOperation } from "./find-operation.ts";
import { type IncomingCall, type RpcRequest, readRequest } from "./request.ts";
import { chooseFormat, type Format, type RpcAnswer } from "./respond.ts";
import { type RunParts, runCall } from "./run-call.ts";

export interface RpcDoorParts extends AuthenticateParts, RunParts, AnswerParts {}

/** One signed call, from its bytes to its answer. */
export async function answerCall(call: IncomingCall, parts: RpcDoorParts): Promise<RpcAnswer> {
  return answerWith(call, parts, async (reply, recorded) => {
    const request = readRequest(call);
    const found = findOperation(request);
    reply.found = found;
    reply.product = found.product;
    reply.format = chooseFormat(request.parameters.get("Format"), request.protocol);
    const now = parts.now();
    const { principal, nonce } = await identify(request, parts, now);
    const parameters = businessParameters(request.parameters, found);
    return runCall({ principal, found, client: call.client, parameters, nonce, now, recorded }, parts);
  });
}

/** A call that came without a signature, after its sender has proved himself otherwise. */
export interface UnsignedCall extends Pick<IncomingCall, "requestId" | "client"> {
  readonly principal: Principal;
  readonly product: ProductCode;
  readonly format: Format;
  readonly parameters: ReadonlyMap<string, string>;
  /** What the audit log says about how it came about. */
  readonly detail: string;
  find(): FoundOperation;
}

/** The same from the authorization on. */
export async function answerUnsignedCall(call: UnsignedCall, parts: RpcDoorParts): Promise<RpcAnswer> {
  return answerWith(call, parts, async (reply, recorded) => {
    reply.format = call.format;
    reply.product = call.product;
    const found = call.find();
    reply.found = found;
    const { principal, client } = call;
    const parameters = businessParameters(call.parameters, found);
    return runCall({ principal, found, client, parameters, nonce: undefined, now: parts.now(), recorded }, parts);
  });
}

async function identify(request: RpcRequest, parts: RpcDoorParts, now: number) {
  if (request.protocol === "anonymous") throw new ApiError("MissingCommonParameter", { name: "AccessKeyId" });
  return authenticate(request, parts, now);
}

/** Parameters that have a value, or may be empty. Common ones stay in: no operation has a field of such a name. */
function businessParameters(
  parameters: ReadonlyMap<string, string>,
  { operation }: FoundOperation,
): Record<string, string> {
  const fields: Record<string, string> = Object.create(null);
  for (const [name, value] of parameters) {
    if (value !== "" || isKeptEmpty(operation.input[name])) fields[name] = value;
  }
  return fields;
}
