import { createHash, randomBytes } from "node:crypto";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { createCRC64 } from "hash-wasm";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { databases, type TestDatabase } from "../../test/database-server.ts";
import { openTestStore, type TestStore } from "../../test/durability/open-store.ts";
import { type Completion, completeUpload } from "./complete-upload.ts";
import { expireUploads, forgetFinishedUploads } from "./expire-uploads.ts";
import { listParts } from "./list-parts.ts";
import { deleteObject, findObject, putObject, sealObject } from "./objects.ts";
import { objectFiles, openObject } from "./read-object.ts";
import { abortUpload, findOpenUpload, initiateUpload, putPart } from "./uploads.ts";

const bucket = "bucket-one";
const partBytes = 102_400;
const hour = 60 * 60 * 1000;
const crc64 = await createCRC64();
const crc64Of = (bytes: Uint8Array) => BigInt(`0x${crc64.init().update(bytes).digest()}`).toString();
const md5Of = (bytes: Uint8Array) => createHash("md5").update(bytes);

describe.each(databases)("uploads in parts on $dialect", ({ open }) => {
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

  const write = (bytes: Uint8Array) =>
    store.disk.writeBlob(Readable.from([bytes]), { maxBytes: Number.POSITIVE_INFINITY });
  const initiate = async (key = "k", now = 1000) => {
    const object = {
      accountId: "1".repeat(16),
      bucket,
      key,
      contentType: "video/mp4",
      headers: '{"x-oss-meta-a":"b"}',
    };
    const uploadId = await store.db.transact((tx) => initiateUpload(tx, object, { forbidOverwrite: false, now }));
    return { uploadId, bucket, key };
  };
  type Name = Awaited<ReturnType<typeof initiate>>;
  const send = async (name: Name, partNumber: number, bytes: Uint8Array, changes: object = {}) => {
    const part = { ...name, partNumber, maxObjectBytes: Number.POSITIVE_INFINITY, now: 2000, ...changes };
    return { number: partNumber, etag: (await putPart(store, part, await write(bytes))).etag };
  };
  const complete = (name: Name, parts: Completion["parts"], changes: Partial<Completion> = {}) =>
    completeUpload(store, {
      ...name,
      parts,
      forbidOverwrite: false,
      maxObjectBytes: Number.POSITIVE_INFINITY,
      now: 3000,
      ...changes,
    });
  const find = async (key = "k") => {
    const object = await findObject(store.db.read, bucket, key);
    if (!object) throw new Error(`There is no object ${key}.`);
    return object;
  };
  const read = async (key = "k") => buffer(await openObject(store, await find(key)));
  const put = async (bytes: Uint8Array, key = "k") =>
    putObject(
      store,
      { accountId: "1".repeat(16), bucket, key, contentType: "text/plain", headers: "{}" },
      await write(bytes),
      { forbidOverwrite: false, now: 1500 },
    );
  const blobCount = async () => {
    await store.disk.removals();
    const names = await readdir(join(store.disk.folder, "blobs"), { recursive: true });
    return names.filter((name) => name.length > 2).length;
  };
  const partRows = async () => (await store.db.read.query.selectFrom("upload_parts").selectAll().execute()).length;

  test("parts that arrive in any order become one object in the order of their numbers", async () => {
    const upload = await initiate();
    const bytes = [randomBytes(partBytes), randomBytes(partBytes + 7), randomBytes(1)];
    const parts = [];
    for (const number of [9000, 1, 77]) {
      parts.push(await send(upload, number, bytes[[1, 77, 9000].indexOf(number)] ?? Buffer.alloc(0)));
    }
    parts.sort((a, b) => a.number - b.number);
    const completed = await complete(upload, parts);
    const whole = Buffer.concat(bytes);
    const etag = md5Of(Buffer.concat(bytes.map((part) => md5Of(part).digest())))
      .digest("hex")
      .toUpperCase();
    expect(completed).toEqual({ etag: `${etag}-3`, crc64: crc64Of(whole) });
    expect(await find()).toMatchObject({
      etag: completed.etag,
      crc64: completed.crc64,
      size_bytes: whole.byteLength,
      content_type: "video/mp4",
      headers: '{"x-oss-meta-a":"b"}',
      blob_id: null,
      upload_id: upload.uploadId,
      created_at: 3000,
    });
    expect(whole.equals(await read())).toBe(true);
    expect((await objectFiles(store, await find())).map((file) => file.sizeBytes)).toEqual(
      bytes.map((part) => part.byteLength),
    );
  });

  test("ranges that begin and end in any part are answered exactly", async () => {
    const upload = await initiate();
    const bytes = [randomBytes(partBytes), randomBytes(partBytes), randomBytes(500)];
    const parts = [];
    for (const [index, part] of bytes.entries()) parts.push(await send(upload, index + 1, part));
    await complete(upload, parts);
    const whole = Buffer.concat(bytes);
    const object = await find();
    const edges = [
      0,
      1,
      partBytes - 1,
      partBytes,
      partBytes + 1,
      2 * partBytes - 1,
      2 * partBytes,
      whole.byteLength - 1,
    ];
    for (const start of edges) {
      for (const end of edges.filter((edge) => edge >= start)) {
        const range = await buffer(await openObject(store, object, { start, end }));
        expect(range.equals(whole.subarray(start, end + 1)), `${start}-${end}`).toBe(true);
      }
    }
  });

  test("a second part with the same number replaces the first, whose file is removed", async () => {
    const upload = await initiate();
    const first = await send(upload, 1, Buffer.from("first"));
    const second = await send(upload, 1, Buffer.from("second"));
    expect(await blobCount()).toBe(1);
    await expect(complete(upload, [first])).rejects.toMatchObject({ code: "InvalidPart", partNumber: 1 });
    await complete(upload, [second]);
    expect((await read()).toString()).toBe("second");
  });

  test("parts that are not listed are forgotten, and their files are removed", async () => {
    const upload = await initiate();
    const listed = [await send(upload, 1, randomBytes(partBytes)), await send(upload, 3, Buffer.from("end"))];
    await send(upload, 2, randomBytes(5));
    await send(upload, 4, randomBytes(5));
    await complete(upload, listed);
    expect([await partRows(), await blobCount()]).toEqual([2, 2]);
  });

  test("all parts are taken when none is listed by number", async () => {
    const upload = await initiate();
    await send(upload, 2, Buffer.from("end"));
    await send(upload, 1, Buffer.alloc(partBytes, 1));
    await complete(upload, "all");
    expect(await read()).toHaveLength(partBytes + 3);
    await expect(complete(upload, "all")).resolves.toMatchObject({ etag: (await find()).etag });
  });

  test("ETags are accepted with quotes and in lower case", async () => {
    const upload = await initiate();
    const part = await send(upload, 1, Buffer.from("bytes"));
    const first = await complete(upload, [{ number: 1, etag: `"${part.etag.toLowerCase()}"` }]);
    await expect(complete(upload, [part])).resolves.toEqual(first);
  });

  test.each([
    ["a part that was never sent", [1, 3], "InvalidPart", 3],
    ["descending numbers", [2, 1], "InvalidPartOrder", 1],
    ["a number twice", [1, 1], "InvalidPartOrder", 1],
    ["a small part before the last", [1, 2, 4], "PartTooSmall", 2],
    ["no part", [], "InvalidPart", undefined],
  ])("a list with %s is refused, and the upload stays open", async (_, numbers, code, partNumber) => {
    const upload = await initiate();
    const sent = new Map<number, string>();
    for (const [number, size] of [
      [1, partBytes],
      [2, partBytes - 1],
      [4, 1],
    ] as const) {
      sent.set(number, (await send(upload, number, randomBytes(size))).etag);
    }
    const parts = numbers.map((number) => ({ number, etag: sent.get(number) ?? "00" }));
    await expect(complete(upload, parts)).rejects.toMatchObject({ code, partNumber });
    expect(await findOpenUpload(store.db.read, upload)).toBeDefined();
    await complete(upload, [{ number: 1, etag: sent.get(1) ?? "" }]);
  });

  test("an upload is only open under its own bucket and key", async () => {
    const upload = await initiate();
    const part = await send(upload, 1, Buffer.from("bytes"));
    for (const other of [{ key: "other" }, { bucket: "other" }, { uploadId: "0".repeat(32) }]) {
      const name = { ...upload, ...other };
      expect(await findOpenUpload(store.db.read, name)).toBeUndefined();
      await expect(send(name, 2, Buffer.from("x"))).rejects.toMatchObject({ code: "NoSuchUpload" });
      await expect(complete(name, [part])).rejects.toMatchObject({ code: "NoSuchUpload" });
      await expect(abortUpload(store, name)).rejects.toMatchObject({ code: "NoSuchUpload" });
      await expect(listParts(store.db.read, { ...name, afterNumber: 0, max: 10 })).rejects.toMatchObject({
        code: "NoSuchUpload",
      });
    }
    expect(await blobCount()).toBe(1);
  });

  test("completing again answers the same, another list is refused, and so is every part", async () => {
    const upload = await initiate();
    const part = await send(upload, 1, Buffer.from("bytes"));
    const completed = await complete(upload, [part]);
    await expect(complete(upload, [part])).resolves.toEqual(completed);
    await expect(complete(upload, [{ ...part, etag: "00" }])).rejects.toMatchObject({ code: "NoSuchUpload" });
    await expect(complete(upload, "all")).rejects.toMatchObject({ code: "NoSuchUpload" });
    await expect(send(upload, 1, Buffer.from("other"))).rejects.toMatchObject({ code: "NoSuchUpload" });
    await expect(abortUpload(store, upload)).rejects.toMatchObject({ code: "NoSuchUpload" });
    expect((await read()).toString()).toBe("bytes");
    expect(await blobCount()).toBe(1);
  });

  test("completing again answers the same when the object has been replaced, and does not bring it back", async () => {
    const upload = await initiate();
    const part = await send(upload, 1, Buffer.from("bytes"));
    const { etag } = await complete(upload, [part]);
    await put(Buffer.from("newer"));
    await expect(complete(upload, [part])).resolves.toEqual({ etag, crc64: undefined });
    expect((await read()).toString()).toBe("newer");
    expect([await partRows(), await blobCount()]).toEqual([0, 1]);
  });

  test("many that complete at once get one answer and make one object", async () => {
    const upload = await initiate();
    const part = await send(upload, 1, Buffer.from("bytes"));
    const answers = await Promise.all(Array.from({ length: 8 }, () => complete(upload, [part])));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect((await read()).toString()).toBe("bytes");
  });

  test("of completing and aborting at once one wins, and the other is told that the upload is gone", async () => {
    for (let round = 0; round < 10; round++) {
      const upload = await initiate(`k${round}`);
      const part = await send(upload, 1, Buffer.from("bytes"));
      const both = [() => complete(upload, [part]), () => abortUpload(store, upload)];
      if (round % 2 === 1) both.reverse();
      const results = await Promise.allSettled(both.map((run) => run()));
      const refused = results.filter((result) => result.status === "rejected");
      expect(refused.map((result) => result.reason)).toMatchObject([{ code: "NoSuchUpload" }]);
      const object = await findObject(store.db.read, bucket, `k${round}`);
      const openRows = await store.db.read.query
        .selectFrom("upload_parts")
        .selectAll()
        .where("upload_id", "=", upload.uploadId)
        .execute();
      expect(openRows).toHaveLength(object ? 1 : 0);
      if (object) expect((await read(`k${round}`)).toString()).toBe("bytes");
    }
  });

  test("a part that arrives while its upload is completed changes nothing of the object", async () => {
    for (let round = 0; round < 10; round++) {
      const upload = await initiate(`k${round}`);
      const part = await send(upload, 1, Buffer.from("bytes"));
      const late = await write(Buffer.from("other"));
      const arriving = putPart(store, { ...upload, partNumber: 1, maxObjectBytes: 100, now: 1 }, late);
      const [arrived, completed] = await Promise.allSettled([arriving, complete(upload, [part])]);
      // Either the part was first, and the list no longer fits, or it came too late.
      if (completed.status === "rejected") expect(completed.reason).toMatchObject({ code: "InvalidPart" });
      else expect([arrived.status, (await read(`k${round}`)).toString()]).toEqual(["rejected", "bytes"]);
    }
  });

  test("an aborted upload leaves no parts and no files", async () => {
    const upload = await initiate();
    await send(upload, 1, randomBytes(10));
    await send(upload, 2, randomBytes(10));
    await abortUpload(store, upload);
    expect([await partRows(), await blobCount()]).toEqual([0, 0]);
    await expect(abortUpload(store, upload)).rejects.toMatchObject({ code: "NoSuchUpload" });
    expect(await findObject(store.db.read, bucket, "k")).toBeUndefined();
  });

  test("completing replaces an object and removes its files, of one file or of parts", async () => {
    await put(Buffer.from("one file"));
    for (const text of ["first", "second"]) {
      const upload = await initiate();
      await complete(upload, [await send(upload, 1, Buffer.from(text))]);
      expect((await read()).toString()).toBe(text);
      expect([await partRows(), await blobCount()]).toEqual([1, 1]);
    }
  });

  test("a sealed object is replaced neither by completing nor by starting anew, and the upload stays open", async () => {
    const upload = await initiate();
    const part = await send(upload, 1, Buffer.from("other"));
    await put(Buffer.from("sealed"));
    await store.db.transact((tx) => sealObject(tx, bucket, "k", 1600));
    await expect(complete(upload, [part])).rejects.toMatchObject({ code: "ObjectSealed" });
    await expect(initiate()).rejects.toMatchObject({ code: "ObjectSealed" });
    expect(await findOpenUpload(store.db.read, upload)).toBeDefined();
    expect((await read()).toString()).toBe("sealed");
  });

  test("forbidOverwrite is asked again when the upload is completed", async () => {
    const upload = await initiate();
    const part = await send(upload, 1, Buffer.from("other"));
    await put(Buffer.from("there first"));
    await expect(complete(upload, [part], { forbidOverwrite: true })).rejects.toMatchObject({ code: "ObjectExists" });
    await complete(upload, [part]);
    expect((await read()).toString()).toBe("other");
  });

  test("the parts together may not be larger than the object may be", async () => {
    const upload = await initiate();
    const parts = [await send(upload, 1, randomBytes(partBytes), { maxObjectBytes: partBytes + 10 })];
    const maxObjectBytes = partBytes + 10;
    await expect(send(upload, 2, randomBytes(11), { maxObjectBytes })).rejects.toMatchObject({ code: "TooLarge" });
    parts.push(await send(upload, 2, randomBytes(10), { maxObjectBytes }));
    await send(upload, 1, randomBytes(partBytes), { maxObjectBytes });
    await expect(complete(upload, "all", { maxObjectBytes: partBytes + 9 })).rejects.toMatchObject({
      code: "TooLarge",
    });
    await complete(upload, "all", { maxObjectBytes });
  });

  test("parts are listed in pages by number", async () => {
    const upload = await initiate();
    for (const number of [5, 1, 3, 10_000]) await send(upload, number, Buffer.from(`part ${number}`));
    const page = async (afterNumber: number, max: number) => {
      const { parts, isTruncated } = await listParts(store.db.read, { ...upload, afterNumber, max });
      return { numbers: parts.map((part) => part.part_number), isTruncated };
    };
    expect(await page(0, 2)).toEqual({ numbers: [1, 3], isTruncated: true });
    expect(await page(3, 2)).toEqual({ numbers: [5, 10_000], isTruncated: false });
    expect(await page(10_000, 2)).toEqual({ numbers: [], isTruncated: false });
  });

  test("an upload expires a day after its last part, not after its start", async () => {
    const [idle, active] = [await initiate("idle", 0), await initiate("active", 0)];
    await send(idle, 1, randomBytes(10), { now: 2 * hour });
    await send(active, 1, randomBytes(10), { now: 20 * hour });
    expect(await expireUploads(store, 26 * hour)).toBe(0);
    expect(await expireUploads(store, 26 * hour + 1)).toBe(1);
    expect(await findOpenUpload(store.db.read, idle)).toBeUndefined();
    expect(await findOpenUpload(store.db.read, active)).toBeDefined();
    expect([await partRows(), await blobCount()]).toEqual([1, 1]);
  });

  test("a finished upload is remembered while its object uses it, and a day at least", async () => {
    const done: { upload: Name; part: { number: number; etag: string } }[] = [];
    for (const key of ["kept", "replaced", "deleted"]) {
      const upload = await initiate(key, 0);
      const part = await send(upload, 1, Buffer.from(key), { now: 0 });
      await complete(upload, [part], { now: hour });
      done.push({ upload, part });
    }
    await put(Buffer.from("newer"), "replaced");
    await store.db.transact((tx) => deleteObject(tx, bucket, "deleted"));
    const remembered = async () => {
      const results = await Promise.allSettled(done.map(({ upload, part }) => complete(upload, [part])));
      return results.map((result) => result.status);
    };
    await forgetFinishedUploads(store, 25 * hour);
    expect(await remembered()).toEqual(["fulfilled", "fulfilled", "fulfilled"]);
    await forgetFinishedUploads(store, 25 * hour + 1);
    expect(await remembered()).toEqual(["fulfilled", "rejected", "rejected"]);
    expect((await read("kept")).toString()).toBe("kept");
    expect(await expireUploads(store, 1000 * hour)).toBe(0);
  });
});
