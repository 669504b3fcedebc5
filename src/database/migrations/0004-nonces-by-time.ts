import type { Kysely } from "kysely";
import type { Dialect } from "../statement.ts";
import { createTables } from "./tables.ts";

/**
 * Nonces stand in the order in which their requests were signed: under a key that begins at random each write would touch a
 * page of its own. Those that are there hold for half an hour at most and do not say when they were signed: they are dropped.
 */
export async function up(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  await db.schema.dropTable("nonces").execute();
  await createTables(db, dialect, {
    nonces: {
      columns: { signed_at: "number", access_key_id: "text", nonce: "text", account_id: "text" },
      key: ["signed_at", "access_key_id", "nonce"],
    },
  });
}
