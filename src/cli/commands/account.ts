import { openAdministration } from "../../administration.ts";
import type { Config } from "../../config.ts";
import { printFacts } from "../print.ts";

/** Prints the new account with its root key, which is not shown again. */
export async function createAccount(title: string, config: Config): Promise<void> {
  await using administration = await openAdministration(config);
  const account = await administration.createAccount(title);
  printFacts("Account created. Its root key is shown only now.", {
    "Account id": account.accountId,
    "AccessKey id": account.accessKeyId,
    "AccessKey secret": account.accessKeySecret,
    Bucket: account.bucket,
  });
}
