import { randomUUID } from "node:crypto";
import { ApiError } from "../contract/errors.ts";
import type { Connection } from "../database/connect.ts";
import type { PolicyRow } from "../database/schema.ts";
import { type SystemPolicy, systemPolicies } from "../policy/system-policies.ts";
import type { NamePage } from "./pages.ts";
import { findSystemPolicy, systemPoliciesSince } from "./policy-documents.ts";
import { removeTags } from "./tags.ts";

export const policyTypes = ["System", "Custom"] as const;
export type PolicyType = (typeof policyTypes)[number];

/** A policy of either type. */
export interface Policy {
  /** What attachments refer to: a custom policy's id, a system policy's name. */
  readonly policyKey: string;
  readonly policyName: string;
  readonly policyType: PolicyType;
  readonly description: string;
  readonly defaultVersion: number;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export interface PolicyInList extends Policy {
  readonly name_key: string;
  readonly attachmentCount: number;
}

const maxPolicies = 1500;

export const fromRow = (row: PolicyRow): Policy => ({
  policyKey: row.policy_id,
  policyName: row.policy_name,
  policyType: "Custom",
  description: row.description,
  defaultVersion: row.default_version,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
});

/** System policies have one version. */
export const fromSystem = ({ name, description }: SystemPolicy): Policy => ({
  policyKey: name,
  policyName: name,
  policyType: "System",
  description,
  defaultVersion: 1,
  createdAt: systemPoliciesSince,
  updatedAt: systemPoliciesSince,
});

/** Exactly as spelled: a policy that denies something by this name must not be got around by other letters. */
async function findPolicy(
  db: Connection,
  accountId: string,
  name: string,
  type: PolicyType,
): Promise<Policy | undefined> {
  if (type === "System") {
    const system = findSystemPolicy(name);
    return system && fromSystem(system);
  }
  const row = await findCustomPolicy(db, accountId, name);
  return row && fromRow(row);
}

export async function getPolicy(db: Connection, accountId: string, name: string, type: PolicyType): Promise<Policy> {
  const policy = await findPolicy(db, accountId, name, type);
  if (!policy) throw new ApiError("EntityNotExist.Policy");
  return policy;
}

async function findCustomPolicy(db: Connection, accountId: string, name: string): Promise<PolicyRow | undefined> {
  return db.query
    .selectFrom("policies")
    .selectAll()
    .where("account_id", "=", accountId)
    .where("name_key", "=", name.toLowerCase())
    .where("policy_name", "=", name)
    .executeTakeFirst();
}

/** For a change: system policies are nobody's to change. */
export async function getCustomPolicy(db: Connection, accountId: string, name: string): Promise<PolicyRow> {
  const row = await findCustomPolicy(db, accountId, name);
  if (row) return row;
  if (!findSystemPolicy(name)) throw new ApiError("EntityNotExist.Policy");
  throw new ApiError("EntityNotExist.Policy", {
    diagnosis: `${name} is a system policy: it cannot be changed. Make a policy of your own with the statements that you need.`,
  });
}

export interface NewPolicy {
  readonly accountId: string;
  readonly name: string;
  readonly description: string;
  readonly document: string;
  readonly now: number;
}

export async function createPolicy(tx: Connection, policy: NewPolicy): Promise<Policy> {
  const { accountId, name, description, document, now } = policy;
  await refuseTakenName(tx, accountId, name);
  const count = tx.query.selectFrom("policies").where("account_id", "=", accountId);
  const { n } = await count.select((e) => e.fn.countAll<number>().as("n")).executeTakeFirstOrThrow();
  if (n >= maxPolicies) throw new ApiError("LimitExceeded.Policy");
  const row: PolicyRow = {
    policy_id: randomUUID(),
    account_id: accountId,
    policy_name: name,
    name_key: name.toLowerCase(),
    description,
    default_version: 1,
    newest_version: 1,
    created_at: now,
    updated_at: now,
  };
  await tx.query.insertInto("policies").values(row).execute();
  await tx.query
    .insertInto("policy_versions")
    .values({ policy_id: row.policy_id, version: 1, account_id: accountId, document, created_at: now })
    .execute();
  return fromRow(row);
}

async function refuseTakenName(tx: Connection, accountId: string, name: string): Promise<void> {
  const taken = await tx.query
    .selectFrom("policies")
    .select("policy_id")
    .where("account_id", "=", accountId)
    .where("name_key", "=", name.toLowerCase())
    .executeTakeFirst();
  const system = systemPolicies.find((policy) => policy.name.toLowerCase() === name.toLowerCase());
  if (taken || system) throw new ApiError("EntityAlreadyExists.Policy");
}

export async function updatePolicyDescription(
  tx: Connection,
  change: Pick<NewPolicy, "accountId" | "name" | "description" | "now">,
): Promise<Policy> {
  const row = await getCustomPolicy(tx, change.accountId, change.name);
  const changes = { description: change.description, updated_at: change.now };
  await tx.query.updateTable("policies").set(changes).where("policy_id", "=", row.policy_id).execute();
  return fromRow({ ...row, ...changes });
}

const attachedConflicts = {
  user: "DeleteConflict.Policy.User",
  group: "DeleteConflict.Policy.Group",
  role: "DeleteConflict.Policy.Role",
} as const;

/** @param cascading also with versions beside the default one. */
export async function deletePolicy(
  tx: Connection,
  { accountId, name, cascading }: { accountId: string; name: string; cascading: boolean },
): Promise<void> {
  const { policy_id: policyId } = await getCustomPolicy(tx, accountId, name);
  const attached = await tx.query
    .selectFrom("policy_attachments")
    .select("entity_kind")
    .where("account_id", "=", accountId)
    .where("policy_key", "=", policyId)
    .executeTakeFirst();
  if (attached) throw new ApiError(attachedConflicts[attached.entity_kind]);
  const versions = tx.query.selectFrom("policy_versions").select("version").where("policy_id", "=", policyId);
  if (!cascading && (await versions.execute()).length > 1) throw new ApiError("DeleteConflict.Policy.Version");
  await tx.query.deleteFrom("policy_versions").where("policy_id", "=", policyId).execute();
  await removeTags(tx, accountId, [policyId], "all");
  await tx.query.deleteFrom("policies").where("policy_id", "=", policyId).execute();
}

export interface PolicyListRequest {
  readonly accountId: string;
  readonly type: PolicyType | undefined;
  readonly page: NamePage;
  /** Only these of the account's own. */
  readonly among?: ReadonlySet<string> | undefined;
}

/** Custom policies stand before system ones, both by name. */
const positionOf = ({ policyType, policyName }: Policy): string => `${policyType}/${policyName.toLowerCase()}`;

/** One more than a page when there are more; `name_key` is the place in the list. */
export async function listPolicies(db: Connection, request: PolicyListRequest): Promise<PolicyInList[]> {
  const { accountId, type, page, among } = request;
  const custom = type === "System" ? [] : await listCustomPolicies(db, request);
  if (type === "Custom" || among !== undefined || custom.length > page.size) return custom;
  const system = systemPolicies
    .map(fromSystem)
    .map((policy) => ({ ...policy, name_key: positionOf(policy) }))
    .filter(({ name_key }) => name_key > page.after)
    .sort((a, b) => (a.name_key < b.name_key ? -1 : 1))
    .slice(0, page.size + 1 - custom.length);
  const counts = await countSystemAttachments(db, accountId);
  return [...custom, ...system.map((policy) => ({ ...policy, attachmentCount: counts.get(policy.policyKey) ?? 0 }))];
}

const customPlace = "Custom/";

async function listCustomPolicies(
  db: Connection,
  { accountId, page, among }: PolicyListRequest,
): Promise<PolicyInList[]> {
  if (among?.size === 0 || (page.after !== "" && !page.after.startsWith(customPlace))) return [];
  const rows = await db.query
    .selectFrom("policies as p")
    .selectAll("p")
    .select((e) =>
      e
        .selectFrom("policy_attachments as a")
        .select((f) => f.fn.countAll<number>().as("n"))
        .whereRef("a.account_id", "=", "p.account_id")
        .whereRef("a.policy_key", "=", "p.policy_id")
        .as("attachments"),
    )
    .where("p.account_id", "=", accountId)
    .where("p.name_key", ">", page.after.slice(customPlace.length))
    .$if(among !== undefined, (query) => query.where("p.policy_id", "in", [...(among ?? [])]))
    .orderBy("p.name_key")
    .limit(page.size + 1)
    .execute();
  return rows.map((row) => {
    const policy = fromRow(row);
    return { ...policy, name_key: positionOf(policy), attachmentCount: row.attachments ?? 0 };
  });
}

async function countSystemAttachments(db: Connection, accountId: string): Promise<Map<string, number>> {
  const rows = await db.query
    .selectFrom("policy_attachments")
    .select(["policy_key", (e) => e.fn.countAll<number>().as("n")])
    .where("account_id", "=", accountId)
    .where("policy_type", "=", "System")
    .groupBy("policy_key")
    .execute();
  return new Map(rows.map(({ policy_key, n }) => [policy_key, n]));
}

export async function countAttachments(db: Connection, accountId: string, policyKey: string): Promise<number> {
  const { n } = await db.query
    .selectFrom("policy_attachments")
    .select((e) => e.fn.countAll<number>().as("n"))
    .where("account_id", "=", accountId)
    .where("policy_key", "=", policyKey)
    .executeTakeFirstOrThrow();
  return n;
}
