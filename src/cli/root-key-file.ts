import { readFile, rm } from "node:fs/promises";
import { resolve } from "node:path";

/** Where a first start that no person watches leaves the root key. */
export const rootKeyFile = (dataFolder: string): string => resolve(dataFolder, "root-access-key.json");

/** Removes the file when it names this account: the key in it is no longer one. */
export async function removeRootKeyFile(dataFolder: string, accountId: string): Promise<void> {
  const path = rootKeyFile(dataFolder);
  const text = await readFile(path, "utf8").catch(() => "");
  if (text.includes(`"${accountId}"`)) await rm(path, { force: true });
}
