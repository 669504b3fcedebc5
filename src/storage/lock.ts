import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { StoreError } from "../database/errors.ts";
import { makePrivateFile } from "../database/sqlite-file.ts";

const busy = 5;

const isBusy = (error: unknown): boolean => error instanceof Error && "errcode" in error && error.errcode === busy;

/**
 * Keeps a second server away from the data folder until the lock is disposed of. The lock is an exclusive transaction, which
 * the system gives up by itself when the process dies.
 */
export function lockDataFolder(folder: string): Disposable {
  const path = join(folder, "lock.db");
  let lock: DatabaseSync | undefined;
  try {
    makePrivateFile(path);
    lock = new DatabaseSync(path, { timeout: 0 });
    lock.exec("BEGIN EXCLUSIVE");
  } catch (error) {
    lock?.close();
    throw isBusy(error)
      ? new StoreError(
          `The data folder ${folder} is used by another server. Stop that one first, or choose another folder.`,
        )
      : new StoreError(`The lock file ${path} cannot be used: ${error instanceof Error ? error.message : error}.`, {
          cause: error,
        });
  }
  const held = lock;
  return { [Symbol.dispose]: () => held.close() };
}
