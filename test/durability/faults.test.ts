import { createHash } from "node:crypto";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { expect, test } from "vitest";
import { WritesRefusedError } from "../../src/database/write-fence.ts";
import { completeUpload } from "../../src/storage/complete-upload.ts";
import { StorageError } from "../../src/storage/errors.ts";
import { nodeFileCalls } from "../../src/storage/file-calls.ts";
import type { ObjectStore } from "../../src/storage/object-store.ts";
import { findObject, putObject } from "../../src/storage/objects.ts";
import { openObject } from "../../src/storage/read-object.ts";
import { sweepBlobs, sweepIncoming } from "../../src/storage/sweep.ts";
import { initiateUpload, putPart } from "../../src/storage/uploads.ts";
import { makeFolder, openStore, type TestStore } from "./open-store.ts";
import { type FileCall, failCalls, watchCalls } from "./watched-calls.ts";

const bucket = "bucket-one";
const rules = { forbidOverwrite: false, now: 1 };
const describe = (key: string) => ({
  accountId: "1".repeat(16),
  bucket,
  key,
  contentType: "text/plain",
  headers: "{}",
});
const bytesOf = (text: string, length: number): Buffer =>
  createHash("shake256", { outputLength: length }).update(text).digest();
const bodies = {
  whole: bytesOf("whole", 1_500_000),
  newer: bytesOf("newer", 20),
  parts: [bytesOf("part 1", 102_400), bytesOf("part 2", 30)],
};

const write = (store: ObjectStore, bytes: Buffer) =>
  store.disk.writeBlob(Readable.from([bytes.subarray(0, 9), bytes.subarray(9)]), { maxBytes: 1e9 });

async function put(store: ObjectStore, key: string, bytes: Buffer): Promise<void> {
  await putObject(store, describe(key), await write(store, bytes), rules);
}

async function uploadInParts(store: ObjectStore, key: string): Promise<void> {
  const uploadId = await store.db.transact((tx) => initiateUpload(tx, describe(key), rules));
  for (const [index, bytes] of bodies.parts.entries()) {
    const part = { uploadId, bucket, key, partNumber: index + 1, maxObjectBytes: 1e9, now: 1 };
    await putPart(store, part, await write(store, bytes));
  }
  await completeUpload(store, { uploadId, bucket, key, parts: "all", maxObjectBytes: 1e9, ...rules });
}

async function read(store: ObjectStore, key: string): Promise<Buffer | undefined> {
  const object = await findObject(store.db.read, bucket, key);
  return object && buffer(await openObject(store, object));
}

const isTyped = (error: unknown): boolean =>
  error instanceof WritesRefusedError ||
  (error instanceof StorageError && (error.code === "DiskFull" || error.code === "DiskFault"));

/** Asks for everything; answers what each key must have then. Errors must be of a kind that a door can answer. */
async function work(store: ObjectStore): Promise<Map<string, Buffer | undefined>> {
  const acknowledged = new Map<string, Buffer | undefined>();
  const attempt = async (key: string, bytes: Buffer, run: () => Promise<void>) => {
    try {
      await run();
      acknowledged.set(key, bytes);
    } catch (error) {
      if (!isTyped(error)) throw error;
    }
  };
  await attempt("k", bodies.whole, () => put(store, "k", bodies.whole));
  await attempt("k", bodies.newer, () => put(store, "k", bodies.newer));
  await attempt("parts", Buffer.concat(bodies.parts), () => uploadInParts(store, "parts"));
  await attempt("parts", bodies.newer, () => put(store, "parts", bodies.newer));
  await store.disk.removals();
  return acknowledged;
}

async function checkAll(store: ObjectStore, acknowledged: Map<string, Buffer | undefined>): Promise<void> {
  for (const key of ["k", "parts"]) {
    const [found, expected] = [await read(store, key), acknowledged.get(key)];
    expect(found === expected || (found && expected?.equals(found)), key).toBe(true);
  }
}

async function checkNothingLeft(store: TestStore): Promise<void> {
  await sweepIncoming(store.disk);
  await sweepBlobs(store, { startedAt: Date.now() + 86_400_000, pauseMs: 0, signal: new AbortController().signal });
  const names = await readdir(join(store.disk.folder, "blobs"), { recursive: true });
  const objects = await store.db.read.query
    .selectFrom("objects")
    .select("blob_id")
    .where("blob_id", "is not", null)
    .execute();
  const parts = await store.db.read.query.selectFrom("upload_parts").select("blob_id").execute();
  expect(names.filter((name) => name.length > 2)).toHaveLength(objects.length + parts.length);
  expect(await readdir(join(store.disk.folder, "incoming"))).toEqual([]);
}

