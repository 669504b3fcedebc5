import type { Kysely } from "kysely";
import type { Dialect } from "../statement.ts";
import { addColumns, createIndexes, createTables, type Index, type Table } from "./tables.ts";

const tables: Readonly<Record<string, Table>> = {
  users: {
    columns: {
      user_id: "text",
      account_id: "text",
      user_name: "text",
      name_key: "text",
      display_name: "text",
      email: "text",
      mobile_phone: "text",
      comments: "text",
      created_at: "number",
      updated_at: "number",
      last_login_at: "number?",
    },
    key: ["user_id"],
  },
  groups: {
    columns: {
      group_id: "text",
      account_id: "text",
      group_name: "text",
      name_key: "text",
      comments: "text",
      created_at: "number",
      updated_at: "number",
    },
    key: ["group_id"],
  },
  group_members: {
    columns: { group_id: "text", user_id: "text", account_id: "text", joined_at: "number" },
    key: ["group_id", "user_id"],
  },
  roles: {
    columns: {
      role_id: "text",
      account_id: "text",
      role_name: "text",
      name_key: "text",
      description: "text",
      trust_policy: "text",
      max_session_seconds: "number",
      created_at: "number",
      updated_at: "number",
    },
    key: ["role_id"],
    wide: true,
  },
  policies: {
    columns: {
      policy_id: "text",
      account_id: "text",
      policy_name: "text",
      name_key: "text",
      description: "text",
      default_version: "number",
      newest_version: "number",
      created_at: "number",
      updated_at: "number",
    },
    key: ["policy_id"],
  },
  policy_versions: {
    columns: { policy_id: "text", version: "number", account_id: "text", document: "text", created_at: "number" },
    key: ["policy_id", "version"],
    wide: true,
  },
  policy_attachments: {
    columns: {
      entity_id: "text",
      policy_key: "text",
      account_id: "text",
      entity_kind: "text",
      policy_type: "text",
      attached_at: "number",
    },
    key: ["entity_id", "policy_key"],
  },
  login_profiles: {
    columns: {
      user_id: "text",
      account_id: "text",
      password_hash: "text",
      password_reset_required: "number",
      mfa_bind_required: "number",
      created_at: "number",
      updated_at: "number",
    },
    key: ["user_id"],
  },
  account_settings: {
    columns: { account_id: "text", setting: "text", value: "text", updated_at: "number" },
    key: ["account_id", "setting"],
    wide: true,
  },
  resource_tags: {
    columns: { account_id: "text", resource_id: "text", tag_key: "text", tag_value: "text" },
    key: ["account_id", "resource_id", "tag_key"],
  },
};

const indexes: readonly Index[] = [
  { table: "users", columns: ["account_id", "name_key"], unique: true },
  { table: "groups", columns: ["account_id", "name_key"], unique: true },
  { table: "group_members", columns: ["user_id"] },
  { table: "roles", columns: ["account_id", "name_key"], unique: true },
  { table: "policies", columns: ["account_id", "name_key"], unique: true },
  { table: "policy_attachments", columns: ["account_id", "policy_key"] },
  { table: "access_keys", columns: ["user_id"] },
  { table: "sessions", columns: ["account_id", "created_at"] },
  { table: "sessions", columns: ["user_id"] },
  { table: "sessions", columns: ["role_id"] },
];

/** Who may do what: users, groups, roles, policies; and what each call was decided by. */
export async function up(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  await createTables(db, dialect, tables);
  await addColumns(db, dialect, "accounts", { identity_version: "number" }, { identity_version: 1 });
  await addColumns(db, dialect, "access_keys", { user_id: "text?", last_used_at: "number?" });
  await addColumns(db, dialect, "sessions", {
    user_id: "text?",
    role_id: "text?",
    session_name: "text?",
    session_policy: "text?",
    source_identity: "text?",
  });
  await addColumns(db, dialect, "audit_log", {
    request_id: "text?",
    principal: "text?",
    action: "text?",
    resource: "text?",
    parameters: "text?",
    source_address: "text?",
    decision: "text?",
    reasons: "text?",
    status: "number?",
    error_code: "text?",
    duration_us: "number?",
  });
  await createIndexes(db, indexes);
}
