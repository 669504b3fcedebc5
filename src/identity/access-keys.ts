import { randomBytes, randomInt } from "node:crypto";
import type { Connection } from "../database/connect.ts";
import { statement } from "../database/statement.ts";
import type { SecretBox } from "./secret-box.ts";

const alphanumeric = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/** Letters and digits from the system's randomness. */
export const randomText = (length: number): string =>
  Array.from({ length }, () => alphanumeric[randomInt(alphanumeric.length)]).join("");

export interface NewAccessKey {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
}

/** An AccessKey in the vendor's form: `LTAI` and 20 more, secret of 30. */
export const makeAccessKey = (): NewAccessKey => ({
  accessKeyId: `LTAI${randomText(20)}`,
  accessKeySecret: randomText(30),
});

const byId = statement<{ accessKeyId: string }>()((query, p) =>
  query
    .selectFrom("access_keys")
    .innerJoin("accounts", "accounts.account_id", "access_keys.account_id")
    .leftJoin("users", "users.user_id", "access_keys.user_id")
    .select([
      "access_keys.access_key_id",
      "access_keys.principal_kind",
      "access_keys.secret_sealed",
      "access_keys.status",
      "accounts.account_id",
      "accounts.bucket",
      "accounts.default_workspace_id",
      "accounts.default_production_id",
      "accounts.is_first",
      "accounts.identity_version",
      "users.user_id",
      "users.user_name",
    ])
    .where("access_keys.access_key_id", "=", p.accessKeyId),
);

/** The stored key with what its account gives it. */
export async function findAccessKey(db: Connection, accessKeyId: string) {
  const [row] = await db.run(byId, { accessKeyId });
  return row;
}

export async function insertRootKey(
  tx: Connection,
  key: NewAccessKey & { readonly accountId: string; readonly now: number },
  box: SecretBox,
): Promise<void> {
  await tx.query
    .insertInto("access_keys")
    .values({
      access_key_id: key.accessKeyId,
      account_id: key.accountId,
      principal_kind: "root",
      secret_sealed: box.seal(key.accessKeySecret, key.accessKeyId),
      status: "Active",
      created_at: key.now,
    })
    .execute();
}

export async function listRootKeys(db: Connection, accountId: string) {
  return db.query
    .selectFrom("access_keys")
    .selectAll()
    .where("account_id", "=", accountId)
    .where("principal_kind", "=", "root")
    .execute();
}

/** Removes the account's root keys and, with them, every session that they made. */
export async function deleteRootKeys(tx: Connection, accountId: string): Promise<void> {
  const keys = tx.query
    .selectFrom("access_keys")
    .select("access_key_id")
    .where("account_id", "=", accountId)
    .where("principal_kind", "=", "root");
  await tx.query.deleteFrom("sessions").where("creator_access_key_id", "in", keys).execute();
  await tx.query
    .deleteFrom("access_keys")
    .where("account_id", "=", accountId)
    .where("principal_kind", "=", "root")
    .execute();
}

/** Opaque text that no client looks into. */
export const randomToken = (bytes: number): string => randomBytes(bytes).toString("base64");
