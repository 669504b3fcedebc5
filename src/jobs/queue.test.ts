import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { databases, type TestDatabase } from "../../test/database-server.ts";
import { enqueue, finishJob, leaseJobs, releaseJobs } from "./queue.ts";

describe.each(databases)("jobs on $dialect", ({ open }) => {
  let opened: TestDatabase;
  beforeAll(async () => {
    opened = await open();
  });
  afterAll(() => opened[Symbol.asyncDispose]());
  beforeEach(async () => {
    await opened.db.transact((tx) => tx.query.deleteFrom("jobs").execute());
    const job = { kind: "k", accountId: "1".repeat(16), payload: { n: 1 }, now: 1000 };
    await opened.db.transact((tx) => enqueue(tx, job));
  });

  const lease = (now: number) => leaseJobs(opened.db, { kind: "k", limit: 10, leaseMs: 600_000, now });

  test("a leased job is nobody else's until its lease has run out", async () => {
    expect(await lease(1000)).toHaveLength(1);
    expect(await lease(601_000)).toEqual([]);
    expect(await lease(601_001)).toMatchObject([{ attempts: 2 }]);
  });

  test("a job that was cut off is due again at the next start, as if it had never begun", async () => {
    const [cutOff] = await lease(1000);
    await opened.db.transact(releaseJobs);
    expect(await lease(1000)).toMatchObject([{ payload: { n: 1 }, attempts: 1 }]);
    expect(cutOff && (await opened.db.transact((tx) => finishJob(tx, cutOff)))).toBe(false);
  });
});
