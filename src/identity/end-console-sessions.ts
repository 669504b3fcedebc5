import type { Connection } from "../database/connect.ts";

/** Signs out whoever signed in with the key. */
export async function endKeySessions(tx: Connection, accessKeyId: string): Promise<void> {
  await tx.query.deleteFrom("console_sessions").where("access_key_id", "=", accessKeyId).execute();
}

/** Signs the user out everywhere. */
export async function endUserSessions(tx: Connection, userId: string): Promise<void> {
  await tx.query.deleteFrom("console_sessions").where("user_id", "=", userId).execute();
}
