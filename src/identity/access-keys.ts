import { randomBytes, randomInt } from "node:crypto";
import { ApiError } from "../contract/errors.ts";
import type { Caller } from "../contract/principal.ts";
import type { Connection } from "../database/connect.ts";
import { statement } from "../database/statement.ts";
import { endKeySessions } from "./end-console-sessions.ts";
import type { SecretBox } from "./secret-box.ts";
import { getUser } from "./users.ts";

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
  { now, accountId, ...key }: NewAccessKey & { readonly accountId: string; readonly now: number },
  box: SecretBox,
): Promise<void> {
  await insertKey(tx, { key, owner: { accountId, userId: null }, now }, box);
}

/** Whose long-lived keys: a user's, or the account's own when there is no user. */
export interface KeyOwner {
  readonly accountId: string;
  readonly userId: string | null;
}

/** The user of this name, or the caller when there is no name. */
export async function getKeyOwner(db: Connection, caller: Caller, userName: string | undefined): Promise<KeyOwner> {
  const { accountId } = caller;
  if (userName !== undefined) return { accountId, userId: (await getUser(db, accountId, userName)).user_id };
  if (caller.kind === "root") return { accountId, userId: null };
  if (caller.kind === "user") return { accountId, userId: caller.userId };
  throw new ApiError("MissingParameter", {
    name: "UserName",
    diagnosis: "The caller acts in a role, which has no AccessKeys of its own: say whose are meant with UserName.",
  });
}

const maxKeys = { user: 2, root: 5 } as const;

/** A new active key; its secret is kept sealed and can be told only now. */
export async function createAccessKey(
  tx: Connection,
  owner: KeyOwner,
  { box, now }: { readonly box: SecretBox; readonly now: number },
): Promise<NewAccessKey> {
  const kept = await listAccessKeys(tx, owner);
  if (kept.length >= maxKeys[owner.userId === null ? "root" : "user"])
    throw new ApiError("LimitExceeded.User.AccessKey");
  const key = makeAccessKey();
  await insertKey(tx, { key, owner, now }, box);
  return key;
}

async function insertKey(
  tx: Connection,
  { key, owner, now }: { readonly key: NewAccessKey; readonly owner: KeyOwner; readonly now: number },
  box: SecretBox,
): Promise<void> {
  await tx.query
    .insertInto("access_keys")
    .values({
      access_key_id: key.accessKeyId,
      account_id: owner.accountId,
      principal_kind: owner.userId === null ? "root" : "user",
      secret_sealed: box.seal(key.accessKeySecret, key.accessKeyId),
      status: "Active",
      created_at: now,
      user_id: owner.userId,
    })
    .execute();
}

/** Oldest first. */
export async function listAccessKeys(db: Connection, { accountId, userId }: KeyOwner) {
  return db.query
    .selectFrom("access_keys")
    .select(["access_key_id", "status", "created_at", "last_used_at"])
    .where("account_id", "=", accountId)
    .where("user_id", userId === null ? "is" : "=", userId)
    .orderBy("created_at")
    .orderBy("access_key_id")
    .execute();
}

/** The owner's key of this id. */
export async function getAccessKey(db: Connection, owner: KeyOwner, accessKeyId: string) {
  const key = (await listAccessKeys(db, owner)).find(({ access_key_id }) => access_key_id === accessKeyId);
  if (!key) throw new ApiError("EntityNotExist.User.AccessKey");
  return key;
}

/** While a key is inactive, neither it nor what it made is a way in; who signed in with it has to do so again. */
export async function updateAccessKey(
  tx: Connection,
  owner: KeyOwner,
  { accessKeyId, status }: { readonly accessKeyId: string; readonly status: "Active" | "Inactive" },
): Promise<void> {
  await getAccessKey(tx, owner, accessKeyId);
  await tx.query.updateTable("access_keys").set({ status }).where("access_key_id", "=", accessKeyId).execute();
  if (status === "Inactive") await endKeySessions(tx, accessKeyId);
}

/** Waits for whoever is changing the key. Answers whether it is still active. */
export async function holdAccessKey(tx: Connection, accessKeyId: string, now: number): Promise<boolean> {
  const held = await tx.query
    .updateTable("access_keys")
    .set({ last_used_at: now })
    .where("access_key_id", "=", accessKeyId)
    .where("status", "=", "Active")
    .returning("access_key_id")
    .executeTakeFirst();
  return held !== undefined;
}

/** Ends every session that the key made. */
export async function deleteAccessKey(tx: Connection, owner: KeyOwner, accessKeyId: string): Promise<void> {
  await getAccessKey(tx, owner, accessKeyId);
  await tx.query.deleteFrom("sessions").where("creator_access_key_id", "=", accessKeyId).execute();
  await endKeySessions(tx, accessKeyId);
  await tx.query.deleteFrom("access_keys").where("access_key_id", "=", accessKeyId).execute();
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
  await tx.query.deleteFrom("console_sessions").where("access_key_id", "in", keys).execute();
  await tx.query
    .deleteFrom("access_keys")
    .where("account_id", "=", accountId)
    .where("principal_kind", "=", "root")
    .execute();
}

/** Opaque text that no client looks into. */
export const randomToken = (bytes: number): string => randomBytes(bytes).toString("base64");
