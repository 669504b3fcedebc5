import type { Connection, Database } from "../database/connect.ts";
import { formatAuditTime } from "./audit-ids.ts";

export interface AuditLimits {
  /** Rows of before are deleted. Epoch milliseconds. */
  readonly keepSince: number;
  /** Of the whole server: the oldest ones beyond are deleted. */
  readonly maxRows: number;
}

const rowsAtOnce = 2000;
const stepRows = 5000;

/** Deletes what is too old or too much, in pieces that hold nobody up. */
export async function deleteOldAuditRows(
  db: Database,
  { keepSince, maxRows }: AuditLimits,
  signal?: AbortSignal,
): Promise<void> {
  const since = formatAuditTime(keepSince);
  const oldestKept = await findOldestKept(db.read, maxRows);
  const bound = oldestKept !== undefined && oldestKept > since ? oldestKept : since;
  while (!signal?.aborted) {
    const ids = await db.read.query
      .selectFrom("audit_log")
      .select("audit_id")
      .where("audit_id", "<", bound)
      .orderBy("audit_id")
      .limit(rowsAtOnce)
      .execute();
    const last = ids.at(-1)?.audit_id;
    if (last === undefined) return;
    await db.transact((tx) => tx.query.deleteFrom("audit_log").where("audit_id", "<=", last).execute());
    if (ids.length < rowsAtOnce) return;
  }
}

/** The newest but `maxRows - 1`, found step by step; undefined when there are fewer. */
async function findOldestKept(read: Connection, maxRows: number): Promise<string | undefined> {
  let id = await findBehind(read, undefined, 0);
  for (let left = maxRows - 1; left > 0 && id !== undefined; left -= stepRows) {
    id = await findBehind(read, id, Math.min(left, stepRows));
  }
  return id;
}

async function findBehind(read: Connection, id: string | undefined, rows: number): Promise<string | undefined> {
  const row = await read.query
    .selectFrom("audit_log")
    .select("audit_id")
    .$if(id !== undefined, (query) => query.where("audit_id", "<=", id ?? ""))
    .orderBy("audit_id", "desc")
    .limit(1)
    .offset(rows)
    .executeTakeFirst();
  return row?.audit_id;
}
