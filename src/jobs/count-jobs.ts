import type { Connection } from "../database/connect.ts";
import type { JobRow } from "../database/schema.ts";

export interface JobCount {
  readonly kind: string;
  readonly status: JobRow["status"];
  readonly count: number;
  /** Since when the first of them is or was due. */
  readonly dueAt: number;
}

/** Jobs that are waiting, under way or set aside: of an account, or of all. */
export async function countJobs(read: Connection, accountId: string | undefined): Promise<readonly JobCount[]> {
  let query = read.query.selectFrom("jobs");
  if (accountId !== undefined) query = query.where("account_id", "=", accountId);
  const rows = await query
    .select(({ fn }) => ["kind", "status", fn.countAll().as("count"), fn.min("run_at").as("due_at")])
    .groupBy(["kind", "status"])
    .orderBy("kind")
    .orderBy("status")
    .execute();
  return rows.map(({ kind, status, count, due_at }) => ({ kind, status, count: Number(count), dueAt: Number(due_at) }));
}
