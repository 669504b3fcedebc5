import { ApiError } from "../contract/errors.ts";
import type { ProductCode } from "../contract/operation.ts";
import type { Principal } from "../contract/principal.ts";
import type { AuditLog } from "../identity/audit-log.ts";
import type { Answer } from "../operations/define.ts";
import { type AuthenticateParts, authenticate } from "./authenticate.ts";
import { type FoundOperation, findOperation } from "./find-operation.ts";
import { RecordedCall } from "./recorded-call.ts";
import { type IncomingCall, type RpcRequest, readRequest } from "./request.ts";
import { chooseFormat, type Format, formatAnswer, formatError, type RpcAnswer } from "./respond.ts";
import { type RunParts, runCall } from "./run-call.ts";
import { toApiError } from "./to-api-error.ts";

export interface RpcDoorParts extends AuthenticateParts, RunParts {
  readonly publicApiUrl: string;
  readonly auditLog: AuditLog;
  readonly now: () => number;
  readonly log: (message: string, details: Record<string, unknown>) => void;
  /** Called with each answer: for counting. */
  readonly onAnswer: (answered: AnsweredCall) => void;
}

/** What is counted of a call. */
export interface AnsweredCall {
  /** Undefined when no operation was found. */
  readonly found: FoundOperation | undefined;
  readonly status: number;
  readonly durationMs: number;
  readonly recorded: RecordedCall;
}

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
    const parameters = businessParameters(request.parameters);
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
    const parameters = businessParameters(call.parameters);
    return runCall({ principal, found, client, parameters, nonce: undefined, now: parts.now(), recorded }, parts);
  });
}

/** Grows with what is known of the call, so that an error is answered in the form that was asked for. */
interface Reply {
  format: Format;
  product: ProductCode | undefined;
  found: FoundOperation | undefined;
}

type Answering = Pick<IncomingCall, "requestId" | "client"> & { readonly detail?: string };

/** Runs the steps of a call and answers what they answer or throw. */
async function answerWith(
  call: Answering,
  parts: RpcDoorParts,
  steps: (reply: Reply, recorded: RecordedCall) => Promise<Answer>,
): Promise<RpcAnswer> {
  const began = performance.now();
  const reply: Reply = { format: "json", product: undefined, found: undefined };
  const recorded = new RecordedCall(parts.auditLog, call);
  const answer = await steps(reply, recorded)
    .then((fields) => formatAnswer(fields, reply.found?.operation.name ?? "", call.requestId, reply.format))
    .catch((cause: unknown) => answerError(cause, { call, reply, recorded }, parts));
  const { status } = answer;
  parts.onAnswer({ found: reply.found, status, durationMs: performance.now() - began, recorded });
  return withMode(answer, recorded);
}

function answerError(
  cause: unknown,
  { call, reply, recorded }: { readonly call: Answering; readonly reply: Reply; readonly recorded: RecordedCall },
  parts: RpcDoorParts,
): RpcAnswer {
  const { requestId, client } = call;
  const report = (details: object) => parts.log("a call failed", { requestId, client: client.address, ...details });
  const error = toApiError(cause, report);
  recorded.end(error);
  const { product, format } = reply;
  return formatError(error, { requestId, publicApiUrl: parts.publicApiUrl, product, format, now: parts.now() });
}

/** Each decided answer says whether policies were enforced. */
const withMode = (answer: RpcAnswer, { mode }: RecordedCall): RpcAnswer =>
  mode === undefined ? answer : { ...answer, headers: { ...answer.headers, "x-medialoft-authorization": mode } };

async function identify(request: RpcRequest, parts: RpcDoorParts, now: number) {
  if (request.protocol === "anonymous") throw new ApiError("MissingCommonParameter", { name: "AccessKeyId" });
  return authenticate(request, parts, now);
}

/** Parameters that have a value. Common ones stay in: no operation has a field of such a name. */
function businessParameters(parameters: ReadonlyMap<string, string>): Record<string, string> {
  const fields: Record<string, string> = Object.create(null);
  for (const [name, value] of parameters) if (value !== "") fields[name] = value;
  return fields;
}
