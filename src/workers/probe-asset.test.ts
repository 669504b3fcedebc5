import { rm } from "node:fs/promises";
import { Readable } from "node:stream";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { databases, type TestDatabase } from "../../test/database-server.ts";
import { openTestStore, type TestStore } from "../../test/durability/open-store.ts";
import { type Job, leaseJobs } from "../jobs/queue.ts";
import { findAsset, finishPreparing, registerAsset } from "../library/assets.ts";
import { purgeAssets } from "../library/deleting.ts";
import { createMediaPool, type MediaPool } from "../media/pool.ts";
import { findObject, putObject } from "../storage/objects.ts";
import { probeAssets } from "./probe-asset.ts";

const accountId = "1000000000000001";
const bucket = "ml-mine";

describe("preparing an asset", () => {
  let database: TestDatabase;
  let store: TestStore;
  let media: MediaPool;
  beforeAll(async () => {
    database = await databases[0].open();
    store = await openTestStore(database.db);
    media = createMediaPool({ workers: 1, timeoutMs: 60_000, memoryLimitBytes: 1e9, log: () => undefined });
  });
  afterAll(async () => {
    await media.close();
    await store[Symbol.asyncDispose]();
    await database[Symbol.asyncDispose]();
  });

  async function put(key: string, text: string): Promise<void> {
    const blob = await store.disk.writeBlob(Readable.from([Buffer.from(text)]), { maxBytes: 1000 });
    const object = { accountId, bucket, key, contentType: "text/plain", headers: "{}" };
    await putObject(store, object, blob, { forbidOverwrite: false, now: 1000 });
  }
  const register = (key: string, mediaType: "text" | "video" = "text") =>
    database.db.transact((tx) =>
      registerAsset(tx, {
        accountId,
        productionId: "pd_1",
        folderId: "fd-1",
        mediaType,
        inputUrl: `oss://${bucket}/${key}`,
        source: { kind: "own", bucket, key },
        createdBy: "LTAI",
        now: 1000,
      }),
    );
  const kindWith = (pool: MediaPool) =>
    probeAssets({ db: database.db, store, media: pool, concurrency: 1, now: () => 2000 });
  const lease = (now = 2000) => leaseJobs(database.db, { kind: "probe-asset", limit: 10, leaseMs: 1000, now });
  async function run(jobs: readonly Job[], pool = media): Promise<void> {
    for (const job of jobs) await kindWith(pool).run(job, new AbortController().signal);
  }
  const runJobs = async () => run(await lease());
  const read = (mediaId: string) => findAsset(database.db.read, accountId, mediaId);
  const sealedAt = async (key: string) => (await findObject(database.db.read, bucket, key))?.sealed_at;

  test("an object that is there is sealed by the registering", async () => {
    await put("early.srt", "Hello");
    const mediaId = await register("early.srt");
    expect(await sealedAt("early.srt")).toBe(1000);
    await expect(put("early.srt", "Other")).rejects.toThrow();
    await runJobs();
    expect(await read(mediaId)).toMatchObject({ status: "Normal", size_bytes: 5 });
  });

  test("one that comes between registering and preparing is sealed before it is read", async () => {
    const mediaId = await register("late.srt");
    await put("late.srt", "Hello");
    await runJobs();
    expect(await read(mediaId)).toMatchObject({ status: "Normal", size_bytes: 5 });
    expect(await sealedAt("late.srt")).toBe(2000);
    await expect(put("late.srt", "Other")).rejects.toThrow();
  });

  test("one that does not come makes it fail, and can still be written", async () => {
    const mediaId = await register("never.srt");
    await runJobs();
    expect(await read(mediaId)).toMatchObject({ status: "PrepareFail", size_bytes: null });
    await put("never.srt", "Hello");
    expect(await sealedAt("never.srt")).toBeNull();
  });

  test("one whose data file vanished makes it fail with the reason", async () => {
    await put("vanished.mp4", "not for long");
    const mediaId = await register("vanished.mp4", "video");
    const object = await findObject(database.db.read, bucket, "vanished.mp4");
    await rm(store.disk.pathOf(object?.blob_id ?? ""));
    await runJobs();
    expect(await read(mediaId)).toMatchObject({
      status: "PrepareFail",
      status_reason: "Its data file is missing or damaged in the store.",
      size_bytes: 12,
    });
    expect(await lease(9000)).toEqual([]);
  });

  test("is put off when no worker can be had, and fails with the reason when that does not change", async () => {
    const closed = createMediaPool({ workers: 1, timeoutMs: 60_000, memoryLimitBytes: 1e9, log: () => undefined });
    await closed.close();
    await put("waiting.mp4", "bytes");
    const mediaId = await register("waiting.mp4", "video");
    const jobs = await lease();
    const failure = await run(jobs, closed).catch((error: unknown) => error);
    expect(failure).toEqual(new Error("The server is stopping."));
    expect((await read(mediaId))?.status).toBe("Preparing");
    const [job] = await lease(9000);
    await database.db.transact(async (tx) => job && kindWith(closed).giveUp(tx, job, failure as Error));
    expect(await read(mediaId)).toMatchObject({
      status: "PrepareFail",
      status_reason: "It could not be read, and trying again did not help: The server is stopping.",
    });
    await database.db.transact((tx) => tx.query.deleteFrom("jobs").execute());
  });

  test("for an earlier registering changes nothing of a later one", async () => {
    const mediaId = await register("twice.srt");
    const first = await lease();
    const failed = { ok: false, reason: "Gone.", sizeBytes: null } as const;
    await database.db.transact((tx) => finishPreparing(tx, { mediaId, generation: 1, now: 1500 }, failed));
    await put("twice.srt", "Hello");
    expect(await register("twice.srt")).toBe(mediaId);
    await run(first);
    expect(await read(mediaId)).toMatchObject({ status: "Preparing", generation: 2 });
    await runJobs();
    expect((await read(mediaId))?.status).toBe("Normal");
  });

  test("whose lease has gone to another worker changes nothing", async () => {
    await put("lost.srt", "Hello");
    const mediaId = await register("lost.srt");
    const mine = await lease();
    const others = await lease(9000);
    await run(mine);
    expect((await read(mediaId))?.status).toBe("Preparing");
    await run(others);
    expect((await read(mediaId))?.status).toBe("Normal");
  });

  test("ends without a trace when the asset was deleted for ever meanwhile", async () => {
    await put("deleted.srt", "Hello");
    const mediaId = await register("deleted.srt");
    const jobs = await lease();
    await database.db.transact((tx) => purgeAssets(tx, { accountId, mediaIds: [mediaId], now: 1500 }));
    await run(jobs);
    expect(await read(mediaId)).toBeUndefined();
    expect(await lease(9000)).toEqual([]);
  });
});
