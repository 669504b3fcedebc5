import { Readable } from "node:stream";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { databases, type TestDatabase } from "../../test/database-server.ts";
import { openTestStore, type TestStore } from "../../test/durability/open-store.ts";
import type { Connection } from "../database/connect.ts";
import { findObject, putObject } from "../storage/objects.ts";
import { registerAsset } from "./assets.ts";
import { type Purge, purgeAssets } from "./deleting.ts";

const accountId = "1000000000000001";
const bucket = "ml-mine";

describe.each(databases)("purging on $dialect", ({ open }) => {
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

  async function putRegistered(key: string, productionIds: readonly string[]): Promise<string[]> {
    const blob = await store.disk.writeBlob(Readable.from([Buffer.from("Hello")]), { maxBytes: 1000 });
    const object = { accountId, bucket, key, contentType: "text/plain", headers: "{}" };
    await putObject(store, object, blob, { forbidOverwrite: false, now: 1000 });
    const common = { accountId, folderId: "fd-1", mediaType: "text", inputUrl: "", createdBy: "LTAI", now: 1 } as const;
    const register = (productionId: string) =>
      database.db.transact((tx) =>
        registerAsset(tx, { ...common, productionId, source: { kind: "own", bucket, key } }),
      );
    return Promise.all(productionIds.map(register));
  }
  const purge = (mediaIds: readonly string[], before?: (tx: Connection) => Promise<void>) =>
    database.db.transact(async (tx): Promise<Purge> => {
      const purged = await purgeAssets(tx, { accountId, mediaIds, now: 3000 });
      await before?.(tx);
      return purged;
    });

  /** Whether some transaction waits for another one; SQLite has one at a time. */
  async function isAnyWaiting(): Promise<boolean> {
    const waiting = await database.db.read.query
      .selectFrom("pg_stat_activity" as never)
      .select("pid" as never)
      .where("wait_event_type" as never, "=", "Lock" as never)
      .execute();
    return waiting.length > 0;
  }

  test("the last two assets of an object at the same time removes the object, once", async () => {
    const [one = "", other = ""] = await putRegistered("shared.txt", ["pd_1", "pd_2"]);
    let isOtherPurged = false;
    let second: Promise<Purge> | undefined;
    const first = await purge([one], async () => {
      second = purge([other], async () => {
        isOtherPurged = true;
      });
      if (database.db.dialect === "sqlite") return;
      while (!isOtherPurged && !(await isAnyWaiting())) await new Promise((resolve) => setTimeout(resolve, 5));
    });
    expect([...first.removed, ...((await second)?.removed ?? [])]).toHaveLength(1);
    expect(await findObject(database.db.read, bucket, "shared.txt")).toBeUndefined();
  });

  test("many objects in any order at the same time removes all of them", async () => {
    const keys = Array.from({ length: 6 }, (_, i) => `many-${i}.txt`);
    const registered = await Promise.all(keys.map((key) => putRegistered(key, ["pd_1", "pd_2", "pd_3"])));
    const rounds = [0, 1, 2].map((i) => registered.map((ids) => ids[i] ?? ""));
    const [ascending = [], descending = [], mixed = []] = rounds;
    const purged = await Promise.all([purge(ascending), purge(descending.reverse()), purge(mixed)]);
    expect(purged.flatMap(({ removed }) => removed)).toHaveLength(keys.length);
    expect(purged.flatMap(({ ignored }) => ignored)).toEqual([]);
  });

  test("the same asset twice at the same time is done once, and passed over once", async () => {
    const [one = ""] = await putRegistered("twice.txt", ["pd_1"]);
    const purged = await Promise.all([purge([one]), purge([one])]);
    expect(purged.map(({ ignored, removed }) => [ignored.length, removed.length]).sort()).toEqual([
      [0, 1],
      [1, 0],
    ]);
  });
});
