import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { expect, test } from "vitest";
import { nodeFileCalls } from "../../src/storage/file-calls.ts";
import { findObject, putObject } from "../../src/storage/objects.ts";
import { openObject } from "../../src/storage/read-object.ts";
import { sweepBlobs, sweepIncoming } from "../../src/storage/sweep.ts";
import { makeFolder, openRecordedStore, openStore, type TestStore } from "./open-store.ts";
import { type Chance, nothingUnsynced } from "./recorded-disk.ts";
import { possibleAt, type UploadHistory, Workload } from "./workload.ts";

/** Keeps any part of what is not synced, the same for the same seed. */
function chanceOf(seed: number): Chance {
  let state = seed;
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const someOf = (length: number) => [0, length, Math.floor(next() * length)][Math.floor(next() * 3)] ?? 0;
  return { keepsName: () => next() < 0.5, keepsBytes: someOf };
}

async function record() {
  const folder = await makeFolder();
  const recorded = await openRecordedStore(folder.path, nodeFileCalls);
  const startedAt = recorded.disk.tick();
  const workload = new Workload(recorded.store, () => recorded.disk.tick());
  await workload.run(3);
  await recorded.store.disk.removals();
  return { ...recorded, workload, folder, startedAt, end: recorded.disk.tick() };
}

async function checkObjects(store: TestStore, workload: Workload, moment: number): Promise<void> {
  for (const [key, wishes] of workload.objects) {
    const object = await findObject(store.db.read, "bucket-one", key);
    const bytes = object && Buffer.concat(await (await openObject(store, object)).toArray());
    const possible = possibleAt(wishes, moment);
    const isOne = possible.some((wish) => {
      if (wish?.bytes === undefined) return bytes === undefined;
      return bytes?.equals(wish.bytes) && (object?.sealed_at != null) === wish.sealed;
    });
    expect(isOne, `${key}, of ${possible.length} possible states`).toBe(true);
  }
}

async function checkParts(store: TestStore, uploads: readonly UploadHistory[], moment: number): Promise<void> {
  const rows = await store.db.read.query.selectFrom("upload_parts").selectAll().execute();
  for (const row of rows) {
    const bytes = await readFile(store.disk.pathOf(row.blob_id));
    expect(createHash("md5").update(bytes).digest("hex").toUpperCase()).toBe(row.etag);
  }
  for (const upload of uploads) {
    if (upload.initiatedAt > moment || upload.endAskedAt <= moment) continue;
    for (const number of new Set(upload.parts.map((part) => part.number))) {
      const possible = possibleAt(
        upload.parts.filter((part) => part.number === number),
        moment,
      );
      const etag = rows.find((row) => row.upload_id === upload.uploadId && row.part_number === number)?.etag;
      expect(possible.map((part) => part?.etag)).toContain(etag);
    }
  }
}

async function checkNothingHalf(store: TestStore): Promise<void> {
  const day = 24 * 60 * 60 * 1000;
  await sweepBlobs(store, { startedAt: Date.now() + day, pauseMs: 0, signal: new AbortController().signal });
  const names = await readdir(join(store.disk.folder, "blobs"), { recursive: true });
  const objects = await store.db.read.query
    .selectFrom("objects")
    .select("blob_id")
    .where("blob_id", "is not", null)
    .execute();
  const parts = await store.db.read.query.selectFrom("upload_parts").select("blob_id").execute();
  const expected = [...objects, ...parts].map((row) => row.blob_id);
  expect(
    names
      .filter((name) => name.length > 2)
      .map((name) => name.slice(3))
      .sort(),
  ).toEqual(expected.sort());
  expect(await readdir(join(store.disk.folder, "incoming"))).toEqual([]);
}

async function checkServes(store: TestStore): Promise<void> {
  const blob = await store.disk.writeBlob(Readable.from([Buffer.from("new")]), { maxBytes: 10 });
  const object = {
    accountId: "1".repeat(16),
    bucket: "bucket-one",
    key: "new",
    contentType: "text/plain",
    headers: "{}",
  };
  await putObject(store, object, blob, { forbidOverwrite: true, now: 1 });
}

/** A tenth of them while the first start makes its folders, the others spread over the work. */
function momentsOf({ startedAt, end }: { startedAt: number; end: number }): number[] {
  const spread = (count: number, from: number, to: number) =>
    Array.from({ length: count }, (_, index) => from + Math.ceil(((index + 1) / count) * (to - from)));
  return [...spread(25, 1, startedAt), ...spread(225, startedAt, end)];
}

test("after a power cut at any moment everything acknowledged is there byte for byte, and nothing is half there", async () => {
  const recording = await record();
  await using _folder = recording.folder;
  await using _store = recording.store;
  for (const [state, moment] of momentsOf(recording).entries()) {
    const chance = state % 3 === 0 ? nothingUnsynced : chanceOf(state);
    await using folder = await makeFolder();
    recording.disk.writeStateAt(moment, chance, folder.path);
    await recording.database.writeStateAt(
      moment,
      (length) => chance.keepsBytes(length),
      join(folder.path, "medialoft.db"),
    );
    await using store = await openStore(folder.path);
    await sweepIncoming(store.disk);
    await checkObjects(store, recording.workload, moment);
    await checkParts(store, recording.workload.uploads, moment);
    await checkNothingHalf(store);
    await checkServes(store);
  }
});
