import { ApiError } from "../contract/errors.ts";
import type { Connection } from "../database/connect.ts";
import type { PolicyRow, PolicyVersionRow } from "../database/schema.ts";
import { getCustomPolicy, type Policy } from "./policies.ts";
import { findSystemPolicy, systemPoliciesSince } from "./policy-documents.ts";

export interface PolicyVersion {
  readonly version: number;
  readonly document: string;
  readonly createdAt: number;
}

const maxVersions = 5;

const fromRow = ({ version, document, created_at }: PolicyVersionRow): PolicyVersion => ({
  version,
  document,
  createdAt: created_at,
});

/** Newest first. */
export async function listPolicyVersions(db: Connection, { policyKey, policyType }: Policy): Promise<PolicyVersion[]> {
  if (policyType === "System") {
    const document = findSystemPolicy(policyKey)?.document ?? "";
    return [{ version: 1, document, createdAt: systemPoliciesSince }];
  }
  const rows = await db.query
    .selectFrom("policy_versions")
    .selectAll()
    .where("policy_id", "=", policyKey)
    .orderBy("version", "desc")
    .execute();
  return rows.map(fromRow);
}

export async function getPolicyVersion(db: Connection, policy: Policy, version: number): Promise<PolicyVersion> {
  const found = (await listPolicyVersions(db, policy)).find((one) => one.version === version);
  if (!found) throw new ApiError("EntityNotExist.Policy.Version");
  return found;
}

export interface NewPolicyVersion {
  readonly accountId: string;
  readonly policyName: string;
  readonly document: string;
  readonly setAsDefault: boolean;
  /** Whether a policy that is full makes room by losing its oldest version that is not the default one. */
  readonly rotate: boolean;
  readonly now: number;
}

export async function createPolicyVersion(tx: Connection, request: NewPolicyVersion): Promise<PolicyVersion> {
  const policy = await getCustomPolicy(tx, request.accountId, request.policyName);
  const { policy_id } = policy;
  await makeRoom(tx, policy, request.rotate);
  const version = policy.newest_version + 1;
  const { accountId, document, now } = request;
  await tx.query
    .insertInto("policy_versions")
    .values({ policy_id, version, account_id: accountId, document, created_at: now })
    .execute();
  const default_version = request.setAsDefault ? version : policy.default_version;
  await updatePolicy(tx, policy_id, { newest_version: version, default_version, updated_at: now });
  return { version, document, createdAt: now };
}

async function makeRoom(tx: Connection, policy: PolicyRow, rotate: boolean): Promise<void> {
  const rows = await tx.query
    .selectFrom("policy_versions")
    .select("version")
    .where("policy_id", "=", policy.policy_id)
    .orderBy("version")
    .execute();
  if (rows.length < maxVersions) return;
  const oldest = rows.find(({ version }) => version !== policy.default_version);
  if (!rotate || !oldest) throw new ApiError("LimitExceeded.Policy.Version");
  await removeVersion(tx, policy.policy_id, oldest.version);
}

interface VersionName {
  readonly accountId: string;
  readonly policyName: string;
  readonly version: number;
}

export async function setDefaultPolicyVersion(tx: Connection, name: VersionName, now: number): Promise<void> {
  const { policy_id, version } = await getVersionRow(tx, name);
  await updatePolicy(tx, policy_id, { default_version: version, updated_at: now });
}

export async function deletePolicyVersion(tx: Connection, name: VersionName): Promise<void> {
  const { policy_id, version, default_version } = await getVersionRow(tx, name);
  if (version === default_version) throw new ApiError("DeleteConflict.Policy.Version.Default");
  await removeVersion(tx, policy_id, version);
}

async function getVersionRow(tx: Connection, { accountId, policyName, version }: VersionName) {
  const { policy_id, default_version } = await getCustomPolicy(tx, accountId, policyName);
  const row = await tx.query
    .selectFrom("policy_versions")
    .select("version")
    .where("policy_id", "=", policy_id)
    .where("version", "=", version)
    .executeTakeFirst();
  if (!row) throw new ApiError("EntityNotExist.Policy.Version");
  return { policy_id, default_version, version };
}

async function removeVersion(tx: Connection, policyId: string, version: number): Promise<void> {
  await tx.query
    .deleteFrom("policy_versions")
    .where("policy_id", "=", policyId)
    .where("version", "=", version)
    .execute();
}

async function updatePolicy(tx: Connection, policyId: string, changes: Partial<PolicyRow>): Promise<void> {
  await tx.query.updateTable("policies").set(changes).where("policy_id", "=", policyId).execute();
}
