import { randomUUID } from "node:crypto";
import type { Connection, Database } from "../database/connect.ts";
import type { JobRow } from "../database/schema.ts";
import { statement } from "../database/statement.ts";

export interface NewJob {
  readonly kind: string;
  readonly accountId: string;
  readonly payload: unknown;
  readonly now: number;
  /** When it may start first; now when absent. */
  readonly runAt?: number;
}

export interface Job {
  readonly jobId: string;
  readonly kind: string;
  readonly accountId: string;
  readonly payload: unknown;
  /** Counts this one. */
  readonly attempts: number;
  /** Says whose lease it is: a job that was leased again meanwhile is no longer ours to finish. */
  readonly leaseToken: string;
}

const insert = statement<{
  jobId: string;
  accountId: string;
  kind: string;
  payload: string;
  runAt: number;
  now: number;
}>()((query, p) =>
  query.insertInto("jobs").values({
    job_id: p.jobId,
    account_id: p.accountId,
    kind: p.kind,
    payload: p.payload,
    status: "ready",
    run_at: p.runAt,
    lease_token: null,
    leased_until: null,
    attempts: 0,
    last_error: null,
    created_at: p.now,
  }),
);

const remove = statement<{ jobId: string; leaseToken: string }>()((query, p) =>
  query.deleteFrom("jobs").where("job_id", "=", p.jobId).where("lease_token", "=", p.leaseToken).returning("job_id"),
);

const lease = statement<{ jobId: string; leaseToken: string; leasedUntil: number; now: number }>()((query, p) =>
  query
    .updateTable("jobs")
    .set((e) => ({
      status: "leased",
      lease_token: p.leaseToken,
      leased_until: p.leasedUntil,
      attempts: e("attempts", "+", 1),
    }))
    .where("job_id", "=", p.jobId),
);

/** In the order of time, so that new jobs stand beside each other in the database. */
const makeJobId = (now: number): string => `${now.toString(36).padStart(9, "0")}-${randomUUID()}`;

/** Adds a job in the transaction of the change that needs it. */
export async function enqueue(tx: Connection, job: NewJob): Promise<void> {
  await tx.run(insert, {
    jobId: makeJobId(job.now),
    accountId: job.accountId,
    kind: job.kind,
    payload: JSON.stringify(job.payload),
    runAt: job.runAt ?? job.now,
    now: job.now,
  });
}

export interface LeaseRequest {
  readonly kind: string;
  readonly limit: number;
  readonly leaseMs: number;
  readonly now: number;
}

/** Leases the oldest jobs that are due, also those whose lease ran out because their worker died. */
export async function leaseJobs(db: Database, { kind, limit, leaseMs, now }: LeaseRequest): Promise<Job[]> {
  const takeDue = async (tx: Connection): Promise<Job[]> => {
    let due = tx.query
      .selectFrom("jobs")
      .selectAll()
      .where("kind", "=", kind)
      .where("run_at", "<=", now)
      .where((e) => e.or([e("status", "=", "ready"), e.and([e("status", "=", "leased"), e("leased_until", "<", now)])]))
      .orderBy("run_at")
      .limit(limit);
    if (db.dialect === "postgres") due = due.forUpdate().skipLocked();
    const rows = await due.execute();
    const leaseToken = randomUUID();
    for (const row of rows) await tx.run(lease, { jobId: row.job_id, leaseToken, leasedUntil: now + leaseMs, now });
    return rows.map((row) => toJob(row, leaseToken));
  };
  return db.transact(takeDue, { patient: true });
}

const toJob = (row: JobRow, leaseToken: string): Job => ({
  jobId: row.job_id,
  kind: row.kind,
  accountId: row.account_id,
  payload: JSON.parse(row.payload),
  attempts: row.attempts + 1,
  leaseToken,
});

/** Removes a finished job, in the transaction of its result. Answers false when the lease has gone to another worker. */
export async function finishJob(tx: Connection, job: Job): Promise<boolean> {
  const rows = await tx.run(remove, { jobId: job.jobId, leaseToken: job.leaseToken });
  return rows.length > 0;
}

/** Puts a failed job back for later, or aside when it has failed too often. Answers false as {@link finishJob} does. */
export async function postponeJob(
  tx: Connection,
  job: Job,
  failure: { readonly error: string; readonly runAt: number; readonly quarantine: boolean },
): Promise<boolean> {
  const rows = await tx.query
    .updateTable("jobs")
    .set({
      status: failure.quarantine ? "quarantined" : "ready",
      run_at: failure.runAt,
      lease_token: null,
      leased_until: null,
      last_error: failure.error,
    })
    .where("job_id", "=", job.jobId)
    .where("lease_token", "=", job.leaseToken)
    .returning("job_id")
    .execute();
  return rows.length > 0;
}

/** Forgets jobs that were set aside, some time after: until then they say what went wrong. */
export async function forgetQuarantined(tx: Connection, before: number): Promise<void> {
  await tx.query.deleteFrom("jobs").where("status", "=", "quarantined").where("run_at", "<", before).execute();
}

/** Gives back what is leased, and does not count the attempt: for a start, when nobody can be working on it any more. */
export async function releaseJobs(tx: Connection): Promise<void> {
  await tx.query
    .updateTable("jobs")
    .set((e) => ({ status: "ready", lease_token: null, leased_until: null, attempts: e("attempts", "-", 1) }))
    .where("status", "=", "leased")
    .execute();
}

/** When the next job of the kind is due: for sleeping exactly so long. */
export async function nextJobAt(db: Connection, kind: string): Promise<number | undefined> {
  const row = await db.query
    .selectFrom("jobs")
    .select((e) => e.fn.min<number | null>(e.fn.coalesce("leased_until", "run_at")).as("at"))
    .where("kind", "=", kind)
    .where("status", "!=", "quarantined")
    .executeTakeFirst();
  return row?.at ?? undefined;
}
