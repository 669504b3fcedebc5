import type { Principal } from "../contract/principal.ts";
import { principalName, resourceName } from "../contract/resource-name.ts";
import type { Connection } from "../database/connect.ts";
import type { CallRecord } from "../identity/audit-log.ts";
import type { Need, Verdict } from "../identity/authorize.ts";
import type { ObjectStore } from "../storage/object-store.ts";
import type { ObjectDoorParts } from "./exchange.ts";

interface Judged {
  readonly principal: Principal;
  readonly need: Need;
  readonly verdict: Pick<Verdict, "allowed" | "decision">;
}

interface RecordedParts {
  readonly parts: Pick<ObjectDoorParts, "auditLog" | "store">;
  readonly requestId: string;
  /** Epoch milliseconds. */
  readonly now: number;
  readonly address: string;
}

/** One request on its way into the audit log: reads by signed URLs are left out, and so is whose sender stayed unproved. */
export class RecordedRequest {
  readonly #parts: RecordedParts;
  readonly #began = performance.now();
  #judged: Judged | undefined;
  #isKept = false;

  constructor(parts: RecordedParts) {
    this.#parts = parts;
  }

  judged(judged: Judged): void {
    this.#judged = judged;
  }

  /** The store for a change that is answered with this status: what commits the change keeps its row too. */
  storeOf(status: number): ObjectStore {
    const { store } = this.#parts.parts;
    const transact = async <T>(fn: (tx: Connection) => Promise<T>): Promise<T> => {
      const result = await store.db.transact(async (tx) => {
        const value = await fn(tx);
        await this.#keepIn(tx, status);
        return value;
      });
      this.#isKept = true;
      return result;
    };
    return { ...store, db: { ...store.db, transact } };
  }

  end(status: number, errorCode?: string): void {
    if (this.#isKept && errorCode === undefined) return;
    const record = this.#describe(status, errorCode);
    if (record) this.#parts.parts.auditLog.note(record);
  }

  async #keepIn(tx: Connection, status: number): Promise<void> {
    const record = this.#describe(status, undefined);
    if (record) await this.#parts.parts.auditLog.insert(tx, record);
  }

  #describe(status: number, errorCode: string | undefined): CallRecord | undefined {
    const name = this.#judged && nameOf(this.#judged.principal);
    if (!this.#judged || !name) return undefined;
    const { need, verdict } = this.#judged;
    const { requestId, now, address } = this.#parts;
    return {
      ...name,
      requestId,
      needs: [need],
      verdict: { ...verdict, need },
      parameters: {},
      address,
      at: now,
      durationUs: (performance.now() - this.#began) * 1000,
      status,
      errorCode,
    };
  }
}

function nameOf(principal: Principal): { readonly accountId: string; readonly principal: string } | undefined {
  if (principal.kind === "anonymous" || principal.kind === "object-url") return undefined;
  const { accountId, accessKeyId } = principal;
  if (principal.kind !== "upload") return { accountId, principal: principalName(principal) };
  return { accountId, principal: resourceName("ram", "", accountId, `upload/${accessKeyId}`) };
}
