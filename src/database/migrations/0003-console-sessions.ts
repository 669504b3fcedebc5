import type { Kysely } from "kysely";
import type { Dialect } from "../statement.ts";
import { createIndexes, createTables, type Index, type Table } from "./tables.ts";

const tables: Readonly<Record<string, Table>> = {
  console_sessions: {
    columns: {
      session_id: "text",
      account_id: "text",
      secret_hash: "text",
      user_id: "text?",
      access_key_id: "text?",
      source_address: "text",
      user_agent: "text",
      created_at: "number",
      last_seen_at: "number",
      expires_at: "number",
    },
    key: ["session_id"],
  },
  login_attempts: {
    columns: {
      account_id: "text",
      name_hash: "text",
      failures: "number",
      last_failed_at: "number",
      locked_until: "number?",
    },
    key: ["account_id", "name_hash"],
  },
};

const indexes: readonly Index[] = [
  { table: "console_sessions", columns: ["secret_hash"], unique: true },
  { table: "console_sessions", columns: ["account_id", "created_at"] },
  { table: "console_sessions", columns: ["user_id"] },
  { table: "console_sessions", columns: ["access_key_id"] },
  { table: "console_sessions", columns: ["expires_at"] },
  { table: "login_attempts", columns: ["last_failed_at"] },
];

/** Who is signed in at the console, and who tried in vain. */
export async function up(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  await createTables(db, dialect, tables);
  await createIndexes(db, indexes);
}
