import { type Kysely, sql } from "kysely";
import type { Dialect } from "../statement.ts";
import { createIndexes, createTables, type Index, type Table } from "./tables.ts";

const tables: Readonly<Record<string, Table>> = {
  accounts: {
    columns: {
      account_id: "text",
      title: "text",
      bucket: "text",
      default_workspace_id: "text",
      default_production_id: "text",
      is_first: "number",
      created_at: "number",
    },
    key: ["account_id"],
  },
  access_keys: {
    columns: {
      access_key_id: "text",
      account_id: "text",
      principal_kind: "text",
      secret_sealed: "text",
      status: "text",
      created_at: "number",
    },
    key: ["access_key_id"],
  },
  sessions: {
    columns: {
      access_key_id: "text",
      account_id: "text",
      kind: "text",
      creator_access_key_id: "text",
      secret_sealed: "text",
      token_hash: "text",
      bucket: "text",
      object_key: "text",
      max_bytes: "number?",
      created_at: "number",
      expires_at: "number",
    },
    key: ["access_key_id"],
    wide: true,
  },
  nonces: {
    columns: { access_key_id: "text", nonce: "text", account_id: "text", expires_at: "number" },
    key: ["access_key_id", "nonce"],
  },
  audit_log: {
    columns: { audit_id: "text", account_id: "text", event: "text", detail: "text", at: "number" },
    key: ["audit_id"],
  },
  workspaces: {
    columns: {
      workspace_id: "text",
      account_id: "text",
      code: "text",
      title: "text",
      status: "text",
      user_count_limit: "number",
      default_production_id: "text",
      created_at: "number",
    },
    key: ["workspace_id"],
  },
  productions: {
    columns: {
      production_id: "text",
      account_id: "text",
      workspace_id: "text",
      title: "text",
      description: "text",
      cover_url: "text",
      created_by: "text",
      default_folder_id: "text",
      created_at: "number",
    },
    key: ["production_id"],
  },
  folders: {
    columns: {
      folder_id: "text",
      account_id: "text",
      workspace_id: "text",
      production_id: "text",
      title: "text",
      is_default: "number",
      created_at: "number",
    },
    key: ["folder_id"],
  },
  assets: {
    columns: {
      media_id: "text",
      account_id: "text",
      production_id: "text",
      folder_id: "text",
      media_type: "text",
      business_type: "text",
      title: "text",
      input_url: "text",
      source_url: "text?",
      identity_hash: "text",
      bucket: "text?",
      object_key: "text?",
      size_bytes: "number?",
      status: "text",
      status_reason: "text?",
      media_info: "text?",
      generation: "number",
      created_by: "text",
      created_at: "number",
      modified_at: "number",
      deleted_at: "number?",
    },
    key: ["media_id"],
    wide: true,
  },
  objects: {
    columns: {
      bucket: "text",
      object_key: "text",
      account_id: "text",
      object_id: "text",
      size_bytes: "number",
      etag: "text",
      crc64: "text",
      content_type: "text",
      headers: "text",
      blob_id: "text?",
      upload_id: "text?",
      sealed_at: "number?",
      created_at: "number",
      modified_at: "number",
    },
    key: ["bucket", "object_key"],
    wide: true,
  },
  uploads: {
    columns: {
      upload_id: "text",
      account_id: "text",
      bucket: "text",
      object_key: "text",
      content_type: "text",
      headers: "text",
      status: "text",
      etag: "text?",
      part_list_hash: "text?",
      created_at: "number",
      last_part_at: "number",
      completed_at: "number?",
    },
    key: ["upload_id"],
    wide: true,
  },
  upload_parts: {
    columns: {
      upload_id: "text",
      part_number: "number",
      account_id: "text",
      blob_id: "text",
      size_bytes: "number",
      etag: "text",
      crc64: "text",
      created_at: "number",
    },
    key: ["upload_id", "part_number"],
  },
  jobs: {
    columns: {
      job_id: "text",
      account_id: "text",
      kind: "text",
      payload: "text",
      status: "text",
      run_at: "number",
      lease_token: "text?",
      leased_until: "number?",
      attempts: "number",
      last_error: "text?",
      created_at: "number",
    },
    key: ["job_id"],
    wide: true,
  },
  instance_facts: { columns: { fact: "text", value: "text" }, key: ["fact"] },
};

const indexes: readonly Index[] = [
  { table: "accounts", columns: ["bucket"], unique: true },
  { table: "access_keys", columns: ["account_id"] },
  { table: "sessions", columns: ["expires_at"] },
  { table: "sessions", columns: ["creator_access_key_id"] },
  { table: "nonces", columns: ["expires_at"] },
  { table: "audit_log", columns: ["account_id", "at"] },
  { table: "workspaces", columns: ["code"], unique: true },
  { table: "workspaces", columns: ["account_id", "created_at"] },
  { table: "productions", columns: ["account_id", "created_at", "production_id"] },
  { table: "productions", columns: ["account_id", "workspace_id", "created_at"] },
  { table: "folders", columns: ["account_id", "production_id", "created_at"] },
  { table: "assets", columns: ["account_id", "bucket", "object_key"] },
  { table: "objects", columns: ["blob_id"] },
  { table: "uploads", columns: ["bucket", "object_key"] },
  { table: "uploads", columns: ["status", "last_part_at"] },
  { table: "upload_parts", columns: ["blob_id"] },
  { table: "jobs", columns: ["kind", "run_at"] },
];

/** All tables, each with its account's id. */
export async function up(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  await createTables(db, dialect, tables);
  await createIndexes(db, indexes);
  await db.schema
    .createIndex("assets_live")
    .unique()
    .on("assets")
    .columns(["account_id", "production_id", "identity_hash"])
    .where(sql.ref("deleted_at"), "is", null)
    .execute();
}
