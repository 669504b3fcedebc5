import { readdir } from "node:fs/promises";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { databases, type TestDatabase } from "../../test/database-server.ts";
import { openTestStore, type TestStore } from "../../test/durability/open-store.ts";
import { leaseJobs } from "../jobs/queue.ts";
import { findAsset, finishPreparing, registerAsset } from "../library/assets.ts";
import { binAssets, purgeAssets } from "../library/deleting.ts";
import { findObject } from "../storage/objects.ts";
import { copyRemotes } from "./copy-remote.ts";

const accountId = "1000000000000001";
const bucket = "ml-mine";
let origin: ReturnType<typeof createServer>;
let address: string;
/** How the origin answers. */
let answer: (response: ServerResponse) => void | Promise<void>;

beforeAll(async () => {
  origin = createServer((_, response) => void answer(response)).listen(0, "127.0.0.1");
  await new Promise((resolve) => origin.once("listening", resolve));
  address = `http://127.0.0.1:${(origin.address() as AddressInfo).port}`;
});
afterAll(() => origin.close());

describe.each(databases)("copying a foreign file on $dialect", ({ open }) => {
  let database: TestDatabase;
  let store: TestStore;
  beforeAll(async () => {
    database = await open();
    store = await openTestStore(database.db);
  });
  afterAll(async () => {
    await store[Symbol.asyncDispose]();
    await database[Symbol.asyncDispose]();
  });

  let count = 0;
  const registration = (mediaType: "text" | "video" = "text") => ({
    accountId,
    productionId: "pd_1",
    folderId: "fd-1",
    mediaType,
    inputUrl: `${address}/${count}/captions.srt`,
    source: { kind: "foreign", url: `${address}/${count}/captions.srt` } as const,
    createdBy: "LTAI",
    now: 1000,
  });
  const register = (mediaType?: "text" | "video") =>
    database.db.transact((tx) => registerAsset(tx, registration(mediaType)));
  const read = async (mediaId: string) => findAsset(database.db.read, accountId, mediaId);

  async function runJobs(maxBytes = 1000): Promise<void> {
    const kind = copyRemotes({
      db: database.db,
      store,
      allowPrivateFetch: ["127.0.0.0/8"],
      ownDoors: Promise.resolve({ apiHosts: new Set(), objectHosts: new Set(), ports: { api: 1, object: 2 } }),
      maxBytes,
      now: () => 2000,
      bucketOf: async () => bucket,
    });
    const jobs = await leaseJobs(database.db, { kind: kind.kind, limit: 10, leaseMs: 1000, now: 2000 });
    for (const job of jobs) await kind.run(job, new AbortController().signal);
  }
  const probeJobs = async () => {
    const jobs = await leaseJobs(database.db, { kind: "probe-asset", limit: 10, leaseMs: 1000, now: 9000 });
    return jobs.map(({ payload }) => payload);
  };
  const dataFiles = async () => {
    await store.disk.removals();
    const entries = await readdir(join(store.disk.folder, "blobs"), { recursive: true, withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).length;
  };

  test("makes it a sealed object of the account, which is then probed", async () => {
    count += 1;
    answer = (response) => void response.setHeader("content-type", "text/plain").end("Hello");
    const mediaId = await register();
    await runJobs();
    const objectKey = `remote/${accountId}/${mediaId}-1.srt`;
    expect(await read(mediaId)).toMatchObject({ status: "Preparing", bucket, object_key: objectKey });
    expect(await findObject(database.db.read, bucket, objectKey)).toMatchObject({
      size_bytes: 5,
      content_type: "text/plain",
      sealed_at: 2000,
    });
    expect(await probeJobs()).toEqual([{ accountId, mediaId, generation: 1 }]);
  });

  test("what the origin refuses for good, or is too large, fails with the reason", async () => {
    for (const [reply, reason] of [
      [(response: ServerResponse) => void response.writeHead(404).end(), "404"],
      [(response: ServerResponse) => void response.end("x".repeat(1001)), "larger than"],
    ] as const) {
      count += 1;
      answer = reply;
      const mediaId = await register();
      await runJobs();
      const failed = { status: "PrepareFail", status_reason: expect.stringContaining(reason), object_key: null };
      expect(await read(mediaId)).toMatchObject(failed);
    }
    expect(await probeJobs()).toEqual([]);
  });

  test("an asset that is deleted for ever during the fetch leaves neither object nor data file", async () => {
    count += 1;
    const before = await dataFiles();
    const mediaId = await register();
    answer = async (response) => {
      await database.db.transact((tx) => purgeAssets(tx, { accountId, mediaIds: [mediaId], now: 1500 }));
      response.end("Hello");
    };
    await runJobs();
    expect(await findObject(database.db.read, bucket, `remote/${accountId}/${mediaId}-1.srt`)).toBeUndefined();
    expect(await dataFiles()).toBe(before);
    expect(await probeJobs()).toEqual([]);
    expect(await leaseJobs(database.db, { kind: "copy-remote", limit: 10, leaseMs: 1, now: 99_000 })).toEqual([]);
  });

  test("one that goes to the recycle bin during the fetch is copied all the same", async () => {
    count += 1;
    const mediaId = await register();
    answer = async (response) => {
      await database.db.transact((tx) => binAssets(tx, { accountId, mediaIds: [mediaId], now: 1500 }));
      response.end("Hello");
    };
    await runJobs();
    expect(await probeJobs()).toEqual([{ accountId, mediaId, generation: 1 }]);
  });

  test("preparing anew fetches anew, and the older copy goes", async () => {
    count += 1;
    answer = (response) => void response.end("Hello");
    const mediaId = await register("video");
    await runJobs();
    await probeJobs();
    const before = await dataFiles();
    const failed = { ok: false, reason: "No video.", sizeBytes: 5 } as const;
    await database.db.transact((tx) => finishPreparing(tx, { mediaId, generation: 1, now: 2500 }, failed));
    answer = (response) => void response.end("Hello again");
    expect(await register("text")).toBe(mediaId);
    await runJobs();
    const key = (generation: number) => `remote/${accountId}/${mediaId}-${generation}.srt`;
    expect(await read(mediaId)).toMatchObject({ object_key: key(2), media_type: "text", business_type: "subtitles" });
    expect(await findObject(database.db.read, bucket, key(2))).toMatchObject({ size_bytes: 11 });
    expect(await findObject(database.db.read, bucket, key(1))).toBeUndefined();
    expect(await dataFiles()).toBe(before);
  });
});
