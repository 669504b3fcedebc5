import { randomBytes } from "node:crypto";
import type { Connection, Database } from "../database/connect.ts";
import type { AuditRow } from "../database/schema.ts";
import { statement } from "../database/statement.ts";
import type { DecidingStatement, Decision, PolicySource } from "../policy/decide.ts";
import { formatAuditTime } from "./audit-ids.ts";
import type { Denial, Need, Verdict } from "./authorize.ts";
import { redact } from "./redact.ts";

/** One call or object request, once it is known who made it and what was decided. */
export interface CallRecord {
  readonly requestId: string;
  readonly accountId: string;
  /** The caller's resource name. */
  readonly principal: string;
  readonly needs: readonly Need[];
  readonly verdict: Pick<Verdict, "allowed" | "need" | "decision"> &
    Partial<Pick<Verdict, "alsoDenied">> & { readonly denial?: Pick<Denial, "AuthPrincipalDisplayName"> | undefined };
  readonly parameters: Readonly<Record<string, string>>;
  readonly address: string;
  /** How it came about, when it was not a signed request; absent otherwise. */
  readonly detail?: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly durationUs: number;
  readonly status: number;
  readonly errorCode: string | undefined;
}

const insert = statement<AuditRow>()((query, p) =>
  query.insertInto("audit_log").values({
    audit_id: p.audit_id,
    account_id: p.account_id,
    event: p.event,
    detail: p.detail,
    at: p.at,
    request_id: p.request_id,
    principal: p.principal,
    action: p.action,
    resource: p.resource,
    parameters: p.parameters,
    source_address: p.source_address,
    decision: p.decision,
    reasons: p.reasons,
    status: p.status,
    error_code: p.error_code,
    duration_us: p.duration_us,
  }),
);

const withinMs = 100;
const maxWaiting = 50_000;

interface AuditLogParts {
  readonly db: Database;
  readonly log: (message: string, details: Record<string, unknown>) => void;
}

/** Writes down each call: a write's row in the write's own transaction, all others together within 100 ms. */
export class AuditLog implements AsyncDisposable {
  readonly #parts: AuditLogParts;
  readonly #instance = randomBytes(4).toString("hex");
  #count = 0;
  #waiting: AuditRow[] = [];
  #timer: NodeJS.Timeout | undefined;
  #flushing: Promise<void> = Promise.resolve();

  constructor(parts: AuditLogParts) {
    this.#parts = parts;
  }

  /** Kept within 100 ms; a crash may lose it. */
  note(record: CallRecord): void {
    if (this.#waiting.length >= maxWaiting) this.#startFlush();
    this.#waiting.push(this.#toRow(record));
    this.#timer ??= setTimeout(() => this.#startFlush(), withinMs);
  }

  /** Kept with the change itself. */
  async insert(tx: Connection, record: CallRecord): Promise<void> {
    await tx.run(insert, this.#toRow(record));
  }

  /** Resolves when everything noted is written. */
  async flush(): Promise<void> {
    this.#startFlush();
    await this.#flushing;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.flush();
  }

  #startFlush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const rows = this.#waiting;
    this.#waiting = [];
    if (rows.length === 0) return;
    this.#flushing = this.#flushing.then(() => this.#write(rows));
  }

  async #write(rows: readonly AuditRow[]): Promise<void> {
    const { db, log } = this.#parts;
    try {
      await db.transact((tx) => tx.runEach(insert, rows), { patient: true });
    } catch (error) {
      log("calls could not be written to the audit log", { calls: rows.length, error: String(error) });
    }
  }

  #toRow({ verdict, needs, ...record }: CallRecord): AuditRow {
    const need = verdict.need ?? needs[0];
    return {
      audit_id: this.#nextId(record.at),
      account_id: record.accountId,
      event: "call",
      detail: record.detail ?? "",
      at: record.at,
      request_id: record.requestId,
      principal: record.principal,
      action: need?.action ?? null,
      resource: need?.resource ?? null,
      parameters: redact(record.parameters),
      source_address: record.address,
      decision: nameDecision(verdict),
      reasons: describeReasons(verdict, needs),
      status: record.status,
      error_code: record.errorCode ?? null,
      duration_us: Math.round(record.durationUs),
    };
  }

  /** Orders as time does, also within a millisecond. */
  #nextId(at: number): string {
    this.#count = (this.#count + 1) % 36 ** 4;
    return `${formatAuditTime(at)}-${this.#count.toString(36).padStart(4, "0")}-${this.#instance}`;
  }
}

/** In one word, as audit rows say it. */
export function nameDecision({ allowed, decision }: CallRecord["verdict"]): AuditRow["decision"] {
  if (!decision) return allowed ? "Allow" : "ImplicitDeny";
  return allowed && decision.effect !== "Allow" ? "SoftDeny" : decision.effect;
}

/** What an audit row says about how it was decided. */
export interface RecordedReasons {
  /** Absent, as the next two, when no policy was asked. */
  readonly decidedBy?: DecidingStatement["layer"];
  readonly effect?: Decision["effect"];
  readonly statements?: readonly Omit<DecidingStatement, "statement">[];
  /** Present when more than one was needed. */
  readonly needs?: readonly RecordedNeed[];
  /** Of a denied call: the caller as AccessDeniedDetail names it. A user's name may be another's later. */
  readonly displayName?: string;
}

export interface RecordedNeed extends Pick<Need, "action" | "resource"> {
  /** How it was denied; absent where it was allowed. */
  readonly denied?: Exclude<Decision["effect"], "Allow">;
}

function describeReasons(verdict: CallRecord["verdict"], needs: readonly Need[]): string | null {
  const { decision, denial } = verdict;
  if (!decision && needs.length < 2) return null;
  const reasons: RecordedReasons = {
    ...(decision && describeDecision(decision)),
    ...(needs.length > 1 && { needs: describeNeeds(verdict, needs) }),
    ...(denial && { displayName: denial.AuthPrincipalDisplayName }),
  };
  return JSON.stringify(reasons);
}

function describeNeeds({ need, decision, alsoDenied = [] }: CallRecord["verdict"], needs: readonly Need[]) {
  const denials = new Map(alsoDenied.map((one) => [one.need, one.decision.effect]));
  if (need && decision) denials.set(need, decision.effect);
  return needs.map((one): RecordedNeed => {
    const { action, resource } = one;
    const effect = denials.get(one) ?? "Allow";
    return effect === "Allow" ? { action, resource } : { action, resource, denied: effect };
  });
}

const describeDecision = ({ decidedBy, effect, statements }: Decision) => ({
  decidedBy,
  effect,
  statements: statements.map(({ layer, index, source }) => ({
    layer,
    index,
    ...(source && { source: nameSource(source) }),
  })),
});

/** Of a source only its name: what it says is kept elsewhere. */
const nameSource = ({ name, type, version, attachedTo }: PolicySource): PolicySource => ({
  name,
  type,
  version,
  attachedTo,
});
