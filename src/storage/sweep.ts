import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Connection } from "../database/connect.ts";
import type { Disk } from "./disk.ts";
import { systemCode } from "./errors.ts";
import type { ObjectStore } from "./object-store.ts";
import { blobFolders, markerName } from "./volume.ts";

export interface SweepOptions {
  /** When this process started: files written since are not looked at. */
  readonly startedAt: number;
  /** Between batches, so that the sweep takes nothing away from requests. */
  readonly pauseMs: number;
  readonly signal: AbortSignal;
}

export interface SweepResult {
  readonly removed: number;
  /** Paths of what storage did not put there: left alone. */
  readonly unknown: readonly string[];
}

const dayMs = 24 * 60 * 60 * 1000;
const batch = 500;
const blobIdForm = /^[0-9a-f]{32}$/;

/**
 * Removes what earlier runs were writing when they ended, and nothing else. To be called before anything is written; answers
 * how many.
 */
export async function sweepIncoming({ calls, folder, log }: Disk): Promise<number> {
  const incoming = join(folder, "incoming");
  let removed = 0;
  for (const name of await calls.list(incoming)) {
    if (!blobIdForm.test(name) && name !== markerName) {
      log({ path: join(incoming, name) }, "There is an unknown file among the unfinished ones; it is left alone.");
      continue;
    }
    try {
      await calls.unlink(join(incoming, name));
      removed++;
    } catch (error) {
      log({ path: join(incoming, name), error }, "A leftover could not be removed; the next start tries again.");
    }
  }
  return removed;
}

/** Removes data files that no row refers to: what crashed writes and unfinished removals left behind. */
export async function sweepBlobs(store: ObjectStore, options: SweepOptions): Promise<SweepResult> {
  // A commit that PostgreSQL was making when its connection broke may show only later.
  const before = store.db.dialect === "postgres" ? options.startedAt - dayMs : options.startedAt;
  const unknown: string[] = [];
  let removed = 0;
  const top = join(store.disk.folder, "blobs");
  for (const name of await store.disk.calls.list(top)) {
    if (!blobFolders.includes(name)) unknown.push(join(top, name));
  }
  const gathered: string[] = [];
  for (const name of blobFolders) {
    options.signal.throwIfAborted();
    const found = await listBlobs(store.disk, join(top, name), name);
    unknown.push(...found.unknown);
    gathered.push(...found.blobIds);
    while (gathered.length >= batch) {
      removed += await sweepBatch(store, gathered.splice(0, batch), before);
      await sleep(options.pauseMs, undefined, { signal: options.signal, ref: false });
    }
  }
  removed += await sweepBatch(store, gathered, before);
  if (unknown.length > 0)
    store.disk.log(
      { unknown: unknown.slice(0, 20), count: unknown.length },
      "There are unknown files among the data files.",
    );
  return { removed, unknown };
}

async function listBlobs(
  { calls }: Disk,
  folder: string,
  prefix: string,
): Promise<{ blobIds: string[]; unknown: string[] }> {
  const names = await calls.list(folder);
  const isBlob = (name: string) => blobIdForm.test(name) && name.startsWith(prefix);
  return {
    blobIds: names.filter(isBlob),
    unknown: names.filter((name) => !isBlob(name)).map((name) => join(folder, name)),
  };
}

async function sweepBatch(store: ObjectStore, blobIds: readonly string[], before: number): Promise<number> {
  if (blobIds.length === 0) return 0;
  let candidates = await unreferenced(store.db.read, blobIds);
  candidates = await oldEnough(store.disk, candidates, before);
  if (candidates.length === 0) return 0;
  const unused = await unreferenced(store.db.read, candidates);
  let removed = 0;
  for (const blobId of unused) {
    if (store.disk.isUncommitted(blobId)) continue;
    await store.disk.calls.unlink(store.disk.pathOf(blobId)).catch(ignoreMissing);
    removed++;
  }
  return removed;
}

async function unreferenced(db: Connection, blobIds: readonly string[]): Promise<string[]> {
  const objects = await db.query.selectFrom("objects").select("blob_id").where("blob_id", "in", blobIds).execute();
  const parts = await db.query.selectFrom("upload_parts").select("blob_id").where("blob_id", "in", blobIds).execute();
  const used = new Set([...objects, ...parts].map((row) => row.blob_id));
  return blobIds.filter((blobId) => !used.has(blobId));
}

async function oldEnough(disk: Disk, blobIds: readonly string[], before: number): Promise<string[]> {
  const old: string[] = [];
  for (const blobId of blobIds) {
    if (disk.isUncommitted(blobId)) continue;
    const facts = await disk.calls.stat(disk.pathOf(blobId)).catch(ignoreMissing);
    if (facts?.isFile && facts.modifiedAt < before) old.push(blobId);
  }
  return old;
}

function ignoreMissing(error: unknown): undefined {
  if (systemCode(error) !== "ENOENT") throw error;
}
