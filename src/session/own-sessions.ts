import { principalName } from "../contract/resource-name.ts";
import type { Connection, Database } from "../database/connect.ts";
import { readAuthorizationMode } from "../identity/account-settings.ts";
import { endConsoleSession, listConsoleSessions, sessionOwner } from "../identity/console-sessions.ts";
import type { OpenConsole } from "./session-keeper.ts";

/** What the console shows of who is signed in, and whether their account enforces policies. Times are epoch milliseconds. */
export const describeSession = async (
  { sessionId, caller, byPassword, createdAt, lastSeenAt, expiresAt }: OpenConsole,
  { db, idleMs }: { readonly db: Database; readonly idleMs: number },
) => ({
  sessionId,
  mode: await readAuthorizationMode(db.read, caller.accountId),
  principal: {
    kind: caller.kind,
    arn: principalName(caller),
    accountId: caller.accountId,
    ...(caller.kind === "user" && { userId: caller.userId, userName: caller.userName }),
    isFirstAccount: caller.isFirstAccount,
  },
  byPassword,
  ...(!byPassword && { accessKeyId: caller.accessKeyId }),
  signedInAt: createdAt,
  expiresAt,
  idleExpiresAt: Math.min(expiresAt, lastSeenAt + idleMs),
});

/** The root sees those of its whole account, a user their own. */
export async function listSessions(read: Connection, { caller, sessionId }: OpenConsole, now: number) {
  const rows = await listConsoleSessions(read, sessionOwner(caller), now);
  return rows.map((row) => ({
    sessionId: row.session_id,
    isThis: row.session_id === sessionId,
    userName: row.user_name ?? undefined,
    accessKeyId: row.access_key_id ?? undefined,
    sourceAddress: row.source_address,
    userAgent: row.user_agent,
    signedInAt: row.created_at,
    lastSeenAt: row.last_seen_at,
    expiresAt: row.expires_at,
  }));
}

/** Answers whether it was there. */
export const endSession = (db: Database, { caller }: OpenConsole, sessionId: string): Promise<boolean> =>
  db.transact((tx) => endConsoleSession(tx, sessionOwner(caller), sessionId));
