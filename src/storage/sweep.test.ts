import { randomBytes } from "node:crypto";
import { mkdir, readdir, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { databases, type TestDatabase } from "../../test/database-server.ts";
import { openTestStore, type TestStore } from "../../test/durability/open-store.ts";
import { StoreError } from "../database/errors.ts";
import { Disk } from "./disk.ts";
import { findObject, putObject } from "./objects.ts";
import { openObject } from "./read-object.ts";
import { sweepBlobs, sweepIncoming } from "./sweep.ts";
import { initiateUpload, putPart } from "./uploads.ts";
import { checkVolume, probeVolume } from "./volume.ts";

const object = { accountId: "1".repeat(16), bucket: "bucket-one", key: "k", contentType: "text/plain", headers: "{}" };
const dayMs = 24 * 60 * 60 * 1000;

describe.each(databases)("sweeping on $dialect", ({ open }) => {
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

  const write = (text: string) => store.disk.writeBlob(Readable.from([Buffer.from(text)]), { maxBytes: 1000 });
  const sweep = (startedAt = Date.now() + 2 * dayMs) =>
    sweepBlobs(store, { startedAt, pauseMs: 0, signal: new AbortController().signal });
  const names = async () => {
    const all = await readdir(join(store.disk.folder, "blobs"), { recursive: true });
    return all.filter((name) => name.length > 2).map((name) => name.slice(3));
  };

  test("what earlier runs were writing is removed at the start, and nothing that is a person's", async () => {
    const incoming = join(store.disk.folder, "incoming");
    for (const name of ["0".repeat(32), "volume.json", "notes.txt"]) await writeFile(join(incoming, name), "torn");
    for (const name of ["a person's", "1".repeat(32)]) await mkdir(join(incoming, name));
    expect(await sweepIncoming(store.disk)).toBe(2);
    expect((await readdir(incoming)).sort()).toEqual(["1".repeat(32), "a person's", "notes.txt"]);
  });

  test("files that no row refers to are removed, and objects and parts stay", async () => {
    const kept = await write("object");
    await putObject(store, object, kept, { forbidOverwrite: false, now: 1 });
    const uploadId = await store.db.transact((tx) => initiateUpload(tx, object, { forbidOverwrite: false, now: 1 }));
    const part = await write("part");
    const name = { uploadId, bucket: object.bucket, key: object.key };
    await putPart(store, { ...name, partNumber: 1, maxObjectBytes: 1000, now: 1 }, part);
    // More than are looked at together.
    for (let index = 0; index < 520; index++) store.disk.settle((await write("orphan")).blobId);
    expect(await sweep()).toEqual({ removed: 520, unknown: [] });
    expect((await names()).sort()).toEqual([kept.blobId, part.blobId].sort());
    const found = await findObject(store.db.read, object.bucket, object.key);
    expect(found && (await buffer(await openObject(store, found))).toString()).toBe("object");
  });

  test("a file whose row is still to be committed stays, however old it looks", async () => {
    const blob = await write("slow");
    await utimes(store.disk.pathOf(blob.blobId), 1, 1);
    expect(await sweep()).toEqual({ removed: 0, unknown: [] });
    await putObject(store, object, blob, { forbidOverwrite: false, now: 1 });
    expect(await names()).toEqual([blob.blobId]);
  });

  test("files written since the start are not looked at", async () => {
    const { blobId } = await write("orphan");
    store.disk.settle(blobId);
    expect(await sweep(0)).toEqual({ removed: 0, unknown: [] });
    expect(await names()).toEqual([blobId]);
  });

  test("unknown files are reported and left alone", async () => {
    const top = join(store.disk.folder, "blobs");
    const unknown = [join(top, "notes.txt"), join(top, "00", "notes.txt"), join(top, "00", "ff".repeat(16))];
    for (const path of unknown) await writeFile(path, "a person's");
    const result = await sweep();
    expect({ ...result, unknown: result.unknown.toSorted() }).toEqual({ removed: 0, unknown: unknown.toSorted() });
    for (const path of unknown) expect(await readFile(path, "utf8")).toBe("a person's");
  });

  test("a folder in the place of a data file stops nothing and stays", async () => {
    await mkdir(join(store.disk.folder, "blobs", "00", "0".repeat(32)));
    expect(await sweep()).toEqual({ removed: 0, unknown: [] });
    expect(await names()).toEqual(["0".repeat(32)]);
  });

  test("a sweep ends when the server stops", async () => {
    const stop = new AbortController();
    const { blobId } = await write("orphan");
    store.disk.settle(blobId);
    stop.abort();
    await expect(sweepBlobs(store, { startedAt: 0, pauseMs: 0, signal: stop.signal })).rejects.toMatchObject({
      name: "AbortError",
    });
  });

  test("a data folder without its marker stops the start, and nothing is made in it", async () => {
    const elsewhere = join(store.disk.folder, "unmounted");
    await mkdir(elsewhere);
    const start = checkVolume(new Disk({ folder: elsewhere, fence: store.fence }), store.db);
    await expect(start).rejects.toThrow(StoreError);
    await expect(start).rejects.toThrow(`The data folder ${elsewhere} has no volume.json`);
    expect(await readdir(elsewhere)).toEqual([]);
  });

  test("a disk that goes away is noticed", async () => {
    await probeVolume(store.disk);
    await rm(join(store.disk.folder, "volume.json"));
    await expect(probeVolume(store.disk)).rejects.toThrow("Is its disk still mounted?");
  });

  test("another installation's data folder and a damaged marker stop the start", async () => {
    const marker = join(store.disk.folder, "volume.json");
    await writeFile(marker, `{"volume":"${randomBytes(16).toString("hex")}"}\n`);
    await expect(checkVolume(store.disk, store.db)).rejects.toThrow("belongs to another installation");
    await writeFile(marker, "");
    await expect(checkVolume(store.disk, store.db)).rejects.toThrow(`The file ${marker} is damaged`);
  });

  test("data files that a new database knows nothing of stop the start, and are left alone", async () => {
    const blob = await write("object");
    await putObject(store, object, blob, { forbidOverwrite: false, now: 1 });
    for (const table of ["objects", "instance_facts"] as const) {
      await store.db.transact((tx) => tx.query.deleteFrom(table).execute());
    }
    const start = checkVolume(store.disk, store.db);
    await expect(start).rejects.toThrow("holds uploaded files that this database knows nothing of");
    expect(await names()).toEqual([blob.blobId]);
  });

  test("a first start that was cut off before the database knew the marker is made good by the next", async () => {
    await store.db.transact((tx) => tx.query.deleteFrom("instance_facts").execute());
    const marker = await readFile(join(store.disk.folder, "volume.json"), "utf8");
    await checkVolume(store.disk, store.db);
    await checkVolume(store.disk, store.db);
    expect(await readFile(join(store.disk.folder, "volume.json"), "utf8")).toBe(marker);
  });

  test("folders that are missing are made again", async () => {
    await rm(join(store.disk.folder, "blobs", "7f"), { recursive: true });
    await checkVolume(store.disk, store.db);
    expect(await readdir(join(store.disk.folder, "blobs"))).toHaveLength(256);
  });
});
