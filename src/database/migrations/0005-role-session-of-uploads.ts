import type { Kysely } from "kysely";
import type { Dialect } from "../statement.ts";
import { addColumns } from "./tables.ts";

/** An upload credential that was made in a role's session ends with it. Those that are there do not know of theirs. */
export async function up(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  await addColumns(db, dialect, "sessions", { role_session_key_id: "text?" });
}
