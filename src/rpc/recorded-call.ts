import type { ApiError } from "../contract/errors.ts";
import type { Caller, Principal } from "../contract/principal.ts";
import { principalName } from "../contract/resource-name.ts";
import type { Connection } from "../database/connect.ts";
import type { AuditLog, CallRecord } from "../identity/audit-log.ts";
import type { Need, Verdict } from "../identity/authorize.ts";
import { toOwnersRecord } from "../identity/owners-record.ts";
import { TrustDenial } from "../identity/trust-denial.ts";
import type { IncomingCall } from "./request.ts";

interface Judged {
  readonly principal: Principal;
  readonly needs: readonly Need[];
  readonly verdict: Verdict;
  readonly parameters: Readonly<Record<string, string>>;
  readonly now: number;
}

interface Recordable extends Pick<IncomingCall, "requestId" | "client"> {
  /** How it came about, when it was not signed. */
  readonly detail?: string;
}

const isCaller = (principal: Principal): principal is Caller =>
  principal.kind === "root" || principal.kind === "user" || principal.kind === "role";

/** One call on its way into the audit log: nothing is written of calls whose sender stayed unproved. */
export class RecordedCall {
  readonly #log: AuditLog;
  readonly #call: Recordable;
  readonly #began = performance.now();
  #judged: Judged | undefined;
  /** Of a role's trust policy, which is asked after all others. */
  #denial: TrustDenial | undefined;
  #isKept = false;

  constructor(log: AuditLog, call: Recordable) {
    this.#log = log;
    this.#call = call;
  }

  judged(judged: Judged): void {
    this.#judged = judged;
  }

  /** With the change, in its transaction. */
  async keepIn(tx: Connection): Promise<void> {
    const record = this.#describe(200, undefined);
    if (!record) return;
    await this.#log.insert(tx, record);
    const owners = toOwnersRecord(record);
    if (owners) await this.#log.insert(tx, owners);
  }

  /** The transaction that {@link keepIn} took part in is committed. */
  kept(): void {
    this.#isKept = true;
  }

  end(error?: ApiError): void {
    if (this.#isKept && !error) return;
    if (error instanceof TrustDenial) this.#denial = error;
    const record = this.#describe(error?.status ?? 200, error?.code);
    if (record) this.#log.note(record);
  }

  /** Undefined as long as nothing is decided. */
  get verdict(): CallRecord["verdict"] | undefined {
    const verdict = this.#judged?.verdict;
    return verdict && this.#denial ? { ...this.#denial.verdict, need: verdict.need } : verdict;
  }

  /** Which mode decided; undefined as long as nothing is decided. */
  get mode(): Verdict["mode"] | undefined {
    return this.#judged?.verdict.mode;
  }

  #describe(status: number, errorCode: string | undefined): CallRecord | undefined {
    const { verdict } = this;
    if (!this.#judged || !verdict) return undefined;
    const { principal, needs, parameters, now } = this.#judged;
    if (!isCaller(principal)) return undefined;
    const { requestId, client, detail = "" } = this.#call;
    return {
      requestId,
      detail,
      accountId: principal.accountId,
      principal: principalName(principal),
      needs,
      verdict,
      parameters,
      address: client.address,
      at: now,
      durationUs: (performance.now() - this.#began) * 1000,
      status,
      errorCode,
    };
  }
}
