import { ApiError } from "../contract/errors.ts";
import type { Connection } from "../database/connect.ts";

export interface Tag {
  readonly key: string;
  readonly value: string;
}

const maxTags = 20;

/** What can have tags: a role, or a policy of the account's own. */
export const taggedKinds = ["role", "policy"] as const;
export type TaggedKind = (typeof taggedKinds)[number];

/** Adds tags; one of the same key is replaced. */
export async function writeTags(tx: Connection, accountId: string, resourceId: string, tags: readonly Tag[]) {
  if (tags.length === 0) return;
  const merged = new Map((await listTags(tx, accountId, [resourceId])).get(resourceId)?.map((tag) => [tag.key, tag]));
  for (const tag of tags) merged.set(tag.key, tag);
  if (merged.size > maxTags) {
    throw new ApiError("InvalidParameter", {
      name: "Tag",
      diagnosis: `A role or policy has at most ${maxTags} tags. UntagResources removes some.`,
    });
  }
  await removeTags(tx, accountId, [resourceId], "all");
  await tx.query
    .insertInto("resource_tags")
    .values(
      [...merged.values()].map(({ key, value }) => ({
        account_id: accountId,
        resource_id: resourceId,
        tag_key: key,
        tag_value: value,
      })),
    )
    .execute();
}

export async function removeTags(
  tx: Connection,
  accountId: string,
  resourceIds: readonly string[],
  keys: readonly string[] | "all",
): Promise<void> {
  const rows = tx.query
    .deleteFrom("resource_tags")
    .where("account_id", "=", accountId)
    .where("resource_id", "in", resourceIds);
  await (keys === "all" ? rows : rows.where("tag_key", "in", keys)).execute();
}

/** By resource id, in the order of their keys. */
export async function listTags(
  db: Connection,
  accountId: string,
  resourceIds: readonly string[],
): Promise<Map<string, Tag[]>> {
  const tags = new Map<string, Tag[]>();
  if (resourceIds.length === 0) return tags;
  const rows = await db.query
    .selectFrom("resource_tags")
    .selectAll()
    .where("account_id", "=", accountId)
    .where("resource_id", "in", resourceIds)
    .orderBy("tag_key")
    .execute();
  for (const { resource_id, tag_key: key, tag_value: value } of rows) {
    tags.set(resource_id, [...(tags.get(resource_id) ?? []), { key, value }]);
  }
  return tags;
}

/** The ids of resources that have every one of the tags; undefined when none is asked for. */
export async function findTagged(
  db: Connection,
  accountId: string,
  tags: readonly Partial<Tag>[] | undefined,
): Promise<ReadonlySet<string> | undefined> {
  if (tags === undefined) return undefined;
  const rows = await db.query.selectFrom("resource_tags").selectAll().where("account_id", "=", accountId).execute();
  const having = ({ key, value }: Partial<Tag>) =>
    new Set(
      rows
        .filter((row) => (key === undefined || row.tag_key === key) && (value === undefined || row.tag_value === value))
        .map((row) => row.resource_id),
    );
  return tags.map(having).reduce((both, one) => both.intersection(one));
}

export interface TaggedResource {
  readonly id: string;
  readonly name: string;
  readonly name_key: string;
}

/** The account's roles or own policies by name: all of them, or those that are named. */
export async function listTaggable(
  db: Connection,
  accountId: string,
  kind: TaggedKind,
  names: readonly string[] | undefined,
): Promise<TaggedResource[]> {
  const rows =
    kind === "role"
      ? await db.query
          .selectFrom("roles")
          .select(["role_id as id", "role_name as name", "name_key"])
          .where("account_id", "=", accountId)
          .orderBy("name_key")
          .execute()
      : await db.query
          .selectFrom("policies")
          .select(["policy_id as id", "policy_name as name", "name_key"])
          .where("account_id", "=", accountId)
          .orderBy("name_key")
          .execute();
  if (!names) return rows;
  const missing = names.find((name) => rows.every((row) => row.name !== name));
  if (missing !== undefined) throw new ApiError(kind === "role" ? "EntityNotExist.Role" : "EntityNotExist.Policy");
  return rows.filter(({ name }) => names.includes(name));
}
