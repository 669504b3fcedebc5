import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { databases, type TestDatabase } from "../../test/database-server.ts";
import { ObjectTotals } from "./object-totals.ts";

describe.each(databases)("the objects of a bucket on $dialect", ({ open }) => {
  let database: TestDatabase;
  let now = 0;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database[Symbol.asyncDispose]());

  const insert = (bucket: string, keys: readonly string[], sizeBytes: number) =>
    database.db.transact(async (tx) => {
      const rows = keys.map((key) => ({
        bucket,
        object_key: key,
        account_id: "1".repeat(16),
        object_id: `${bucket}/${key}`,
        size_bytes: sizeBytes,
        etag: "",
        crc64: "0",
        content_type: "",
        headers: "{}",
        blob_id: null,
        upload_id: null,
        sealed_at: null,
        created_at: 0,
        modified_at: 0,
      }));
      for (let from = 0; from < rows.length; from += 1000) {
        await tx.query
          .insertInto("objects")
          .values(rows.slice(from, from + 1000))
          .execute();
      }
    });

  test("are counted to the last one, however many, and without those of other buckets", async () => {
    const totals = new ObjectTotals(database.db.read, () => now);
    expect(await totals.of("empty")).toEqual({ count: 0, bytes: 0 });
    const keys = Array.from({ length: 10_001 }, (_, index) => `${index % 3 === 0 ? "图/" : "a/"}${index}`);
    await insert("many", keys, 5_000_000_000);
    await insert("other", ["a"], 7);
    expect(await totals.of("many")).toEqual({ count: 10_001, bytes: 10_001 * 5_000_000_000 });
    expect(await totals.of("other")).toEqual({ count: 1, bytes: 7 });
  });

  test("are counted anew after half a minute, and not before", async () => {
    const totals = new ObjectTotals(database.db.read, () => now);
    await insert("grows", ["a"], 1);
    expect(await totals.of("grows")).toEqual({ count: 1, bytes: 1 });
    await insert("grows", ["b"], 2);
    now += 29_999;
    expect(await totals.of("grows")).toEqual({ count: 1, bytes: 1 });
    now += 1;
    expect(await totals.of("grows")).toEqual({ count: 2, bytes: 3 });
  });
});
