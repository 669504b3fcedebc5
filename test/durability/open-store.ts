import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDatabase } from "../../src/database/connect.ts";
import { WriteFence } from "../../src/database/write-fence.ts";
import { Disk } from "../../src/storage/disk.ts";
import type { FileCalls } from "../../src/storage/file-calls.ts";
import { createObjectStore, type ObjectStore } from "../../src/storage/object-store.ts";
import { checkVolume } from "../../src/storage/volume.ts";
import { RecordedDatabase } from "./recorded-database.ts";
import { RecordedDisk } from "./recorded-disk.ts";

export interface TestStore extends ObjectStore, AsyncDisposable {
  readonly fence: WriteFence;
}

/** Opens the store of a data folder, which is left as it is at the end. */
export async function openStore(folder: string, calls?: FileCalls): Promise<TestStore> {
  const fence = new WriteFence();
  const db = await openDatabase({ path: join(folder, "medialoft.db") });
  const disk = new Disk(calls ? { folder, fence, calls } : { folder, fence });
  await checkVolume(disk, db);
  const dispose = async () => {
    await disk.removals();
    await db[Symbol.asyncDispose]();
  };
  return { ...createObjectStore(db, disk), fence, [Symbol.asyncDispose]: dispose };
}

/** The same, and everything that is written of it is recorded. */
export async function openRecordedStore(folder: string, calls: FileCalls) {
  const disk = new RecordedDisk(folder, calls);
  const path = join(folder, "medialoft.db");
  const opened = await openDatabase({ path });
  const database = new RecordedDatabase(opened, path, () => disk.tick());
  const fence = new WriteFence();
  const store = createObjectStore(database.db, new Disk({ folder, fence, calls: disk.calls }));
  await checkVolume(store.disk, store.db);
  const dispose = async () => {
    await store.disk.removals();
    await opened[Symbol.asyncDispose]();
  };
  return { disk, database, store: { ...store, fence, [Symbol.asyncDispose]: dispose } };
}

/** Where folders are quick to make, for tests that make hundreds. */
export const memoryFolder = existsSync("/dev/shm") ? "/dev/shm" : tmpdir();

/** A folder that is gone at the end. */
export async function makeFolder(parent = tmpdir()): Promise<AsyncDisposable & { path: string }> {
  const path = await mkdtemp(join(parent, "medialoft-store-"));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true }) };
}

export const testDialects = ["sqlite"] as const;

/** A new store on a temporary folder, which goes with it. */
export async function openTestStore(_dialect: (typeof testDialects)[number]): Promise<TestStore> {
  const folder = await makeFolder(memoryFolder);
  const store = await openStore(folder.path);
  const dispose = async () => {
    await store[Symbol.asyncDispose]();
    await folder[Symbol.asyncDispose]();
  };
  return { ...store, [Symbol.asyncDispose]: dispose };
}
