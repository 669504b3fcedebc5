import { ApiError } from "../contract/errors.ts";
import { isWrite } from "../contract/operation.ts";
import type { Caller, Principal } from "../contract/principal.ts";
import type { Connection, Database } from "../database/connect.ts";
import { isUniqueViolation } from "../database/errors.ts";
import { insertNonce, type SignedNonce } from "../identity/nonces.ts";
import type { OperationParts } from "../operations/context.ts";
import type { Answer } from "../operations/define.ts";
import type { FoundOperation } from "./find-operation.ts";
import { type PermitParts, permit } from "./permit.ts";
import type { RecordedCall } from "./recorded-call.ts";
import type { IncomingCall } from "./request.ts";
import type { Throttle } from "./throttle.ts";

export interface RunParts extends PermitParts {
  readonly db: Database;
  readonly operationParts: OperationParts;
  readonly throttle: Throttle | undefined;
  /** Called after each write. */
  readonly onWrite: (operation: string) => void;
}

/** A call whose sender is proved. */
export interface ProvedCall extends Pick<IncomingCall, "client"> {
  readonly principal: Principal;
  readonly found: FoundOperation;
  readonly parameters: Readonly<Record<string, string>>;
  /** What the call can be made only once with; undefined where it was not signed and nobody could repeat it. */
  readonly nonce: SignedNonce | undefined;
  readonly now: number;
  readonly recorded: RecordedCall;
}

/** Throttle, authorize, validate, run: what each call goes through, whichever door it came in by. */
export async function runCall(call: ProvedCall, parts: RunParts): Promise<Answer> {
  const { principal, found, parameters, client, now, recorded } = call;
  const { operation } = found;
  const isWriting = isWrite(operation);
  if (principal.kind !== "anonymous") parts.throttle?.take(principal.accountId, isWriting ? "write" : "read", now);
  const caller = await permit({ principal, found, client, parameters, now, recorded }, parts);
  const run = operation.accept(parameters);
  const transact = recordingTransact(parts, { ...call, caller });
  const answer = await run({ caller, client, now, read: parts.db.read, transact, parts: parts.operationParts });
  if (isWriting) parts.onWrite(operation.name);
  recorded.end();
  return answer;
}

interface WritingCall extends Pick<ProvedCall, "nonce" | "recorded"> {
  readonly caller: Caller;
}

/**
 * Writes nonce and audit row with the change: the same call is refused after a restart and on every node, and no change is
 * without its row.
 */
function recordingTransact({ db }: RunParts, { caller, nonce, recorded }: WritingCall) {
  const { accessKeyId, accountId } = caller;
  const keepNonce = async (tx: Connection) => {
    if (nonce === undefined) return;
    await insertNonce(tx, { ...nonce, accessKeyId, accountId }).catch((error: unknown) => {
      throw isUniqueViolation(error) ? new ApiError("SignatureNonceUsed") : error;
    });
  };
  return async <T>(fn: (tx: Connection) => Promise<T>): Promise<T> => {
    const result = await db.transact(async (tx) => {
      await keepNonce(tx);
      const value = await fn(tx);
      await recorded.keepIn(tx);
      return value;
    });
    recorded.kept();
    return result;
  };
}
