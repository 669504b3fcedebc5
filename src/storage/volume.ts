import { randomBytes } from "node:crypto";
import { join } from "node:path";
import type { Database } from "../database/connect.ts";
import { StoreError } from "../database/errors.ts";
import type { Disk } from "./disk.ts";
import { systemCode } from "./errors.ts";

/** The names of the folders that data files are spread over. */
export const blobFolders: readonly string[] = Array.from({ length: 256 }, (_, index) =>
  index.toString(16).padStart(2, "0"),
);

/** Says which installation a data folder belongs to. */
export const markerName = "volume.json";
const fact = "volume";

/**
 * Makes the folders and a marker file at the first start. Later starts find the marker that the database knows, or stop: a
 * disk that is not mounted, or another installation's, is never written to.
 */
export async function checkVolume(disk: Disk, db: Database): Promise<void> {
  const known = await findKnownId(db);
  const marked = await readMarker(disk);
  if (known === undefined) {
    await startVolume(disk, db, marked);
    return;
  }
  if (marked === undefined) {
    throw new StoreError(
      `The data folder ${disk.folder} has no ${markerName}, which this installation wrote there at its first start. Is its disk mounted?`,
    );
  }
  if (marked !== known) {
    throw new StoreError(
      `The data folder ${disk.folder} belongs to another installation: its ${markerName} is not the one that the database knows.`,
    );
  }
  await makeFolders(disk);
}

/** Fails when the disk does not answer or is no longer the one of the start. */
export async function probeVolume(disk: Disk): Promise<void> {
  if ((await readMarker(disk)) === undefined) {
    throw new StoreError(`The data folder has lost its ${markerName}. Is its disk still mounted?`);
  }
}

async function startVolume(disk: Disk, db: Database, marked: string | undefined): Promise<void> {
  if (await hasBlobs(disk)) {
    throw new StoreError(
      `The data folder ${disk.folder} holds uploaded files that this database knows nothing of. Is the right database given?`,
    );
  }
  await makeFolders(disk);
  const id = marked ?? randomBytes(16).toString("hex");
  if (marked === undefined) await writeMarker(disk, id);
  await db.transact((tx) => tx.query.insertInto("instance_facts").values({ fact, value: id }).execute());
}

async function findKnownId(db: Database): Promise<string | undefined> {
  const row = await db.read.query
    .selectFrom("instance_facts")
    .select("value")
    .where("fact", "=", fact)
    .executeTakeFirst();
  return row?.value;
}

async function makeFolders({ calls, folder }: Disk): Promise<void> {
  const blobs = join(folder, "blobs");
  await calls.makeFolder(join(folder, "incoming"));
  await calls.makeFolder(blobs);
  const present = new Set(await calls.list(blobs));
  const missing = blobFolders.filter((name) => !present.has(name));
  if (missing.length === 0) return;
  for (const name of missing) await calls.makeFolder(join(blobs, name));
  await calls.syncFolder(blobs);
  await calls.syncFolder(folder);
}

/** Whether anything was uploaded into the data folder. */
export async function hasBlobs({ calls, folder }: Pick<Disk, "calls" | "folder">): Promise<boolean> {
  const blobs = join(folder, "blobs");
  const present = new Set(await calls.list(blobs).catch(noneIfMissing));
  for (const name of blobFolders) {
    if (present.has(name) && (await calls.list(join(blobs, name))).length > 0) return true;
  }
  return false;
}

async function readMarker({ calls, folder }: Disk): Promise<string | undefined> {
  const path = join(folder, markerName);
  const file = await calls.open(path).catch(undefinedIfMissing);
  if (!file) return undefined;
  const bytes = Buffer.alloc(256);
  const count = await file.read(bytes, 0).finally(() => file.close());
  const id = /^\{"volume":"([0-9a-f]{32})"\}\n$/.exec(bytes.toString("utf8", 0, count))?.[1];
  if (id === undefined)
    throw new StoreError(`The file ${path} is damaged: it is not the marker that this server writes.`);
  return id;
}

async function writeMarker({ calls, folder }: Disk, id: string): Promise<void> {
  const draft = join(folder, "incoming", markerName);
  await calls.unlink(draft).catch(undefinedIfMissing);
  const file = await calls.create(draft);
  try {
    await file.writev([Buffer.from(`{"volume":"${id}"}\n`)], 0);
    await file.datasync();
  } finally {
    await file.close();
  }
  await calls.rename(draft, join(folder, markerName));
  await calls.syncFolder(folder);
}

function undefinedIfMissing(error: unknown): undefined {
  if (systemCode(error) !== "ENOENT") throw error;
}

function noneIfMissing(error: unknown): string[] {
  undefinedIfMissing(error);
  return [];
}
