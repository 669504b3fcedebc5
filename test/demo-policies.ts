import type { Connection } from "../src/database/connect.ts";
import { demo } from "../src/operations/demo.ts";

const account_id = demo.accountId;
const now = Date.parse(demo.createTime);
const made = { account_id, created_at: now, updated_at: now };
const policyId = "demo-policy-1";

/** The roles and policies of `src/operations/demo.ts`, and who has which. */
export async function writePolicies(tx: Connection): Promise<void> {
  await tx.query
    .insertInto("roles")
    .values(
      [demo.role, demo.otherRole].map(({ id, name, description }) => ({
        ...made,
        role_id: id,
        role_name: name,
        name_key: name.toLowerCase(),
        description,
        trust_policy: demo.role.trustPolicy,
        max_session_seconds: 3600,
      })),
    )
    .execute();
  await tx.query
    .insertInto("resource_tags")
    .values({ account_id, resource_id: demo.otherRole.id, tag_key: "team", tag_value: "players" })
    .execute();
  await writeSession(tx);
  const { policy, otherPolicy } = demo;
  await writePolicy(tx, policyId, policy, [policy.firstDocument, policy.document]);
  await writePolicy(tx, "demo-policy-2", otherPolicy, [otherPolicy.document]);
  const holders = [
    { entity_kind: "user", entity_id: demo.user.userId },
    { entity_kind: "group", entity_id: demo.group.groupId },
    { entity_kind: "role", entity_id: demo.role.id },
  ] as const;
  const attachment = { policy_key: policyId, policy_type: "Custom", account_id, attached_at: now } as const;
  await tx.query
    .insertInto("policy_attachments")
    .values(holders.map((holder) => ({ ...holder, ...attachment })))
    .execute();
}

/** Nobody knows its secret: it is there to be listed and revoked. */
async function writeSession(tx: Connection): Promise<void> {
  const { session, user, role } = demo;
  await tx.query
    .insertInto("sessions")
    .values({
      access_key_id: session.accessKeyId,
      account_id,
      kind: "role",
      creator_access_key_id: user.accessKeyId,
      secret_sealed: "",
      token_hash: "",
      bucket: "",
      object_key: "",
      max_bytes: null,
      created_at: Date.parse(session.createTime),
      expires_at: Date.parse(session.expireTime),
      user_id: user.userId,
      role_id: role.id,
      session_name: session.name,
      session_policy: null,
      source_identity: null,
    })
    .execute();
}

async function writePolicy(
  tx: Connection,
  policy_id: string,
  { name, description }: { readonly name: string; readonly description: string },
  documents: readonly string[],
): Promise<void> {
  const newest = documents.length;
  await tx.query
    .insertInto("policies")
    .values({
      ...made,
      policy_id,
      policy_name: name,
      name_key: name.toLowerCase(),
      description,
      default_version: newest,
      newest_version: newest,
    })
    .execute();
  const versions = documents.map((document, i) => ({
    policy_id,
    version: i + 1,
    account_id,
    document,
    created_at: now,
  }));
  await tx.query.insertInto("policy_versions").values(versions).execute();
}
