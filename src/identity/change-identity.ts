import type { Connection } from "../database/connect.ts";
import { statement } from "../database/statement.ts";
import type { KeyRing } from "./key-ring.ts";

interface Change {
  readonly caller: { readonly accountId: string };
  transact<T>(fn: (tx: Connection) => Promise<T>): Promise<T>;
  readonly parts: { readonly keys: KeyRing };
}

const raise = statement<{ accountId: string }>()((query, p) =>
  query
    .updateTable("accounts")
    .set((row) => ({ identity_version: row("identity_version", "+", 1) }))
    .where("account_id", "=", p.accountId),
);

/**
 * Changes who may do what in the caller's account: `fn` in a transaction, which holds from the next request on. Changes of one
 * account run one after another, also on several nodes: what `fn` counts stays so until its commit.
 */
export async function changeIdentity<T>(
  { caller, transact, parts }: Change,
  fn: (tx: Connection) => Promise<T>,
): Promise<T> {
  const result = await transact(async (tx) => {
    await tx.run(raise, { accountId: caller.accountId });
    return fn(tx);
  });
  parts.keys.forget();
  return result;
}
