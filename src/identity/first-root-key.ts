import type { Connection, Database } from "../database/connect.ts";
import type { NewAccessKey } from "./access-keys.ts";
import type { SecretBox } from "./secret-box.ts";

const fact = "first-root-key-untold";

/** In the transaction that makes the key: until somebody was told, each start tells it again. */
export async function noteUntoldRootKey(tx: Connection, { accessKeyId }: NewAccessKey): Promise<void> {
  await tx.query.insertInto("instance_facts").values({ fact, value: accessKeyId }).execute();
}

/** The first root key if nobody was told it yet and it is still in force. */
export async function findUntoldRootKey({ read }: Pick<Database, "read">, box: SecretBox) {
  const row = await read.query
    .selectFrom("instance_facts")
    .innerJoin("access_keys", "access_keys.access_key_id", "instance_facts.value")
    .select(["access_key_id", "secret_sealed"])
    .where("fact", "=", fact)
    .where("status", "=", "Active")
    .executeTakeFirst();
  if (!row) return undefined;
  const { access_key_id: accessKeyId, secret_sealed } = row;
  return { accessKeyId, accessKeySecret: box.open(secret_sealed, accessKeyId) };
}

export async function forgetUntoldRootKey(tx: Connection): Promise<void> {
  await tx.query.deleteFrom("instance_facts").where("fact", "=", fact).execute();
}
