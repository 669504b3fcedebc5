import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdir, readdir, rename, rm, symlink, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { promisify } from "node:util";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { databases, type TestDatabase } from "../../test/database-server.ts";
import { openTestStore, type TestStore } from "../../test/durability/open-store.ts";
import { DatabaseFullError } from "../database/errors.ts";
import { deleteUnregisteredObjects } from "./expire-objects.ts";
import { commitBlob } from "./object-store.ts";
import { deleteObject, findObject, putObject, sealObject, writeBlobObject } from "./objects.ts";
import { objectFiles, openObject } from "./read-object.ts";

const bucket = "bucket-one";
const rules = { forbidOverwrite: false, now: 1000 };

describe.each(databases)("objects on $dialect", ({ open }) => {
  let database: TestDatabase;
  let store: TestStore;

  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database[Symbol.asyncDispose]());
  beforeEach(async () => {
    store = await openTestStore(database.db);
  });
  afterEach(() => store[Symbol.asyncDispose]());

  const describeObject = (key: string) => ({
    accountId: "1".repeat(16),
    bucket,
    key,
    contentType: "video/mp4",
    headers: "{}",
  });
  const write = (bytes: Uint8Array) =>
    store.disk.writeBlob(Readable.from([bytes]), { maxBytes: Number.POSITIVE_INFINITY });
  const put = async (key: string, bytes: Uint8Array, changes: Partial<typeof rules> = {}) =>
    putObject(store, describeObject(key), await write(bytes), { ...rules, ...changes });
  const find = async (key: string) => {
    const object = await findObject(store.db.read, bucket, key);
    if (!object) throw new Error(`There is no object ${key}.`);
    return object;
  };
  const read = async (key: string) => buffer(await openObject(store, await find(key)));
  const seal = (key: string) => store.db.transact((tx) => sealObject(tx, bucket, key, 2000));
  const blobs = async () => {
    await store.disk.removals();
    const names = await readdir(join(store.disk.folder, "blobs"), { recursive: true });
    return names.filter((name) => name.length > 2).map((name) => name.slice(3));
  };

  test("an object reads back byte for byte with what was said of it", async () => {
    const bytes = randomBytes(3_000_000);
    const written = await put("a/b", bytes);
    const object = await find("a/b");
    expect(object).toEqual(written);
    expect(object).toMatchObject({
      account_id: "1".repeat(16),
      content_type: "video/mp4",
      headers: "{}",
      size_bytes: 3_000_000,
      sealed_at: null,
      created_at: 1000,
      modified_at: 1000,
    });
    expect(bytes.equals(await read("a/b"))).toBe(true);
  });

  test("keys are told apart by their exact bytes", async () => {
    const keys = ["k", "K", "k/sub", "é", "e\u0301", "k ", "k%20"];
    for (const key of keys) await put(key, Buffer.from(key));
    for (const key of keys) expect((await read(key)).toString()).toBe(key);
    expect(await findObject(store.db.read, bucket, "k/")).toBeUndefined();
    expect(await findObject(store.db.read, "bucket-two", "k")).toBeUndefined();
  });

  test("the later object of a key replaces the earlier one, whose file is removed", async () => {
    const first = await put("k", Buffer.from("first"));
    const second = await put("k", Buffer.from("second"), { now: 3000 });
    expect(await find("k")).toMatchObject({ object_id: second.object_id, created_at: 3000, modified_at: 3000 });
    expect(second.object_id).not.toBe(first.object_id);
    expect((await read("k")).toString()).toBe("second");
    expect(await blobs()).toEqual([second.blob_id]);
  });

  test("of many writers of one key exactly one counts, and only its file stays", async () => {
    await Promise.all(Array.from({ length: 20 }, (_, index) => put("k", Buffer.from(`writer ${index}`))));
    const object = await find("k");
    expect((await read("k")).toString()).toMatch(/^writer \d+$/);
    expect(await blobs()).toEqual([object.blob_id]);
  });

  test("a sealed object is not replaced, and the refused file is removed", async () => {
    const first = await put("k", Buffer.from("first"));
    await seal("k");
    await expect(put("k", Buffer.from("second"))).rejects.toMatchObject({ code: "ObjectSealed" });
    expect((await read("k")).toString()).toBe("first");
    expect(await blobs()).toEqual([first.blob_id]);
    expect(store.disk.isUncommitted(first.blob_id ?? "")).toBe(false);
  });

  test("sealing again keeps the first time, and sealing nothing is no error", async () => {
    await put("k", Buffer.from("first"));
    await seal("k");
    await store.db.transact((tx) => sealObject(tx, bucket, "k", 9999));
    await seal("none");
    expect((await find("k")).sealed_at).toBe(2000);
  });

  test("with forbidOverwrite only the first of many writers is taken", async () => {
    const writers = Array.from({ length: 10 }, (_, index) =>
      put("k", Buffer.from(`writer ${index}`), { forbidOverwrite: true }),
    );
    const results = await Promise.allSettled(writers);
    expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
    for (const result of results) {
      if (result.status === "rejected") expect(result.reason).toMatchObject({ code: "ObjectExists" });
    }
    expect(await blobs()).toHaveLength(1);
  });

  test("an object that is written in a transaction which fails is not there, and its file is removed", async () => {
    const blob = await write(Buffer.from("bytes"));
    const failing = commitBlob(store, blob, async (tx) => {
      await writeBlobObject(tx, describeObject("k"), blob, rules);
      throw new Error("The asset is gone.");
    });
    await expect(failing).rejects.toThrow("The asset is gone.");
    expect(await findObject(store.db.read, bucket, "k")).toBeUndefined();
    expect(await blobs()).toEqual([]);
  });

  test.each([
    [
      "stays for the next start to judge when nobody knows whether the commit is on the disk",
      new Error("disk I/O error"),
      1,
    ],
    ["is removed when the database was full", new DatabaseFullError("There is no space left."), 0],
  ])("the file of a write that could not be committed %s", async (_, error, files) => {
    const transact = async (fn: Parameters<typeof store.db.transact>[0]) => {
      await store.db.transact(fn);
      throw error;
    };
    const failing = { ...store, db: { ...store.db, transact } };
    const written = putObject(failing, describeObject("k"), await write(Buffer.from("bytes")), rules);
    await expect(written).rejects.toBe(error);
    expect(await blobs()).toHaveLength(files);
  });

  test("deleting answers the files that are to be removed, sealed or not", async () => {
    const object = await put("k", Buffer.from("bytes"));
    await seal("k");
    const removed = await store.db.transact((tx) => deleteObject(tx, bucket, "k"));
    expect(removed).toEqual({ objectId: object.object_id, blobIds: [object.blob_id] });
    expect(await findObject(store.db.read, bucket, "k")).toBeUndefined();
    expect(await store.db.transact((tx) => deleteObject(tx, bucket, "k"))).toBeUndefined();
  });

  test("objects that nobody registered are deleted after their time, and sealed ones never", async () => {
    await put("sealed", Buffer.from("sealed"));
    await seal("sealed");
    await put("old", Buffer.from("old"));
    await put("new", Buffer.from("new"), { now: 1001 });
    expect(await deleteUnregisteredObjects(store, 1000)).toBe(0);
    expect(await deleteUnregisteredObjects(store, 1001)).toBe(1);
    expect(await findObject(store.db.read, bucket, "old")).toBeUndefined();
    expect([(await read("sealed")).toString(), (await read("new")).toString()]).toEqual(["sealed", "new"]);
    expect(await blobs()).toHaveLength(2);
  });

  test.each([
    [0, 0],
    [0, 2_999_999],
    [1_048_575, 1_048_576],
    [2_999_999, 2_999_999],
    [5, 2_000_000],
  ])("the range %d-%d is answered exactly, both ends in it", async (start, end) => {
    const bytes = randomBytes(3_000_000);
    await put("k", bytes);
    const range = await buffer(await openObject(store, await find("k"), { start, end }));
    expect(range.equals(bytes.subarray(start, end + 1))).toBe(true);
  });

  test("an object of no bytes reads as none", async () => {
    await put("k", Buffer.alloc(0));
    expect(await read("k")).toHaveLength(0);
    expect(await objectFiles(store, await find("k"))).toMatchObject([{ sizeBytes: 0 }]);
  });

  test("an object that is being read stays readable while it is replaced", async () => {
    const bytes = randomBytes(4_000_000);
    const first = await put("k", bytes);
    const reading = await openObject(store, first);
    const second = await put("k", Buffer.from("second"));
    expect(await blobs()).toHaveLength(2);
    expect(bytes.equals(await buffer(reading))).toBe(true);
    expect(await blobs()).toEqual([second.blob_id]);
  });

  test("a reader that goes away frees the files", async () => {
    const first = await put("k", randomBytes(4_000_000));
    const reading = await openObject(store, first);
    const closed = new Promise((resolve) => reading.once("close", resolve));
    const second = await put("k", Buffer.from("second"));
    reading.destroy();
    await closed;
    expect(await blobs()).toEqual([second.blob_id]);
  });

  test("who reads by a row that is no longer true is told that the object was replaced", async () => {
    const first = await put("k", Buffer.from("first"));
    await put("k", Buffer.from("second"));
    await store.disk.removals();
    await expect(openObject(store, first)).rejects.toMatchObject({ code: "ObjectReplaced" });
    await expect(objectFiles(store, first)).rejects.toMatchObject({ code: "ObjectReplaced" });
  });

  test.each([
    ["is missing", (path: string) => rm(path)],
    ["is shorter", (path: string) => truncate(path, 4)],
    ["is longer", (path: string) => writeFile(path, "longer than it was")],
    ["is a folder", (path: string) => rm(path).then(() => mkdir(path))],
    ["is a link", (path: string) => rename(path, `${path}.real`).then(() => symlink(`${path}.real`, path))],
    ["is a pipe that nobody writes to", (path: string) => rm(path).then(() => promisify(execFile)("mkfifo", [path]))],
  ])("a data file that %s costs its own object only", async (_, damage) => {
    const other = Buffer.from("other");
    await put("damaged", Buffer.from("bytes"));
    await put("other", other);
    const [file] = await objectFiles(store, await find("damaged"));
    await damage(file?.path ?? "");
    await expect(openObject(store, await find("damaged"))).rejects.toMatchObject({ code: "DamagedObject" });
    await expect(objectFiles(store, await find("damaged"))).rejects.toMatchObject({ code: "DamagedObject" });
    expect((await read("other")).equals(other)).toBe(true);
  });
});