const isSync = (call: FileCall | undefined) => call?.name === "datasync" || call?.name === "syncFolder";

/** Works on a started store whose n-th call fails, then starts again on a sound disk. Answers false when there is no n-th. */
async function failCallOfWork(index: number, code: string): Promise<boolean> {
  await using folder = await makeFolder();
  let failed: FileCall | undefined;
  let acknowledged: Map<string, Buffer | undefined>;
  {
    await using _started = await openStore(folder.path);
  }
  let started = false;
  let counted = 0;
  const pick = (call: FileCall) => {
    const isHit = started && counted++ === index;
    if (isHit) failed = call;
    return isHit;
  };
  {
    await using store = await openStore(folder.path, failCalls(nodeFileCalls, code, pick));
    started = true;
    acknowledged = await work(store);
    started = false;
    await checkAll(store, acknowledged);
    expect(store.fence.reason !== undefined, `after ${failed?.name}`).toBe(code === "EIO" && isSync(failed));
  }
  await using store = await openStore(folder.path);
  await checkAll(store, acknowledged);
  await checkNothingLeft(store);
  await put(store, "k", bodies.whole);
  return failed !== undefined;
}

test.each(["ENOSPC", "EIO"])(
  "%s of any call costs what was asked at most, and nothing that was acknowledged",
  async (code) => {
    let calls = 0;
    while (await failCallOfWork(calls, code)) calls++;
    expect(calls).toBeGreaterThan(30);
  },
);

test.each(["ENOSPC", "EIO"])("a first start that %s ends at any call is made good by the next", async (code) => {
  let index = 0;
  let failed: boolean;
  do {
    await using folder = await makeFolder();
    failed = false;
    let counted = 0;
    const pick = (call: FileCall) => {
      if (/blobs.(?!7f$)/.test(call.path)) return false;
      failed ||= counted === index;
      return counted++ === index;
    };
    const start = openStore(folder.path, failCalls(nodeFileCalls, code, pick)).then((store) =>
      store[Symbol.asyncDispose](),
    );
    await start.catch((error) => expect(error).toMatchObject({ code }));
    await using store = await openStore(folder.path);
    await put(store, "k", bodies.newer);
    expect(await read(store, "k")).toEqual(bodies.newer);
    index++;
  } while (failed);
  expect(index).toBeGreaterThan(10);
});

test("an object, a part and a finished upload are answered after write, sync, rename, sync of the folder and commit, in this order", async () => {
  await using folder = await makeFolder();
  const steps: string[] = [];
  const calls = watchCalls(nodeFileCalls, async (call, run) => {
    const answer = await run();
    if (["writev", "datasync", "rename", "syncFolder", "unlink"].includes(call.name)) steps.push(call.name);
    return answer;
  });
  await using opened = await openStore(folder.path, calls);
  const store: ObjectStore = {
    ...opened,
    db: {
      ...opened.db,
      transact: async (fn) => {
        const answer = await opened.db.transact(fn);
        steps.push("commit");
        return answer;
      },
    },
  };
  const file = ["writev", "datasync", "rename", "syncFolder"];
  const stepsOf = async (run: () => Promise<unknown>) => {
    steps.length = 0;
    await run();
    steps.push("answer");
    await store.disk.removals();
    return steps;
  };
  expect(await stepsOf(() => put(store, "k", bodies.newer))).toEqual([...file, "commit", "answer"]);
  expect(await stepsOf(() => put(store, "k", bodies.newer))).toEqual([...file, "commit", "answer", "unlink"]);
  const uploadId = await store.db.transact((tx) => initiateUpload(tx, describe("k"), rules));
  const part = { uploadId, bucket, key: "k", partNumber: 1, maxObjectBytes: 1e9, now: 1 };
  const sendPart = async () => putPart(store, part, await write(store, bodies.newer));
  expect(await stepsOf(sendPart)).toEqual([...file, "commit", "answer"]);
  const complete = () =>
    completeUpload(store, { uploadId, bucket, key: "k", parts: "all", maxObjectBytes: 1e9, ...rules });
  expect(await stepsOf(complete)).toEqual(["commit", "answer", "unlink"]);
});
