import { Readable } from "node:stream";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { databases, type TestDatabase } from "../../test/database-server.ts";
import { openTestStore, type TestStore } from "../../test/durability/open-store.ts";
import { leaseJobs } from "../jobs/queue.ts";
import { findObject, putObject } from "../storage/objects.ts";
import { findAsset, findAssets, finishPreparing, type Registration, registerAsset } from "./assets.ts";
import { binAssets, purgeAssets } from "./deleting.ts";

const accountId = "1000000000000001";
const bucket = "ml-mine";

describe.each(databases)("assets on $dialect", ({ open }) => {
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
  const newKey = () => `made/${count++}.srt`;
  async function put(key: string): Promise<string> {
    const blob = await store.disk.writeBlob(Readable.from([Buffer.from("Hello")]), { maxBytes: 1000 });
    const object = { accountId, bucket, key, contentType: "text/plain", headers: "{}" };
    await putObject(store, object, blob, { forbidOverwrite: false, now: 1000 });
    return key;
  }
  const registration = (key: string): Registration => ({
    accountId,
    productionId: "pd_1",
    folderId: "fd-1",
    mediaType: "text",
    inputUrl: `oss://${bucket}/${key}`,
    source: { kind: "own", bucket, key },
    createdBy: "LTAI",
    now: 1000,
  });
  const register = (key: string, other: Partial<Registration> = {}) =>
    database.db.transact((tx) => registerAsset(tx, { ...registration(key), ...other }));
  const finish = (mediaId: string, generation: number, ok: boolean) =>
    database.db.transact((tx) =>
      finishPreparing(
        tx,
        { mediaId, generation, now: 2000 },
        ok ? { ok, mediaInfo: "{}", sizeBytes: 5 } : { ok, reason: "No.", sizeBytes: null },
      ),
    );
  const bin = (mediaId: string) =>
    database.db.transact((tx) => binAssets(tx, { accountId, mediaIds: [mediaId], now: 3000 }));
  const read = (mediaId: string) => findAsset(database.db.read, accountId, mediaId);
  const jobs = async () =>
    (await leaseJobs(database.db, { kind: "probe-asset", limit: 99, leaseMs: 1e9, now: 9e6 })).length;

  test("registered at once from all sides it is one asset with one job, and once more while it is prepared changes nothing", async () => {
    const key = await put(newKey());
    await jobs();
    const ids = await Promise.all(Array.from({ length: 16 }, () => register(key)));
    expect(new Set([...ids, await register(key)]).size).toBe(1);
    expect(await jobs()).toBe(1);
  });

  test("registering and deleting it at the same time never fails, and what remains is a live asset or one in the bin", async () => {
    const key = await put(newKey());
    for (let round = 0; round < 20; round++) {
      const mediaId = await register(key);
      const [again] = await Promise.all([register(key), bin(mediaId)]);
      const [old, latest] = [await read(mediaId), await read(again)];
      expect(old?.deleted_at).toBe(3000);
      expect(latest?.deleted_at).toBe(again === mediaId ? 3000 : null);
    }
  });

  test("taken anew from all sides after it had failed, it is prepared once", async () => {
    const key = await put(newKey());
    const mediaId = await register(key, { mediaType: "video" });
    await finish(mediaId, 1, false);
    await jobs();
    await Promise.all(Array.from({ length: 16 }, () => register(key)));
    expect(await read(mediaId)).toMatchObject({
      generation: 2,
      status: "Preparing",
      status_reason: null,
      media_type: "text",
      business_type: "subtitles",
    });
    expect(await jobs()).toBe(1);
  });

  test("the result of an older preparing does not overwrite that of a newer one", async () => {
    const mediaId = await register(newKey());
    await finish(mediaId, 1, false);
    await register(registrationKey(await read(mediaId)));
    await finish(mediaId, 1, false);
    expect(await read(mediaId)).toMatchObject({ status: "Preparing", generation: 2 });
    await finish(mediaId, 2, true);
    expect(await read(mediaId)).toMatchObject({ status: "Normal", size_bytes: 5 });
  });

  test("a foreign asset is known by its text, and waits to be copied", async () => {
    const source = { kind: "foreign", url: "https://example.com/a%20b.srt?x" } as const;
    const mediaId = await register("unused", { source });
    expect(await register("unused", { source })).toBe(mediaId);
    expect(await read(mediaId)).toMatchObject({
      title: "a b.srt",
      source_url: source.url,
      bucket: null,
      object_key: null,
    });
    const copies = await leaseJobs(database.db, { kind: "copy-remote", limit: 9, leaseMs: 1e9, now: 9e6 });
    expect(copies.map(({ payload }) => payload)).toEqual([{ accountId, mediaId, generation: 1 }]);
  });

  test("other accounts neither find nor delete it, and may register the same source for themselves", async () => {
    const mediaId = await register(await put(newKey()));
    const stranger = "2000000000000002";
    expect(await findAsset(database.db.read, stranger, mediaId)).toBeUndefined();
    expect(await findAssets(database.db.read, stranger, [mediaId])).toEqual([]);
    const deletion = { accountId: stranger, mediaIds: [mediaId], now: 3000 };
    expect(await database.db.transact((tx) => binAssets(tx, deletion))).toEqual([mediaId]);
    expect(await database.db.transact((tx) => purgeAssets(tx, deletion))).toEqual({ ignored: [mediaId], removed: [] });
    expect(await read(mediaId)).toMatchObject({ deleted_at: null });
    const key = registrationKey(await read(mediaId));
    expect(await register(key, { accountId: stranger })).not.toBe(mediaId);
  });

  test("purging names the data files of objects that nothing refers to any more, and only those", async () => {
    const [shared, alone] = [await put(newKey()), await put(newKey())];
    const first = await register(shared);
    const second = await register(shared, { productionId: "pd_2" });
    const third = await register(alone);
    const purge = (...mediaIds: string[]) =>
      database.db.transact((tx) => purgeAssets(tx, { accountId, mediaIds, now: 3000 }));
    expect(await purge(first, third, "unknown")).toEqual({
      ignored: ["unknown"],
      removed: [{ objectId: expect.any(String), blobIds: [expect.any(String)] }],
    });
    expect(await findObject(database.db.read, bucket, alone)).toBeUndefined();
    expect(await findObject(database.db.read, bucket, shared)).toMatchObject({ sealed_at: 1000 });
    await bin(second);
    expect((await purge(second)).removed).toHaveLength(1);
    expect(await findObject(database.db.read, bucket, shared)).toBeUndefined();
  });
});

test("an asset that goes to the recycle bin in the middle of registering it again makes room for a new one", async () => {
  await using database = await databases[1].open();
  const { db } = database;
  const registration: Registration = {
    accountId,
    productionId: "pd_1",
    folderId: "fd-1",
    mediaType: "text",
    inputUrl: `oss://${bucket}/a.srt`,
    source: { kind: "own", bucket, key: "a.srt" },
    createdBy: "LTAI",
    now: 1000,
  };
  const first = await db.transact((tx) => registerAsset(tx, registration));
  let isBinned = false;
  const second = await db.transact((tx) =>
    registerAsset(
      {
        ...tx,
        async run(statement, parameters) {
          const rows = await tx.run(statement, parameters);
          if (!isBinned) {
            isBinned = true;
            await db.transact((other) => binAssets(other, { accountId, mediaIds: [first], now: 2000 }));
          }
          return rows;
        },
      },
      registration,
    ),
  );
  expect(second).not.toBe(first);
  expect(await findAsset(db.read, accountId, second)).toMatchObject({ deleted_at: null, status: "Preparing" });
});

const registrationKey = (asset: { object_key: string | null } | undefined): string => asset?.object_key ?? "";
