import { openAdministration } from "../../administration.ts";
import type { Flags } from "../../config.ts";
import { readOfflineConfig } from "../offline.ts";
import { printFacts } from "../print.ts";

/** Prints the new account with its root key, which is not shown again. */
export async function createAccount(title: string, flags: Flags): Promise<void> {
  await using administration = await openAdministration(readOfflineConfig(flags));
  const account = await administration.createAccount(title);
  printFacts("Account created. Its root key is shown only now.", {
    "Account id": account.accountId,
    "AccessKey id": account.accessKeyId,
    "AccessKey secret": account.accessKeySecret,
    Bucket: account.bucket,
  });
}
