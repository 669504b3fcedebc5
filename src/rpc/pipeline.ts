import { ApiError } from "../contract/errors.ts";
import { isWrite, type ProductCode } from "../contract/operation.ts";
import type { Caller } from "../contract/principal.ts";
import type { Connection, Database } from "../database/connect.ts";
import { isUniqueViolation } from "../database/errors.ts";
import type { AuditLog } from "../identity/audit-log.ts";
import { insertNonce } from "../identity/nonces.ts";
import type { OperationParts } from "../operations/context.ts";
import { type AuthenticateParts, authenticate } from "./authenticate.ts";
import { findOperation } from "./find-operation.ts";
import { type PermitParts, permit } from "./permit.ts";
import { RecordedCall } from "./recorded-call.ts";
import { type IncomingCall, type RpcRequest, readRequest } from "./request.ts";
import { chooseFormat, type Format, formatAnswer, formatError, type RpcAnswer } from "./respond.ts";
import type { Throttle } from "./throttle.ts";
import { toApiError } from "./to-api-error.ts";

export interface RpcDoorParts extends AuthenticateParts, PermitParts {
  readonly db: Database;
  readonly operationParts: OperationParts;
  readonly publicApiUrl: string;
  readonly throttle: Throttle | undefined;
  readonly auditLog: AuditLog;
  readonly now: () => number;
  /** Called after each write. */
  readonly onWrite: (operation: string) => void;
  readonly log: (message: string, details: Record<string, unknown>) => void;
}

/** One signed call, from its bytes to its answer. */
export async function answerCall(call: IncomingCall, parts: RpcDoorParts): Promise<RpcAnswer> {
  let format: Format = "json";
  let product: ProductCode | undefined;
  const recorded = new RecordedCall(parts.auditLog, call);
  try {
    const request = readRequest(call);
    const found = findOperation(request);
    product = found.product;
    format = chooseFormat(request.parameters.get("Format"), request.protocol);
    const now = parts.now();
    const { principal, nonce } = await identify(request, parts, now);
    const isWriting = isWrite(found.operation);
    if (principal.kind !== "anonymous") parts.throttle?.take(principal.accountId, isWriting ? "write" : "read", now);
    const parameters = businessParameters(request);
    const caller = await permit({ principal, found, request, parameters, now, recorded }, parts);
    const run = found.operation.accept(parameters);
    const transact = recordingTransact(parts, { caller, nonce, now, recorded });
    const { client } = request;
    const answer = await run({ caller, client, now, read: parts.db.read, transact, parts: parts.operationParts });
    if (isWriting) parts.onWrite(found.operation.name);
    recorded.end();
    return withMode(formatAnswer(answer, found.operation.name, call.requestId, format), recorded);
  } catch (cause) {
    const { requestId, client } = call;
    const report = (details: object) => parts.log("a call failed", { requestId, client: client.address, ...details });
    const error = toApiError(cause, report);
    recorded.end(error);
    const context = { requestId, publicApiUrl: parts.publicApiUrl, product, format, now: parts.now() };
    return withMode(formatError(error, context), recorded);
  }
}

/** Each decided answer says whether policies were enforced. */
const withMode = (answer: RpcAnswer, { mode }: RecordedCall): RpcAnswer =>
  mode === undefined ? answer : { ...answer, headers: { ...answer.headers, "x-medialoft-authorization": mode } };

async function identify(request: RpcRequest, parts: RpcDoorParts, now: number) {
  if (request.protocol === "anonymous") throw new ApiError("MissingCommonParameter", { name: "AccessKeyId" });
  return authenticate(request, parts, now);
}

/** Parameters that have a value. Common ones stay in: no operation has a field of such a name. */
function businessParameters({ parameters }: RpcRequest): Record<string, string> {
  const fields: Record<string, string> = Object.create(null);
  for (const [name, value] of parameters) if (value !== "") fields[name] = value;
  return fields;
}

interface WritingCall {
  readonly caller: Caller;
  readonly nonce: string;
  readonly now: number;
  readonly recorded: RecordedCall;
}

/**
 * Writes nonce and audit row with the change: the same call is refused after a restart and on every node, and no change is
 * without its row.
 */
function recordingTransact({ db, clockWindowMs }: RpcDoorParts, { caller, nonce, now, recorded }: WritingCall) {
  const { accessKeyId, accountId } = caller;
  return async <T>(fn: (tx: Connection) => Promise<T>): Promise<T> => {
    const result = await db.transact(async (tx) => {
      const used = { accessKeyId, accountId, nonce, expiresAt: now + 2 * clockWindowMs };
      await insertNonce(tx, used).catch((error: unknown) => {
        throw isUniqueViolation(error) ? new ApiError("SignatureNonceUsed") : error;
      });
      const value = await fn(tx);
      await recorded.keepIn(tx);
      return value;
    });
    recorded.kept();
    return result;
  };
}
