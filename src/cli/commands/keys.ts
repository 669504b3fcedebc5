import { openAdministration } from "../../administration.ts";
import type { Config } from "../../config.ts";
import { printFacts } from "../print.ts";
import { removeRootKeyFile } from "../root-key-file.ts";

/** Prints the new root key, which is not shown again, and removes the file in which the old one still stands. */
export async function resetRootKey(accountId: string | undefined, config: Config): Promise<void> {
  await using administration = await openAdministration(config);
  const key = await administration.resetRootKey(accountId);
  await removeRootKeyFile(config.dataFolder, key.accountId);
  printFacts("Root key replaced. The new one is shown only now.", {
    "Account id": key.accountId,
    "AccessKey id": key.accessKeyId,
    "AccessKey secret": key.accessKeySecret,
  });
}
