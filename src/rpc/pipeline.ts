import { ApiError } from "../contract/errors.ts";
import { isWrite, type ProductCode } from "../contract/operation.ts";
import type { Principal } from "../contract/principal.ts";
import type { Connection, Database } from "../database/connect.ts";
import { isUniqueViolation } from "../database/errors.ts";
import { authorize } from "../identity/authorize.ts";
import { insertNonce } from "../identity/nonces.ts";
import type { OperationParts } from "../operations/context.ts";
import { type AuthenticateParts, authenticate } from "./authenticate.ts";
import { type FoundOperation, findOperation } from "./find-operation.ts";
import { type IncomingCall, type RpcRequest, readRequest } from "./request.ts";
import { chooseFormat, type Format, formatAnswer, formatError, type RpcAnswer } from "./respond.ts";
import type { Throttle } from "./throttle.ts";
import { toApiError } from "./to-api-error.ts";

export interface RpcDoorParts extends AuthenticateParts {
  readonly db: Database;
  readonly operationParts: OperationParts;
  readonly publicApiUrl: string;
  readonly throttle: Throttle | undefined;
  readonly now: () => number;
  /** Called after each write. */
  readonly onWrite: (operation: string) => void;
  readonly log: (message: string, details: Record<string, unknown>) => void;
}

/** One signed call, from its bytes to its answer. */
export async function answerCall(call: IncomingCall, parts: RpcDoorParts): Promise<RpcAnswer> {
  let format: Format = "json";
  let product: ProductCode | undefined;
  try {
    const request = readRequest(call);
    const found = findOperation(request);
    product = found.product;
    format = chooseFormat(request.parameters.get("Format"), request.protocol);
    const now = parts.now();
    const { principal, nonce } = await identify(request, parts, now);
    const isWriting = isWrite(found.operation);
    if (principal.kind !== "anonymous") parts.throttle?.take(principal.accountId, isWriting ? "write" : "read", now);
    const caller = permit(principal, found);
    const run = found.operation.accept(businessParameters(request));
    const transact = keepingNonce(parts, { accessKeyId: caller.accessKeyId, accountId: caller.accountId, nonce, now });
    const answer = await run({
      caller,
      client: request.client,
      now,
      read: parts.db.read,
      transact,
      parts: parts.operationParts,
    });
    if (isWriting) parts.onWrite(found.operation.name);
    return formatAnswer(answer, found.operation.name, call.requestId, format);
  } catch (cause) {
    const { requestId, client } = call;
    const report = (details: object) => parts.log("a call failed", { requestId, client: client.address, ...details });
    const error = toApiError(cause, report);
    return formatError(error, { requestId, publicApiUrl: parts.publicApiUrl, product, format });
  }
}

async function identify(request: RpcRequest, parts: RpcDoorParts, now: number) {
  if (request.protocol === "anonymous") throw new ApiError("MissingCommonParameter", { name: "AccessKeyId" });
  return authenticate(request, parts, now);
}

function permit(principal: Principal, { operation, product }: FoundOperation) {
  const decision = authorize(principal, operation.permissions);
  if (decision.allowed) return decision.caller;
  throw new ApiError(product === "Medialoft" ? "NoPermission" : "Forbidden", { diagnosis: decision.reason });
}

/** Parameters that have a value. Common ones stay in: no operation has a field of such a name. */
function businessParameters({ parameters }: RpcRequest): Record<string, string> {
  const fields: Record<string, string> = Object.create(null);
  for (const [name, value] of parameters) if (value !== "") fields[name] = value;
  return fields;
}

interface UsedNonce {
  readonly accessKeyId: string;
  readonly accountId: string;
  readonly nonce: string;
  readonly now: number;
}

/** Writes the nonce with the change, so that the same call is refused after a restart and on every node. */
function keepingNonce({ db, clockWindowMs }: RpcDoorParts, { now, ...used }: UsedNonce) {
  return <T>(fn: (tx: Connection) => Promise<T>): Promise<T> =>
    db.transact(async (tx) => {
      await insertNonce(tx, { ...used, expiresAt: now + 2 * clockWindowMs }).catch((error: unknown) => {
        throw isUniqueViolation(error) ? new ApiError("SignatureNonceUsed") : error;
      });
      return fn(tx);
    });
}
