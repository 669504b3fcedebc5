import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { databases, type TestDatabase } from "../../test/database-server.ts";
import { enqueue, finishJob, forgetQuarantined, type Job, leaseJobs, releaseJobs } from "./queue.ts";
import { type JobKind, type JobRunner, runJobs } from "./run-jobs.ts";

const accountId = "1".repeat(16);

describe.each(databases)("jobs on $dialect", ({ open }) => {
  let opened: TestDatabase;
  let now: number;
  let logged: string[];
  let runner: JobRunner | undefined;
  beforeAll(async () => {
    opened = await open();
  });
  afterAll(() => opened[Symbol.asyncDispose]());
  beforeEach(async () => {
    now = 1_000_000;
    logged = [];
    await opened.db.transact((tx) => tx.query.deleteFrom("jobs").execute());
  });
  afterEach(async () => {
    vi.useRealTimers();
    await runner?.close();
  });

  const add = (kind: string, ...names: string[]) =>
    opened.db.transact(async (tx) => {
      for (const name of names) await enqueue(tx, { kind, accountId, payload: name, now });
    });
  const finish = (job: Job) => opened.db.transact((tx) => finishJob(tx, job));
  const rows = () => opened.db.read.query.selectFrom("jobs").selectAll().execute();
  const start = (...kinds: readonly JobKind[]) => {
    runner = runJobs(kinds, { db: opened.db, now: () => now, log: (message) => logged.push(message) });
    return runner;
  };
  /** A kind whose jobs end at once, unless it is told otherwise. */
  const kind = (more: Partial<JobKind> = {}): JobKind => ({
    kind: "k",
    concurrency: 2,
    batch: 3,
    leaseMs: 60_000,
    maxAttempts: 3,
    run: async (job) => void (await finish(job)),
    giveUp: async () => undefined,
    ...more,
  });

  test("a leased job is nobody else's until its lease has run out", async () => {
    await add("k", "mine");
    const lease = () => leaseJobs(opened.db, { kind: "k", limit: 10, leaseMs: 600_000, now });
    expect(await lease()).toHaveLength(1);
    now += 600_000;
    expect(await lease()).toEqual([]);
    now += 1;
    expect(await lease()).toMatchObject([{ attempts: 2 }]);
  });

  test("a job that was cut off is due again at the next start, as if it had never begun", async () => {
    await add("k", "mine");
    const lease = () => leaseJobs(opened.db, { kind: "k", limit: 10, leaseMs: 600_000, now });
    const [cutOff] = await lease();
    await opened.db.transact(releaseJobs);
    expect(await lease()).toMatchObject([{ payload: "mine", attempts: 1 }]);
    expect(cutOff && (await finish(cutOff))).toBe(false);
  });

  test("each job is done once and is gone then, however many come at a time", async () => {
    const names = Array.from({ length: 11 }, (_, index) => `job ${index}`);
    await add("k", ...names);
    const done: unknown[] = [];
    start(
      kind({
        async run(job) {
          done.push(job.payload);
          await finish(job);
        },
      }),
    );
    await vi.waitFor(async () => expect(await rows()).toEqual([]), 60_000);
    expect(done.sort()).toEqual(names.sort());
  });

  test("a job that takes long does not hold up those behind it, and no more run at once than may", async () => {
    await add("k", "slow", "a", "b", "c", "d");
    const { promise: slow, resolve: endSlow } = Promise.withResolvers<void>();
    let running = 0;
    let most = 0;
    start(
      kind({
        async run(job) {
          most = Math.max(most, ++running);
          if (job.payload === "slow") await slow;
          await finish(job);
          running--;
        },
      }),
    );
    await vi.waitFor(async () => expect(await rows()).toMatchObject([{ payload: '"slow"' }]), 60_000);
    await add("k", "later");
    runner?.wake();
    await vi.waitFor(async () => expect(await rows()).toHaveLength(1), 60_000);
    expect(most).toBe(2);
    endSlow();
  });

  test("a job that failed is tried again after a while that grows, and says what went wrong", async () => {
    await add("k", "flaky");
    const tries: number[] = [];
    start(
      kind({
        async run(job) {
          tries.push(now);
          if (job.attempts < 3) throw new Error("The origin is away.");
          await finish(job);
        },
      }),
    );
    for (const pause of [2000, 4000]) {
      await vi.waitFor(async () => {
        expect(await rows()).toMatchObject([
          { status: "ready", run_at: now + pause, last_error: "The origin is away." },
        ]);
      }, 60_000);
      now += pause;
      runner?.wake();
    }
    await vi.waitFor(async () => expect(await rows()).toEqual([]), 60_000);
    expect(tries).toEqual([1_000_000, 1_002_000, 1_006_000]);
    expect(logged).toEqual([]);
  });

  test("a job that failed too often is given up and set aside in one step, and is not taken again", async () => {
    await add("k", "hopeless");
    const run = vi.fn(async (job: Job) => {
      if (job.payload !== "hopeless") return void (await finish(job));
      throw new Error("It cannot be read.");
    });
    const giveUp: JobKind["giveUp"] = async (tx, job, error) => {
      await enqueue(tx, { kind: "given-up", accountId, payload: [job.payload, error.message], now });
    };
    start(kind({ maxAttempts: 1, run, giveUp }));
    await vi.waitFor(() => expect(logged).toHaveLength(1), 60_000);
    const [setAside, givenUp] = (await rows()).sort((a) => (a.kind === "k" ? -1 : 1));
    expect(setAside).toMatchObject({ status: "quarantined", last_error: "It cannot be read.", lease_token: null });
    expect(givenUp).toMatchObject({ kind: "given-up", payload: '["hopeless","It cannot be read."]' });
    now += 3600_000;
    await add("k", "another");
    runner?.wake();
    await vi.waitFor(async () => expect(await rows()).toHaveLength(2), 60_000);
    expect(run.mock.calls.filter(([job]) => job.payload === "hopeless")).toHaveLength(1);
    expect(logged).toEqual(["a job failed too often and was set aside"]);
  });

  test("when giving up fails itself, the job is neither set aside nor lost, and others go on", async () => {
    await add("k", "hopeless");
    const giveUp = vi.fn<JobKind["giveUp"]>().mockRejectedValueOnce(new Error("The disk is full."));
    start(
      kind({
        maxAttempts: 1,
        giveUp,
        async run(job) {
          if (job.payload === "hopeless") throw new Error("It cannot be read.");
          await finish(job);
        },
      }),
    );
    await vi.waitFor(() => expect(logged).toEqual(["a failed job cannot be put back"]), 60_000);
    expect(await rows()).toMatchObject([{ status: "leased" }]);
    await add("k", "another");
    runner?.wake();
    await vi.waitFor(async () => expect(await rows()).toHaveLength(1), 60_000);
    now += 60_001;
    runner?.wake();
    await vi.waitFor(async () => expect(await rows()).toMatchObject([{ status: "quarantined" }]), 60_000);
  });

  test("a worker whose lease has gone to another changes nothing any more", async () => {
    await add("k", "mine");
    const { promise: awake, resolve: wakeUp } = Promise.withResolvers<void>();
    const { promise: over, resolve: end } = Promise.withResolvers<boolean>();
    const giveUp = vi.fn<JobKind["giveUp"]>();
    start(
      kind({
        concurrency: 1,
        maxAttempts: 1,
        giveUp,
        async run(job) {
          if (job.payload === "next") return void (await finish(job));
          await awake;
          end(await finish(job));
          throw new Error("It cannot be read.");
        },
      }),
    );
    await vi.waitFor(async () => expect(await rows()).toMatchObject([{ status: "leased" }]), 60_000);
    now += 60_001;
    const [taken] = await leaseJobs(opened.db, { kind: "k", limit: 1, leaseMs: 60_000, now });
    wakeUp();
    expect(await over).toBe(false);
    await add("k", "next");
    await vi.waitFor(async () => expect(await rows()).toHaveLength(1), 60_000);
    expect(giveUp).not.toHaveBeenCalled();
    expect(await rows()).toMatchObject([{ status: "leased", lease_token: taken?.leaseToken, last_error: null }]);
  });

  test("what a job leads to is looked for at once", async ({ signal }) => {
    const done: unknown[] = [];
    const probing = kind({
      kind: "probe",
      async run(job) {
        done.push(job.payload);
        await finish(job);
      },
    });
    const copying = kind({
      kind: "copy",
      leadsTo: "probe",
      async run(job) {
        await opened.db.transact(async (tx) => {
          await finishJob(tx, job);
          await enqueue(tx, { kind: "probe", accountId, payload: "copied", now });
        });
      },
    });
    await add("copy", "from afar");
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    start(probing, copying);
    // After a second it would be found in any case: that second does not pass.
    for (let ms = 0; done.length === 0 && !signal.aborted; ms++) {
      if (ms < 900) vi.advanceTimersByTime(1);
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(done).toEqual(["copied"]);
  });

  test("closing tells what runs to stop, waits for it, and leaves the rest as it is", async () => {
    await add("k", "one", "two", "three");
    const running: Job[] = [];
    const stopped: Job[] = [];
    start(
      kind({
        async run(job, signal) {
          running.push(job);
          await new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }));
          // One of them takes longer to stop.
          if (job === running[1]) await rows();
          stopped.push(job);
          throw signal.reason;
        },
      }),
    );
    await vi.waitFor(() => expect(running).toHaveLength(2), 60_000);
    await runner?.close();
    expect(stopped).toEqual(running);
    expect(await rows()).toMatchObject([{ status: "leased" }, { status: "leased" }, { status: "leased" }]);
  });

  test("what was set aside is forgotten some time later, and nothing else is", async () => {
    await add("k", "hopeless");
    await add("other", "waiting");
    start(kind({ maxAttempts: 1, run: () => Promise.reject(new Error("It cannot be read.")) }));
    await vi.waitFor(() => expect(logged).toHaveLength(1), 60_000);
    await opened.db.transact((tx) => forgetQuarantined(tx, now));
    expect(await rows()).toHaveLength(2);
    await opened.db.transact((tx) => forgetQuarantined(tx, now + 3600_000));
    expect(await rows()).toMatchObject([{ kind: "other" }]);
  });
});
