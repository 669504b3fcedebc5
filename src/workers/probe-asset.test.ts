import { Readable } from "node:stream";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { databases, type TestDatabase } from "../../test/database-server.ts";
import { openTestStore, type TestStore } from "../../test/durability/open-store.ts";
import { leaseJobs } from "../jobs/queue.ts";
import { findAsset, registerAsset } from "../library/assets.ts";
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
    media = createMediaPool({ workers: 1, timeoutMs: 1000, memoryLimitBytes: 1e9, log: () => undefined });
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
  const register = (key: string) =>
    database.db.transact((tx) =>
      registerAsset(tx, {
        accountId,
        productionId: "pd_1",
        folderId: "fd-1",
        mediaType: "text",
        inputUrl: `oss://${bucket}/${key}`,
        source: { kind: "own", bucket, key },
        createdBy: "LTAI",
        now: 1000,
      }),
    );
  async function runJobs(): Promise<void> {
    const kind = probeAssets({ db: database.db, store, media, concurrency: 1, now: () => 2000 });
    const jobs = await leaseJobs(database.db, { kind: kind.kind, limit: 10, leaseMs: 1000, now: 2000 });
    for (const job of jobs) await kind.run(job, new AbortController().signal);
  }
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
});
