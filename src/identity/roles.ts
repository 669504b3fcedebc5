import { randomInt } from "node:crypto";
import { ApiError } from "../contract/errors.ts";
import type { Connection } from "../database/connect.ts";
import type { RoleRow } from "../database/schema.ts";
import type { NamePage } from "./pages.ts";
import { removeTags } from "./tags.ts";

/** 18 digits. */
const makeRoleId = (): string =>
  `3${String(randomInt(100_000_000, 1_000_000_000)).slice(1)}${String(randomInt(1_000_000_000, 2_000_000_000)).slice(1)}`;

const maxRoles = 1000;
export const defaultMaxSessionSeconds = 3600;

/** Exactly as spelled: a policy that denies something by this name must not be got around by other letters. */
export async function findRole(db: Connection, accountId: string, name: string): Promise<RoleRow | undefined> {
  return db.query
    .selectFrom("roles")
    .selectAll()
    .where("account_id", "=", accountId)
    .where("name_key", "=", name.toLowerCase())
    .where("role_name", "=", name)
    .executeTakeFirst();
}

export async function getRole(db: Connection, accountId: string, name: string): Promise<RoleRow> {
  const role = await findRole(db, accountId, name);
  if (!role) throw new ApiError("EntityNotExist.Role");
  return role;
}

export interface NewRole {
  readonly accountId: string;
  readonly name: string;
  readonly description: string;
  readonly trustPolicy: string;
  readonly maxSessionSeconds: number;
  readonly now: number;
}

export async function createRole(tx: Connection, request: NewRole): Promise<RoleRow> {
  const { accountId, name, now } = request;
  const name_key = name.toLowerCase();
  const roles = tx.query.selectFrom("roles").where("account_id", "=", accountId);
  const taken = await roles.select("role_id").where("name_key", "=", name_key).executeTakeFirst();
  if (taken) throw new ApiError("EntityAlreadyExists.Role");
  const { n } = await roles.select((e) => e.fn.countAll<number>().as("n")).executeTakeFirstOrThrow();
  if (n >= maxRoles) throw new ApiError("LimitExceeded.Role");
  const row: RoleRow = {
    role_id: makeRoleId(),
    account_id: accountId,
    role_name: name,
    name_key,
    description: request.description,
    trust_policy: request.trustPolicy,
    max_session_seconds: request.maxSessionSeconds,
    created_at: now,
    updated_at: now,
  };
  await tx.query.insertInto("roles").values(row).execute();
  return row;
}

type RoleChanges = Partial<Pick<RoleRow, "description" | "trust_policy" | "max_session_seconds">>;

/** Sessions that run go on: the new trust policy and length count for those that begin. */
export async function updateRole(
  tx: Connection,
  { accountId, name, now }: Pick<NewRole, "accountId" | "name" | "now">,
  changes: RoleChanges,
): Promise<RoleRow> {
  const row = await getRole(tx, accountId, name);
  const changed = { ...row, ...changes, updated_at: now };
  const { description, trust_policy, max_session_seconds, updated_at } = changed;
  await tx.query
    .updateTable("roles")
    .set({ description, trust_policy, max_session_seconds, updated_at })
    .where("role_id", "=", row.role_id)
    .execute();
  return changed;
}

/** Its sessions end with it. */
export async function deleteRole(tx: Connection, accountId: string, name: string): Promise<void> {
  const { role_id } = await getRole(tx, accountId, name);
  const attached = await tx.query
    .selectFrom("policy_attachments")
    .select("policy_key")
    .where("entity_id", "=", role_id)
    .executeTakeFirst();
  if (attached) throw new ApiError("DeleteConflict.Role.Policy");
  await tx.query.deleteFrom("sessions").where("role_id", "=", role_id).execute();
  await removeTags(tx, accountId, [role_id], "all");
  await tx.query.deleteFrom("roles").where("role_id", "=", role_id).execute();
}

export interface RoleListRequest {
  readonly accountId: string;
  readonly page: NamePage;
  /** Only these. */
  readonly among?: ReadonlySet<string> | undefined;
}

/** By name; one more than a page when there are more. */
export async function listRoles(db: Connection, { accountId, page, among }: RoleListRequest): Promise<RoleRow[]> {
  if (among?.size === 0) return [];
  return db.query
    .selectFrom("roles")
    .selectAll()
    .where("account_id", "=", accountId)
    .where("name_key", ">", page.after)
    .$if(among !== undefined, (query) => query.where("role_id", "in", [...(among ?? [])]))
    .orderBy("name_key")
    .limit(page.size + 1)
    .execute();
}
