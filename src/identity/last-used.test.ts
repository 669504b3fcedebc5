import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { databases, type TestDatabase } from "../../test/database-server.ts";
import { insertRootKey, listAccessKeys } from "./access-keys.ts";
import { LastUsed } from "./last-used.ts";
import { SecretBox } from "./secret-box.ts";

const accountId = "1000000000000001";
const accessKeyId = "LTAIused0000000000000000";

describe.each(databases)("the last use of keys on $dialect", ({ open }) => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await open();
    const key = { accessKeyId, accessKeySecret: "secret", accountId, now: 1 };
    await database.db.transact((tx) => insertRootKey(tx, key, new SecretBox(Buffer.alloc(32, 1))));
  });
  afterEach(() => database[Symbol.asyncDispose]());

  const stored = async () => (await listAccessKeys(database.db.read, { accountId, userId: null }))[0]?.last_used_at;

  test("is written in one transaction for any number of calls, and none when nothing was called", async () => {
    const { db } = database;
    const lastUsed = new LastUsed();
    for (let now = 1000; now <= 2000; now++) lastUsed.touch(accessKeyId, now);
    lastUsed.touch("LTAIgone0000000000000000", 1500);
    const before = db.counters.writes;
    await lastUsed.flush(db);
    await lastUsed.flush(db);
    expect(db.counters.writes).toBe(before + 1);
    expect(await stored()).toBe(2000);
    expect(lastUsed.find(accessKeyId)).toBeUndefined();
  });

  test("never goes back: another server's later time stays", async () => {
    const { db } = database;
    const [earlier, later] = [new LastUsed(), new LastUsed()];
    earlier.touch(accessKeyId, 1000);
    later.touch(accessKeyId, 3000);
    await later.flush(db);
    await earlier.flush(db);
    expect(await stored()).toBe(3000);
  });

  test("is kept for the next time when writing fails", async () => {
    const { db } = database;
    const lastUsed = new LastUsed();
    lastUsed.touch(accessKeyId, 1000);
    const failing = { ...db, transact: () => Promise.reject(new Error("no space")) };
    await expect(lastUsed.flush(failing)).rejects.toThrow("no space");
    await lastUsed.flush(db);
    expect(await stored()).toBe(1000);
  });

  test("is kept when a call comes while it is being written", async () => {
    const { db } = database;
    const lastUsed = new LastUsed();
    lastUsed.touch(accessKeyId, 1000);
    const writing = lastUsed.flush(db);
    lastUsed.touch(accessKeyId, 5000);
    await writing;
    expect(lastUsed.find(accessKeyId)).toBe(5000);
    await lastUsed.flush(db);
    expect(await stored()).toBe(5000);
  });
});
