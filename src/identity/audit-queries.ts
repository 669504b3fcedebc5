import { setImmediate } from "node:timers/promises";
import type { Connection } from "../database/connect.ts";
import type { AuditRow } from "../database/schema.ts";
import type { CatalogueAction } from "../policy/catalogue.ts";
import { compileGlobs, hasWildcard } from "../policy/glob.ts";
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
  /** Undefined when nothing that they needed is to be allowed, or too much. */
  readonly policy: LeastPolicy | undefined;
  readonly isTooMuch: boolean;
  readonly notCovered: readonly UncoveredNeed[];
}

/** What the policy does not allow although it was called, and why. */
export interface UncoveredNeed extends Pick<RecordedNeed, "action" | "resource"> {
  readonly reason: "Unnameable" | Obstacle;
}

/** What an Allow does not overcome. */
type Obstacle = "ExplicitDeny" | "TrustPolicy";

const maxNeeds = 5000;
/** No object has a longer one, and nothing else that there is. */
const longestName = 1200;

/** The policy that allows everything that recorded calls needed, and that a policy can name. Malformed calls do not count. */
export async function generateLeastPolicy(
  read: Connection,
  filter: AuditFilter,
  catalogue: readonly CatalogueAction[],
): Promise<LeastPolicyOfCalls> {
  const isMeant = compileFilter(filter);
  const called = { covered: new Map<string, RecordedNeed>(), uncovered: new Map<string, UncoveredNeed>() };
  const note = compileNote(called, catalogue);
  let calls = 0;
  for await (const batch of scan(read, filter, undefined)) {
    const counting = batch.filter((row) => row.status !== 400 && isMeant(row));
    calls += counting.length;
    counting.forEach(note);
    if (called.covered.size + called.uncovered.size > maxNeeds)
      return { calls, policy: undefined, isTooMuch: true, notCovered: [] };
  }
  const needs = sortByKey(called.covered);
  const policy = needs.length > 0 ? leastPolicy(needs) : undefined;
  return { calls, policy, isTooMuch: needs.length > 0 && !policy, notCovered: sortByKey(called.uncovered) };
}

interface Called {
  readonly covered: Map<string, RecordedNeed>;
  readonly uncovered: Map<string, UncoveredNeed>;
}

function compileNote({ covered, uncovered }: Called, catalogue: readonly CatalogueAction[]) {
  const isNameable = compileNameable(catalogue);
  const needsNoAllow = new Set(catalogue.flatMap(({ action, everyone }) => (everyone ? [action] : [])));
  return (row: AuditRow): void => {
    for (const need of needsOf(row)) {
      const { action, resource } = need;
      const reason = findObstacle(row, need) ?? (isNameable(need) ? undefined : "Unnameable");
      if (reason) uncovered.set(`${action} ${resource} ${reason}`, { action, resource, reason });
      else if (!needsNoAllow.has(action)) covered.set(`${action} ${resource}`, { action, resource });
    }
  };
}

function findObstacle({ decision, reasons }: AuditRow, { denied }: RecordedNeed): Obstacle | undefined {
  if (decision === "Allow") return undefined;
  const { needs, decidedBy, effect } = parseReasons(reasons);
  if (decidedBy === "trust") return "TrustPolicy";
  return (needs ? denied : effect) === "ExplicitDeny" ? "ExplicitDeny" : undefined;
}

const sortByKey = <T>(map: ReadonlyMap<string, T>): T[] =>
  [...map].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value);

/** A star in a name would read as every name: only what is always asked on a star can be written with one. What is sent may be no name at all. */
function compileNameable(catalogue: readonly CatalogueAction[]) {
  const general = new Set(catalogue.map(({ action, resource }) => `${action} ${resource}`));
  return ({ action, resource }: Pick<RecordedNeed, "action" | "resource">): boolean => {
    if (!hasWildcard(resource)) return resource.startsWith("acs:") && resource.length <= longestName;
    const [start = "", path = ""] = /^((?:[^:]*:){4})(.*)$/s.exec(resource)?.slice(1) ?? [];
    return !hasWildcard(start) && general.has(`${action} ${path}`);
  };
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
