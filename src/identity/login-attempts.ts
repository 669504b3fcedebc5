import { createHash } from "node:crypto";
import type { Connection } from "../database/connect.ts";

const lockMs = 3_600_000;

export interface LoginName {
  readonly accountId: string;
  /** As it was typed, whether or not there is such a user. */
  readonly userName: string;
}

const hashName = ({ userName }: LoginName): string => createHash("sha256").update(userName.toLowerCase()).digest("hex");

/**
 * Counts an attempt before the password is looked at, so that guesses that arrive together are counted one by one. The last
 * one that is left locks the name for an hour, unless it is right. Answers whether the attempt may be made.
 */
export async function countAttempt(
  tx: Connection,
  name: LoginName,
  { maxAttempts, now }: { readonly maxAttempts: number; readonly now: number },
): Promise<boolean> {
  const key = { account_id: name.accountId, name_hash: hashName(name) };
  const { failures, locked_until } = await tx.query
    .insertInto("login_attempts")
    .values({ ...key, failures: 1, last_failed_at: now, locked_until: null })
    .onConflict((conflict) =>
      conflict.columns(["account_id", "name_hash"]).doUpdateSet((row) => ({
        failures: row("login_attempts.failures", "+", 1),
      })),
    )
    .returning(["failures", "locked_until"])
    .executeTakeFirstOrThrow();
  if (locked_until !== null && locked_until > now) return false;
  const count = locked_until === null ? failures : 1;
  await tx.query
    .updateTable("login_attempts")
    .set({ failures: count, last_failed_at: now, locked_until: count >= maxAttempts ? now + lockMs : null })
    .where("account_id", "=", key.account_id)
    .where("name_hash", "=", key.name_hash)
    .execute();
  return true;
}

/** The password was right. */
export async function forgetAttempts(tx: Connection, name: LoginName): Promise<void> {
  await tx.query
    .deleteFrom("login_attempts")
    .where("account_id", "=", name.accountId)
    .where("name_hash", "=", hashName(name))
    .execute();
}

const keepMs = 24 * lockMs;

export async function forgetLoginAttempts(tx: Connection, now: number): Promise<void> {
  await tx.query
    .deleteFrom("login_attempts")
    .where("last_failed_at", "<", now - keepMs)
    .execute();
}
