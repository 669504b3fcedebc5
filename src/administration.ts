import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Config } from "./config.ts";
import { deleteRootKeys, insertRootKey, makeAccessKey, type NewAccessKey } from "./identity/access-keys.ts";
import { findAccount, findFirstAccount } from "./identity/accounts.ts";
import { recordAudit } from "./identity/audit.ts";
import { openStore } from "./open-store.ts";
import { createAccount, type NewAccount } from "./operations/new-account.ts";
import { StartError } from "./start-error.ts";
import { markerName } from "./storage/volume.ts";

/** What can be done with the data of a stopped server. */
export interface Administration extends AsyncDisposable {
  createAccount(title: string): Promise<NewAccount>;
  /** A new root key in place of the old one, of the first account when none is named. */
  resetRootKey(accountId?: string): Promise<NewAccessKey & { readonly accountId: string }>;
}

export async function openAdministration(config: Config): Promise<Administration> {
  if (!existsSync(join(config.dataFolder, markerName))) {
    throw new StartError(
      `There is no library in ${config.dataFolder}: start the server once, which makes the first account and shows its root key, or name another folder.`,
    );
  }
  const opened = await openStore(config, () => undefined);
  const { db, box } = opened;
  return {
    async createAccount(title) {
      if (!(await findFirstAccount(db.read))) {
        throw new StartError(
          "Nothing has been started on this data yet: start the server once, which makes the first account and shows its root key.",
        );
      }
      return db.transact((tx) => createAccount(tx, { title, isFirst: false, now: Date.now() }, box));
    },
    async resetRootKey(accountId) {
      const account = accountId === undefined ? await findFirstAccount(db.read) : await findAccount(db.read, accountId);
      if (!account)
        throw new StartError(
          accountId === undefined ? "There is no account yet." : `There is no account ${accountId}.`,
        );
      const key = { ...makeAccessKey(), accountId: account.account_id };
      const now = Date.now();
      await db.transact(async (tx) => {
        await deleteRootKeys(tx, key.accountId);
        await insertRootKey(tx, { ...key, now }, box);
        await recordAudit(tx, {
          accountId: key.accountId,
          event: "root-key-reset",
          detail: `New root key ${key.accessKeyId}.`,
          now,
        });
      });
      return key;
    },
    [Symbol.asyncDispose]: () => opened[Symbol.asyncDispose](),
  };
}
