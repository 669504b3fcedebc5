import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Database, openDatabase } from "../../src/database/connect.ts";
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
  const db = await openDatabase({ path: join(folder, "medialoft.db"), fence });
  const disk = new Disk(calls ? { folder, fence, calls } : { folder, fence });
  try {
    await checkVolume(disk, db);
  } catch (error) {
    await db[Symbol.asyncDispose]();
    throw error;
  }
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
  const fence = new WriteFence();
  const opened = await openDatabase({ path, fence });
  const database = new RecordedDatabase(opened, path, () => disk.tick());
  const store = createObjectStore(database.db, new Disk({ folder, fence, calls: disk.calls }));
  await checkVolume(store.disk, store.db);
  const dispose = async () => {
    await store.disk.removals();
    await opened[Symbol.asyncDispose]();
  };
  return { disk, database, store: { ...store, fence, [Symbol.asyncDispose]: dispose } };
}

/** A folder that is gone at the end. */
export async function makeFolder(): Promise<AsyncDisposable & { path: string }> {
  const path = await mkdtemp(join(tmpdir(), "medialoft-store-"));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true }) };
}

/** A store on an emptied database and a temporary folder, which goes with it. */
export async function openTestStore(db: Database): Promise<TestStore> {
  for (const table of ["objects", "uploads", "upload_parts", "instance_facts"] as const) {
    await db.transact((tx) => tx.query.deleteFrom(table).execute());
  }
  const folder = await makeFolder();
  const fence = new WriteFence();
  const disk = new Disk({ folder: folder.path, fence });
  await checkVolume(disk, db);
  const dispose = async () => {
    await disk.removals();
    await folder[Symbol.asyncDispose]();
  };
  return { ...createObjectStore(db, disk), fence, [Symbol.asyncDispose]: dispose };
}
