import type { Connection, Database } from "../database/connect.ts";
import { DatabaseFullError } from "../database/errors.ts";
import type { Disk, WrittenBlob } from "./disk.ts";
import { Manifests } from "./manifests.ts";

/** Rows and data files together. */
export interface ObjectStore {
  readonly db: Database;
  readonly disk: Disk;
  readonly manifests: Manifests;
}

export const createObjectStore = (db: Database, disk: Disk): ObjectStore => ({ db, disk, manifests: new Manifests() });

/** What a transaction did, and the data files that its commit leaves without a row. */
export interface Change<T> {
  readonly result: T;
  readonly unusedBlobIds: readonly string[];
}

/** Commits a change of rows, then removes the data files that it made unused. */
export async function commitChange<T>(store: ObjectStore, change: (tx: Connection) => Promise<Change<T>>): Promise<T> {
  const { result, unusedBlobIds } = await store.db.transact(change);
  store.disk.removeBlobs(unusedBlobIds);
  return result;
}

/** Commits the rows that make a written file part of something. If they are refused, the file is removed. */
export async function commitBlob<T>(
  store: ObjectStore,
  { blobId }: WrittenBlob,
  change: (tx: Connection) => Promise<Change<T>>,
): Promise<T> {
  let mayBeCommitted = false;
  try {
    return await commitChange(store, async (tx) => {
      const changed = await change(tx);
      mayBeCommitted = true;
      return changed;
    });
  } catch (error) {
    // Any other commit that failed may still have reached the disk: the sweep of the next start decides by the rows.
    if (!mayBeCommitted || error instanceof DatabaseFullError) store.disk.removeBlobs([blobId]);
    throw error;
  } finally {
    store.disk.settle(blobId);
  }
}
