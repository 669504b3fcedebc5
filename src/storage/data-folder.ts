import { randomBytes } from "node:crypto";
import { existsSync, statSync } from "node:fs";
import { mkdir, open, readFile, rename } from "node:fs/promises";
import { dirname, join } from "node:path";
import { StoreError } from "../database/errors.ts";
import { systemCode } from "./errors.ts";
import { nodeFileCalls } from "./file-calls.ts";
import { hasBlobs, markerName } from "./volume.ts";

const keyFileOf = (folder: string): string => join(folder, "secret.key");

/** Makes the folder when it is missing, and the names of what was made durable. */
export async function makeDataFolder(folder: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true, mode: 0o700 }).catch((error: unknown) => {
    throw new StoreError(`The data folder ${folder} cannot be made (${systemCode(error)}).`, { cause: error });
  });
  if (first === undefined) return;
  for (let made = folder; made.length >= first.length; made = dirname(made)) {
    await nodeFileCalls.syncFolder(dirname(made)).catch(ignoreUnreadable);
  }
}

/** Whoever may write to a folder may not always read it. */
function ignoreUnreadable(error: unknown): void {
  if (systemCode(error) !== "EACCES") throw error;
}

/** Refuses a folder that was in use and has lost its database: a new, empty library would take its place. */
export async function checkHasDatabase(folder: string, path: string): Promise<void> {
  const isEmpty = (statSync(path, { throwIfNoEntry: false })?.size ?? 0) === 0;
  if (!isEmpty) return;
  const wasInUse = existsSync(join(folder, markerName)) || (await hasBlobs({ calls: nodeFileCalls, folder }));
  if (!wasInUse) return;
  throw new StoreError(
    `The data folder ${folder} was in use before, but its database ${path} is missing. Put it back from a backup, set MEDIALOFT_DATABASE_URL if its database is elsewhere, or name another data folder to start anew.`,
  );
}

/** The key that seals secrets; undefined when the folder has none. */
export async function readKeyFile(folder: string): Promise<Buffer | undefined> {
  const path = keyFileOf(folder);
  if (!existsSync(path)) return undefined;
  const text = await readFile(path, "utf8").catch((error: unknown) => {
    throw new StoreError(`The key file ${path} cannot be read (${systemCode(error)}).`, { cause: error });
  });
  if (/^[A-Za-z0-9+/]{43}=\s*$/.test(text)) return Buffer.from(text, "base64");
  throw new StoreError(
    `The key file ${path} is damaged: put it back from a backup. Without it no stored secret can be read.`,
  );
}

export const missingKey = (folder: string): StoreError =>
  new StoreError(
    `The key file ${keyFileOf(folder)} is missing, and stored secrets are sealed with it: put it back from a backup, or set MEDIALOFT_SECRET_KEY.`,
  );

/** Makes 32 random bytes the key, durably. */
export async function makeKeyFile(folder: string): Promise<Buffer> {
  const key = randomBytes(32);
  const draft = `${keyFileOf(folder)}.new`;
  {
    await using file = await open(draft, "w", 0o600);
    await file.writeFile(`${key.toString("base64")}\n`);
    await file.sync();
  }
  await rename(draft, keyFileOf(folder));
  await nodeFileCalls.syncFolder(folder);
  return key;
}
