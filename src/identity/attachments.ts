import { ApiError } from "../contract/errors.ts";
import type { Connection } from "../database/connect.ts";
import type { EntityKind } from "../database/schema.ts";
import { getGroup } from "./groups.ts";
import { fromRow, fromSystem, type Policy, type PolicyType } from "./policies.ts";
import { findSystemPolicy } from "./policy-documents.ts";
import { getRole } from "./roles.ts";
import { getUser } from "./users.ts";

/** A user, a group or a role. */
export interface Entity {
  readonly kind: EntityKind;
  readonly id: string;
}

export async function getEntity(db: Connection, accountId: string, kind: EntityKind, name: string): Promise<Entity> {
  if (kind === "user") return { kind, id: (await getUser(db, accountId, name)).user_id };
  if (kind === "group") return { kind, id: (await getGroup(db, accountId, name)).group_id };
  return { kind, id: (await getRole(db, accountId, name)).role_id };
}

const limits: Readonly<Record<EntityKind, Readonly<Record<PolicyType, number>>>> = {
  user: { System: 20, Custom: 10 },
  group: { System: 20, Custom: 5 },
  role: { System: 20, Custom: 5 },
};

const codes = {
  user: {
    taken: "EntityAlreadyExists.User.Policy",
    full: "LimitExceeded.User.Policy",
    absent: "EntityNotExist.User.Policy",
  },
  group: {
    taken: "EntityAlreadyExists.Group.Policy",
    full: "LimitExceeded.Group.Policy",
    absent: "EntityNotExist.Group.Policy",
  },
  role: {
    taken: "EntityAlreadyExists.Role.Policy",
    full: "LimitExceeded.Role.Policy",
    absent: "EntityNotExist.Role.Policy",
  },
} as const;

interface Attachment {
  readonly accountId: string;
  readonly entity: Entity;
  readonly policy: Policy;
}

export async function attachPolicy(tx: Connection, { accountId, entity, policy }: Attachment, now: number) {
  const rows = await tx.query
    .selectFrom("policy_attachments")
    .select(["policy_key", "policy_type"])
    .where("entity_id", "=", entity.id)
    .execute();
  if (rows.some(({ policy_key }) => policy_key === policy.policyKey)) throw new ApiError(codes[entity.kind].taken);
  const sameType = rows.filter(({ policy_type }) => policy_type === policy.policyType);
  const limit = limits[entity.kind][policy.policyType];
  if (sameType.length >= limit) {
    const what = policy.policyType === "System" ? "system policies" : "policies of the account's own";
    throw new ApiError(codes[entity.kind].full, {
      diagnosis: `A ${entity.kind} has at most ${limit} ${what}. Detach one, or join two into one.`,
    });
  }
  await tx.query
    .insertInto("policy_attachments")
    .values({
      entity_id: entity.id,
      policy_key: policy.policyKey,
      account_id: accountId,
      entity_kind: entity.kind,
      policy_type: policy.policyType,
      attached_at: now,
    })
    .execute();
}

export async function detachPolicy(tx: Connection, { entity, policy }: Attachment): Promise<void> {
  const found = await tx.query
    .selectFrom("policy_attachments")
    .select("policy_key")
    .where("entity_id", "=", entity.id)
    .where("policy_key", "=", policy.policyKey)
    .executeTakeFirst();
  if (!found) throw new ApiError(codes[entity.kind].absent);
  await tx.query
    .deleteFrom("policy_attachments")
    .where("entity_id", "=", entity.id)
    .where("policy_key", "=", policy.policyKey)
    .execute();
}

export interface AttachedPolicy extends Policy {
  readonly attachedAt: number;
}

/** Custom ones first, both by name. */
export async function listAttachedPolicies(db: Connection, { id }: Entity): Promise<AttachedPolicy[]> {
  const custom = await db.query
    .selectFrom("policy_attachments as a")
    .innerJoin("policies as p", "p.policy_id", "a.policy_key")
    .selectAll("p")
    .select("a.attached_at")
    .where("a.entity_id", "=", id)
    .orderBy("p.name_key")
    .execute();
  const system = await db.query
    .selectFrom("policy_attachments")
    .select(["policy_key", "attached_at"])
    .where("entity_id", "=", id)
    .where("policy_type", "=", "System")
    .orderBy("policy_key")
    .execute();
  return [
    ...custom.map((row) => ({ ...fromRow(row), attachedAt: row.attached_at })),
    ...system.flatMap(({ policy_key, attached_at }) => {
      const policy = findSystemPolicy(policy_key);
      return policy ? [{ ...fromSystem(policy), attachedAt: attached_at }] : [];
    }),
  ];
}

/** Who has the policy: users, groups and roles by name. */
export async function listEntities(db: Connection, accountId: string, { policyKey }: Policy) {
  const attached = db.query
    .selectFrom("policy_attachments as a")
    .where("a.account_id", "=", accountId)
    .where("a.policy_key", "=", policyKey);
  const users = await attached
    .innerJoin("users as u", "u.user_id", "a.entity_id")
    .select(["u.user_id", "u.user_name", "u.display_name", "a.attached_at"])
    .orderBy("u.name_key")
    .execute();
  const groups = await attached
    .innerJoin("groups as g", "g.group_id", "a.entity_id")
    .select(["g.group_name", "g.comments", "a.attached_at"])
    .orderBy("g.name_key")
    .execute();
  const roles = await attached
    .innerJoin("roles as r", "r.role_id", "a.entity_id")
    .select(["r.role_id", "r.role_name", "r.description", "a.attached_at"])
    .orderBy("r.name_key")
    .execute();
  return { users, groups, roles };
}
