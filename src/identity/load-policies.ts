import type { AssumedRole, RamUser } from "../contract/principal.ts";
import type { Connection } from "../database/connect.ts";
import type { EntityKind, PolicyAttachmentRow } from "../database/schema.ts";
import { statement } from "../database/statement.ts";
import type { PolicySource } from "../policy/decide.ts";
import { findSystemPolicy } from "./policy-documents.ts";

/** A policy that counts for a caller, with the text of the version in force. */
export interface AttachedSource extends PolicySource {
  readonly document: string;
}

const ofUser = statement<{ userId: string }>()((query, p) =>
  query
    .selectFrom("policy_attachments as a")
    .leftJoin("policies as p", "p.policy_id", "a.policy_key")
    .leftJoin("policy_versions as v", (join) =>
      join.onRef("v.policy_id", "=", "p.policy_id").onRef("v.version", "=", "p.default_version"),
    )
    .innerJoin("users as u", "u.user_id", "a.entity_id")
    .select(["a.entity_kind", "u.user_name as entity_name", "a.policy_type", "a.policy_key"])
    .select(["p.policy_name", "v.version", "v.document"])
    .where("u.user_id", "=", p.userId)
    .unionAll(
      query
        .selectFrom("group_members as m")
        .innerJoin("groups as g", "g.group_id", "m.group_id")
        .innerJoin("policy_attachments as a", "a.entity_id", "g.group_id")
        .leftJoin("policies as p", "p.policy_id", "a.policy_key")
        .leftJoin("policy_versions as v", (join) =>
          join.onRef("v.policy_id", "=", "p.policy_id").onRef("v.version", "=", "p.default_version"),
        )
        .select(["a.entity_kind", "g.group_name as entity_name", "a.policy_type", "a.policy_key"])
        .select(["p.policy_name", "v.version", "v.document"])
        .where("m.user_id", "=", p.userId),
    ),
);

const ofRole = statement<{ roleId: string }>()((query, p) =>
  query
    .selectFrom("policy_attachments as a")
    .innerJoin("roles as r", "r.role_id", "a.entity_id")
    .leftJoin("policies as p", "p.policy_id", "a.policy_key")
    .leftJoin("policy_versions as v", (join) =>
      join.onRef("v.policy_id", "=", "p.policy_id").onRef("v.version", "=", "p.default_version"),
    )
    .select(["a.entity_kind", "r.role_name as entity_name", "a.policy_type", "a.policy_key"])
    .select(["p.policy_name", "v.version", "v.document"])
    .where("r.role_id", "=", p.roleId),
);

const ofGroup = statement<{ groupId: string }>()((query, p) =>
  query
    .selectFrom("policy_attachments as a")
    .innerJoin("groups as g", "g.group_id", "a.entity_id")
    .leftJoin("policies as p", "p.policy_id", "a.policy_key")
    .leftJoin("policy_versions as v", (join) =>
      join.onRef("v.policy_id", "=", "p.policy_id").onRef("v.version", "=", "p.default_version"),
    )
    .select(["a.entity_kind", "g.group_name as entity_name", "a.policy_type", "a.policy_key"])
    .select(["p.policy_name", "v.version", "v.document"])
    .where("g.group_id", "=", p.groupId),
);

type Holder =
  | Pick<RamUser, "kind" | "userId">
  | Pick<AssumedRole, "kind" | "roleId">
  | { readonly kind: "group"; readonly groupId: string };

/** Every policy that counts for the caller: a user's own and all their groups', or the role's. One statement. */
export async function loadPolicySources(read: Connection, holder: Holder): Promise<AttachedSource[]> {
  return (await loadRows(read, holder)).map(toSource);
}

function loadRows(read: Connection, holder: Holder): Promise<Row[]> {
  if (holder.kind === "user") return read.run(ofUser, { userId: holder.userId });
  if (holder.kind === "role") return read.run(ofRole, { roleId: holder.roleId });
  return read.run(ofGroup, { groupId: holder.groupId });
}

interface Row {
  readonly entity_kind: EntityKind;
  readonly entity_name: string;
  readonly policy_type: PolicyAttachmentRow["policy_type"];
  readonly policy_key: string;
  readonly policy_name: string | null;
  readonly version: number | null;
  readonly document: string | null;
}

/** What is attached and cannot be found throws: it could be the one that denies. */
function toSource(row: Row): AttachedSource {
  const attachedTo = { kind: row.entity_kind, name: row.entity_name };
  if (row.policy_type === "System") {
    const policy = findSystemPolicy(row.policy_key);
    if (!policy) throw new Error(`The system policy ${row.policy_key} is attached and this server does not have it.`);
    return { name: policy.name, type: "System", version: "v1", attachedTo, document: policy.document };
  }
  if (row.policy_name === null || row.version === null || row.document === null) {
    throw new Error(`The policy ${row.policy_key} is attached and its document is missing.`);
  }
  const { policy_name: name, version, document } = row;
  return { name, type: "Custom", version: `v${version}`, attachedTo, document };
}
