import { ApiError } from "../contract/errors.ts";
import type { Connection } from "../database/connect.ts";
import type { GroupRow, UserRow } from "../database/schema.ts";
import { randomText } from "./access-keys.ts";
import type { NamePage } from "./pages.ts";

const maxGroups = 50;
const maxGroupsOfUser = 5;

const makeGroupId = (): string => `g-${randomText(16)}`;

/** Exactly as spelled: a policy that denies something by this name must not be got around by other letters. */
export async function getGroup(db: Connection, accountId: string, groupName: string): Promise<GroupRow> {
  const group = await db.query
    .selectFrom("groups")
    .selectAll()
    .where("account_id", "=", accountId)
    .where("name_key", "=", groupName.toLowerCase())
    .where("group_name", "=", groupName)
    .executeTakeFirst();
  if (!group) throw new ApiError("EntityNotExist.Group");
  return group;
}

/** In the order of their names, one more than a page has. */
export async function listGroups(db: Connection, accountId: string, page: NamePage): Promise<GroupRow[]> {
  return db.query
    .selectFrom("groups")
    .selectAll()
    .where("account_id", "=", accountId)
    .where("name_key", ">", page.after)
    .orderBy("name_key")
    .limit(page.size + 1)
    .execute();
}

export interface GroupDetails {
  readonly groupName: string;
  readonly comments: string;
}

export async function insertGroup(
  tx: Connection,
  { accountId, groupName, comments, now }: GroupDetails & { readonly accountId: string; readonly now: number },
): Promise<GroupRow> {
  const names = await tx.query.selectFrom("groups").select("name_key").where("account_id", "=", accountId).execute();
  const nameKey = groupName.toLowerCase();
  if (names.some(({ name_key }) => name_key === nameKey)) throw new ApiError("EntityAlreadyExists.Group");
  if (names.length >= maxGroups) throw new ApiError("LimitExceeded.Group");
  const row: GroupRow = {
    group_id: makeGroupId(),
    account_id: accountId,
    group_name: groupName,
    name_key: nameKey,
    comments,
    created_at: now,
    updated_at: now,
  };
  await tx.query.insertInto("groups").values(row).execute();
  return row;
}

/** Another name takes members and policies along. */
export async function updateGroup(
  tx: Connection,
  group: GroupRow,
  { details, now }: { readonly details: GroupDetails; readonly now: number },
): Promise<GroupRow> {
  const columns = {
    group_name: details.groupName,
    name_key: details.groupName.toLowerCase(),
    comments: details.comments,
    updated_at: now,
  };
  const taken = await tx.query
    .selectFrom("groups")
    .select("group_id")
    .where("account_id", "=", group.account_id)
    .where("name_key", "=", columns.name_key)
    .where("group_id", "!=", group.group_id)
    .executeTakeFirst();
  if (taken) throw new ApiError("EntityAlreadyExists.Group");
  await tx.query.updateTable("groups").set(columns).where("group_id", "=", group.group_id).execute();
  return { ...group, ...columns };
}

/** Refused while the group has members or policies. */
export async function deleteGroup(tx: Connection, { group_id: groupId }: GroupRow): Promise<void> {
  const member = await tx.query
    .selectFrom("group_members")
    .select("user_id")
    .where("group_id", "=", groupId)
    .limit(1)
    .executeTakeFirst();
  if (member) throw new ApiError("DeleteConflict.Group.User");
  const attached = await tx.query
    .selectFrom("policy_attachments")
    .select("policy_key")
    .where("entity_id", "=", groupId)
    .limit(1)
    .executeTakeFirst();
  if (attached) throw new ApiError("DeleteConflict.Group.Policy");
  await tx.query.deleteFrom("groups").where("group_id", "=", groupId).execute();
}

export async function addMember(tx: Connection, group: GroupRow, user: UserRow, now: number): Promise<void> {
  const joined = await tx.query
    .selectFrom("group_members")
    .select("group_id")
    .where("user_id", "=", user.user_id)
    .execute();
  if (joined.some(({ group_id }) => group_id === group.group_id)) throw new ApiError("EntityAlreadyExists.User.Group");
  if (joined.length >= maxGroupsOfUser) throw new ApiError("LimitExceeded.User.Group");
  await tx.query
    .insertInto("group_members")
    .values({ group_id: group.group_id, user_id: user.user_id, account_id: group.account_id, joined_at: now })
    .execute();
}

export async function removeMember(tx: Connection, group: GroupRow, user: UserRow): Promise<void> {
  const { numDeletedRows } = await tx.query
    .deleteFrom("group_members")
    .where("group_id", "=", group.group_id)
    .where("user_id", "=", user.user_id)
    .executeTakeFirstOrThrow();
  if (numDeletedRows === 0n) throw new ApiError("EntityNotExist.User.Group");
}

/** Of one user, in the order of their names. */
export async function listGroupsOfUser(db: Connection, userId: string) {
  return db.query
    .selectFrom("group_members")
    .innerJoin("groups", "groups.group_id", "group_members.group_id")
    .select(["groups.group_id", "groups.group_name", "groups.comments", "group_members.joined_at"])
    .where("group_members.user_id", "=", userId)
    .orderBy("groups.name_key")
    .execute();
}

/** Of one group, in the order of their names, one more than a page has. */
export async function listMembers(db: Connection, groupId: string, page: NamePage) {
  return db.query
    .selectFrom("group_members")
    .innerJoin("users", "users.user_id", "group_members.user_id")
    .select(["users.user_name", "users.name_key", "users.display_name", "group_members.joined_at"])
    .where("group_members.group_id", "=", groupId)
    .where("users.name_key", ">", page.after)
    .orderBy("users.name_key")
    .limit(page.size + 1)
    .execute();
}
