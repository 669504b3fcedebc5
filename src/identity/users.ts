import { randomInt } from "node:crypto";
import { ApiError } from "../contract/errors.ts";
import type { Connection } from "../database/connect.ts";
import type { UserRow } from "../database/schema.ts";
import { endUserSessions } from "./end-console-sessions.ts";
import type { NamePage } from "./pages.ts";

const maxUsers = 1000;

/** 18 digits. */
const makeUserId = (): string =>
  `2${[8, 9].map((digits) => String(randomInt(10 ** digits, 2 * 10 ** digits)).slice(1)).join("")}`;

/** Exactly as spelled: a policy that denies something by this name must not be got around by other letters. */
export async function findUser(db: Connection, accountId: string, userName: string): Promise<UserRow | undefined> {
  return db.query
    .selectFrom("users")
    .selectAll()
    .where("account_id", "=", accountId)
    .where("name_key", "=", userName.toLowerCase())
    .where("user_name", "=", userName)
    .executeTakeFirst();
}

export async function getUser(db: Connection, accountId: string, userName: string): Promise<UserRow> {
  const user = await findUser(db, accountId, userName);
  if (!user) throw new ApiError("EntityNotExist.User");
  return user;
}

/** In the order of their names, one more than a page has. */
export async function listUsers(db: Connection, accountId: string, page: NamePage): Promise<UserRow[]> {
  return db.query
    .selectFrom("users")
    .selectAll()
    .where("account_id", "=", accountId)
    .where("name_key", ">", page.after)
    .orderBy("name_key")
    .limit(page.size + 1)
    .execute();
}

/** What is told of a user. */
export interface UserDetails {
  readonly userName: string;
  readonly displayName: string;
  readonly email: string;
  readonly mobilePhone: string;
  readonly comments: string;
}

const toColumns = (details: UserDetails) => ({
  user_name: details.userName,
  name_key: details.userName.toLowerCase(),
  display_name: details.displayName,
  email: details.email,
  mobile_phone: details.mobilePhone,
  comments: details.comments,
});

export async function insertUser(
  tx: Connection,
  user: UserDetails & { readonly accountId: string; readonly now: number },
): Promise<UserRow> {
  const { accountId, now } = user;
  await checkNameIsFree(tx, accountId, user.userName);
  const { count } = await tx.query
    .selectFrom("users")
    .select((row) => row.fn.countAll().as("count"))
    .where("account_id", "=", accountId)
    .executeTakeFirstOrThrow();
  if (Number(count) >= maxUsers) throw new ApiError("LimitExceeded.User");
  const row: UserRow = {
    ...toColumns(user),
    user_id: makeUserId(),
    account_id: accountId,
    created_at: now,
    updated_at: now,
    last_login_at: null,
  };
  await tx.query.insertInto("users").values(row).execute();
  return row;
}

async function checkNameIsFree(tx: Connection, accountId: string, userName: string): Promise<void> {
  const taken = await tx.query
    .selectFrom("users")
    .select("user_id")
    .where("account_id", "=", accountId)
    .where("name_key", "=", userName.toLowerCase())
    .executeTakeFirst();
  if (taken) throw new ApiError("EntityAlreadyExists.User");
}

/** Another name takes the user's keys, groups and policies along. */
export async function updateUser(
  tx: Connection,
  user: UserRow,
  { details, now }: { readonly details: UserDetails; readonly now: number },
): Promise<UserRow> {
  const columns = { ...toColumns(details), updated_at: now };
  if (columns.name_key !== user.name_key) await checkNameIsFree(tx, user.account_id, details.userName);
  await tx.query.updateTable("users").set(columns).where("user_id", "=", user.user_id).execute();
  return { ...user, ...columns };
}

export async function noteLogin(tx: Connection, userId: string, now: number): Promise<void> {
  await tx.query.updateTable("users").set({ last_login_at: now }).where("user_id", "=", userId).execute();
}

/** What a user must be rid of before the end, and how it is found. */
const belongings = {
  "DeleteConflict.User.Group": (tx: Connection, userId: string) =>
    tx.query.selectFrom("group_members").select("group_id").where("user_id", "=", userId).executeTakeFirst(),
  "DeleteConflict.User.AccessKey": (tx: Connection, userId: string) =>
    tx.query.selectFrom("access_keys").select("access_key_id").where("user_id", "=", userId).executeTakeFirst(),
  "DeleteConflict.User.LoginProfile": (tx: Connection, userId: string) =>
    tx.query.selectFrom("login_profiles").select("user_id").where("user_id", "=", userId).executeTakeFirst(),
  "DeleteConflict.User.Policy": (tx: Connection, userId: string) =>
    tx.query.selectFrom("policy_attachments").select("policy_key").where("entity_id", "=", userId).executeTakeFirst(),
} as const;

/** Refused while the user has anything. */
export async function deleteUser(tx: Connection, { user_id: userId }: UserRow): Promise<void> {
  for (const [code, find] of Object.entries(belongings))
    if (await find(tx, userId)) throw new ApiError(code as keyof typeof belongings);
  await tx.query.deleteFrom("sessions").where("user_id", "=", userId).execute();
  await endUserSessions(tx, userId);
  await tx.query.deleteFrom("users").where("user_id", "=", userId).execute();
}
