import { openAdministration } from "../../administration.ts";
import type { Flags } from "../../config.ts";
import { readOfflineConfig } from "../offline.ts";
import { printFacts } from "../print.ts";

/** Prints the new root key, which is not shown again. */
export async function resetRootKey(accountId: string | undefined, flags: Flags): Promise<void> {
  await using administration = await openAdministration(readOfflineConfig(flags));
  const key = await administration.resetRootKey(accountId);
  printFacts("Root key replaced. The new one is shown only now.", {
    "Account id": key.accountId,
    "AccessKey id": key.accessKeyId,
    "AccessKey secret": key.accessKeySecret,
  });
}
