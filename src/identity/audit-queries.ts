import { setImmediate } from "node:timers/promises";
import type { Connection } from "../database/connect.ts";
import type { AuditRow } from "../database/schema.ts";
import { compileGlobs } from "../policy/glob.ts";
import { type LeastPolicy, leastPolicy } from "../policy/smallest-policy.ts";
import { parseAuditTime } from "./audit-ids.ts";
import type { RecordedNeed, RecordedReasons } from "./audit-log.ts";

/** Which rows of an account's audit log are meant; what is undefined makes no difference. */
export interface AuditFilter {
  readonly accountId: string;
  /** Epoch milliseconds. */
  readonly from?: number | undefined;
  /** Not included. */
  readonly until?: number | undefined;
  /** Whole resource names, or their paths such as `user/alice`; a role's stands for all of its sessions, `user` for every user. */
  readonly principals?: readonly string[] | undefined;
  /** A name, or a glob such as `ice:*`. */
  readonly action?: string | undefined;
  readonly decisions?: readonly AuditRow["decision"][] | undefined;
  readonly status?: number | undefined;
  readonly requestId?: string | undefined;
  readonly sourceAddress?: string | undefined;
}

export interface AuditPage {
  readonly rows: readonly AuditRow[];
  /** The row behind which the next page begins; undefined on the last one. */
  readonly last: string | undefined;
}

const rowsAtOnce = 1000;
/** A page looks at so many rows and no further: with a filter that nothing passes it comes back empty, and is not the last one. */
const rowsPerPage = 100_000;

/** The newest ones behind a row, newest first. */
export async function listAuditRows(
  read: Connection,
  filter: AuditFilter,
  { after, size }: { readonly after: string | undefined; readonly size: number },
): Promise<AuditPage> {
  const isMeant = compileFilter(filter);
  const rows: AuditRow[] = [];
  let seen = 0;
  for await (const batch of scan(read, filter, after)) {
    for (const row of batch) {
      if (rows.length === size && isMeant(row)) return { rows, last: rows.at(-1)?.audit_id };
      if (isMeant(row)) rows.push(row);
    }
    seen += batch.length;
    if (seen >= rowsPerPage) return { rows, last: batch.at(-1)?.audit_id };
  }
  return { rows, last: undefined };
}

/** Batch after batch, so that other requests get their turn in between. */
async function* scan(read: Connection, { accountId, from, until }: AuditFilter, after: string | undefined) {
  let last = after;
  for (;;) {
    const end = last;
    const batch: AuditRow[] = await read.query
      .selectFrom("audit_log")
      .selectAll()
      .where("account_id", "=", accountId)
      .$if(from !== undefined, (query) => query.where("at", ">=", from ?? 0))
      .$if(until !== undefined, (query) => query.where("at", "<", until ?? 0))
      .$if(end !== undefined, (query) =>
        query.where("at", "<=", parseAuditTime(end ?? "")).where("audit_id", "<", end ?? ""),
      )
      .orderBy("at", "desc")
      .orderBy("audit_id", "desc")
      .limit(rowsAtOnce)
      .execute();
    if (batch.length > 0) yield batch;
    if (batch.length < rowsAtOnce) return;
    last = batch.at(-1)?.audit_id;
    await setImmediate();
  }
}

function compileFilter(filter: AuditFilter) {
  const { accountId, principals, action, decisions, status, requestId, sourceAddress } = filter;
  const names = principals?.map((name) => (name.startsWith("acs:") ? name : `acs:ram::${accountId}:${name}`));
  const isAction = action === undefined ? undefined : compileGlobs([action.toLowerCase()]);
  return (row: AuditRow): boolean =>
    (names === undefined || names.some((name) => `${row.principal}/`.startsWith(`${name}/`))) &&
    (isAction === undefined || needsOf(row).some(({ action }) => isAction(action.toLowerCase()))) &&
    (decisions === undefined || decisions.includes(row.decision)) &&
    (status === undefined || row.status === status) &&
    (requestId === undefined || row.request_id === requestId) &&
    (sourceAddress === undefined || row.source_address === sourceAddress);
}

export interface LeastPolicyOfCalls {
  readonly calls: number;
  /** Undefined when the calls needed too much. */
  readonly policy: LeastPolicy | undefined;
}

const maxNeeds = 5000;

/** The policy that allows everything that recorded calls needed. */
export async function generateLeastPolicy(read: Connection, filter: AuditFilter): Promise<LeastPolicyOfCalls> {
  const isMeant = compileFilter(filter);
  const needs = new Map<string, RecordedNeed>();
  let calls = 0;
  for await (const batch of scan(read, filter, undefined)) {
    for (const row of batch.filter(isMeant)) {
      calls += 1;
      for (const need of needsOf(row)) needs.set(`${need.action} ${need.resource}`, need);
    }
    if (needs.size > maxNeeds) return { calls, policy: undefined };
  }
  const sorted = [...needs].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, need]) => need);
  return { calls, policy: leastPolicy(sorted) };
}

/** One need stands in the row itself, several stand in its reasons. */
function needsOf({ action, resource, reasons }: AuditRow): readonly RecordedNeed[] {
  const several = reasons?.includes('"needs":') ? parseReasons(reasons).needs : undefined;
  if (several) return several;
  return action === null || resource === null ? [] : [{ action, resource }];
}

export const parseReasons = (reasons: string | null): RecordedReasons => (reasons === null ? {} : JSON.parse(reasons));

/** The row of a denial that was answered in this second. */
export async function findDenial(
  read: Connection,
  { accountId, requestId, at }: { readonly accountId: string; readonly requestId: string; readonly at: number },
): Promise<AuditRow | undefined> {
  return read.query
    .selectFrom("audit_log")
    .selectAll()
    .where("account_id", "=", accountId)
    .where("at", ">=", at - longestCallMs)
    .where("at", "<", at + 1000)
    .where("request_id", "=", requestId)
    .where("decision", "in", ["ExplicitDeny", "ImplicitDeny"])
    .orderBy("at", "desc")
    .limit(1)
    .executeTakeFirst();
}

/** Rows carry the time at which a call came, pointers that at which it was answered. */
const longestCallMs = 60_000;

/** When the account's oldest row is of; undefined when it has none. */
export async function findOldestRowTime(read: Connection, accountId: string): Promise<number | undefined> {
  const row = await read.query
    .selectFrom("audit_log")
    .select("at")
    .where("account_id", "=", accountId)
    .orderBy("at")
    .limit(1)
    .executeTakeFirst();
  return row?.at;
}
