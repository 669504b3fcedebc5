import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { AuditLog, type CallRecord } from "../../src/identity/audit-log.ts";
import { type AuditFilter, listAuditRows } from "../../src/identity/audit-queries.ts";
import { deleteOldAuditRows } from "../../src/identity/audit-retention.ts";
import { databases, type TestDatabase } from "../database-server.ts";

const accountId = "1000000000000001";
const otherAccountId = "1000000000000002";
const start = Date.parse("2026-11-24T08:00:00Z");
const dayMs = 86_400_000;

const callOf = (index: number, at = start + index, account = accountId): CallRecord => ({
  requestId: `request-${index}`,
  accountId: account,
  principal: `acs:ram::${account}:user/${index % 10 === 0 ? "alice" : "bob"}`,
  needs: [{ action: "ice:GetYikeAssetMediaInfo", resource: `acs:ice:cn-shanghai:${account}:*` }],
  verdict: { allowed: true, need: undefined, decision: undefined },
  parameters: {},
  address: "127.0.0.1",
  at,
  durationUs: 1,
  status: 200,
  errorCode: undefined,
});

describe.each(databases)("rows of the audit log on $dialect", ({ open }) => {
  let database: TestDatabase;
  let log: AuditLog;
  beforeEach(async () => {
    database = await open();
    log = new AuditLog({ db: database.db, log: (message) => expect.fail(message) });
  });
  afterEach(() => database[Symbol.asyncDispose]());

  const write = async (calls: readonly CallRecord[]) => {
    for (const call of calls) log.note(call);
    await log.flush();
  };
  const list = (filter: Partial<AuditFilter> = {}, size = 10_000, after?: string) =>
    listAuditRows(database.db.read, { accountId, ...filter }, { after, size });
  const indexesOf = async (...asked: Parameters<typeof list>) => {
    const { rows, last } = await list(...asked);
    return { indexes: rows.map(({ request_id }) => Number(request_id?.slice("request-".length))), last };
  };
  const counted = (from: number, count: number) => Array.from({ length: count }, (_, i) => from - i);

  test("are listed newest first, page after page, however many came in one millisecond and came meanwhile", async () => {
    await write(Array.from({ length: 2500 }, (_, i) => callOf(i, start + Math.floor(i / 100))));
    const first = await indexesOf({}, 1100);
    expect(first.indexes).toEqual(counted(2499, 1100));
    await write([callOf(2500, start + dayMs)]);
    const second = await indexesOf({}, 1400, first.last);
    expect(second).toEqual({ indexes: counted(1399, 1400), last: undefined });
  });

  test("that a filter lets through fill a page, wherever they are", async () => {
    await write(Array.from({ length: 2500 }, (_, i) => callOf(i)));
    const first = await indexesOf({ principals: ["user/alice"] }, 249);
    expect(first.indexes).toEqual(Array.from({ length: 249 }, (_, i) => 2490 - 10 * i));
    expect(await indexesOf({ principals: ["user/alice"] }, 249, first.last)).toEqual({ indexes: [0], last: undefined });
    expect((await indexesOf({ from: start + 10, until: start + 13 })).indexes).toEqual([12, 11, 10]);
  });

  test("are found by where the call came from", async () => {
    await write([callOf(1), { ...callOf(2), address: "192.0.2.7" }, callOf(3)]);
    expect((await indexesOf({ sourceAddress: "192.0.2.7" })).indexes).toEqual([2]);
    expect((await indexesOf({ sourceAddress: "192.0.2" })).indexes).toEqual([]);
  });

  test("of another account are never listed", async () => {
    await write([callOf(1), callOf(2, start, otherAccountId)]);
    expect((await indexesOf()).indexes).toEqual([1]);
  });

  test("end with their days, and the oldest ones make room for new ones", async () => {
    await write(Array.from({ length: 7000 }, (_, i) => callOf(i)));
    await deleteOldAuditRows(database.db, { keepSince: start + 500, maxRows: 10_000 });
    expect((await indexesOf()).indexes).toEqual(counted(6999, 6500));
    await deleteOldAuditRows(database.db, { keepSince: start, maxRows: 6500 });
    expect((await list()).rows).toHaveLength(6500);
    await deleteOldAuditRows(database.db, { keepSince: start, maxRows: 1000 });
    expect((await indexesOf()).indexes).toEqual(counted(6999, 1000));
    await deleteOldAuditRows(database.db, { keepSince: start + 60 * dayMs, maxRows: 1000 });
    expect((await list()).rows).toEqual([]);
  });

  test("are deleted in pieces, between which others write", async () => {
    await write(Array.from({ length: 4500 }, (_, i) => callOf(i)));
    const before = database.db.counters.writes;
    await deleteOldAuditRows(database.db, { keepSince: start + dayMs, maxRows: 1000 });
    expect(database.db.counters.writes - before).toBe(3);
  });
});
