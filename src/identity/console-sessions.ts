import { randomBytes } from "node:crypto";
import type { AccountRoot, RamUser } from "../contract/principal.ts";
import type { Connection } from "../database/connect.ts";
import type { ConsoleSessionRow } from "../database/console-schema.ts";
import { statement } from "../database/statement.ts";
import { randomText } from "./access-keys.ts";
import { hashToken } from "./sessions.ts";

/** Who can sign in at the console. */
export type ConsoleCaller = AccountRoot | RamUser;

export interface NewConsoleSession {
  readonly accountId: string;
  /** Null for the account's root. */
  readonly userId: string | null;
  /** Null after a sign-in by password. */
  readonly accessKeyId: string | null;
  readonly sourceAddress: string;
  readonly userAgent: string;
  readonly now: number;
  readonly lifeMs: number;
}

const longestAgent = 200;

/** Answers what the cookie holds; stored is only its hash. */
export async function createConsoleSession(tx: Connection, request: NewConsoleSession): Promise<string> {
  const secret = randomBytes(32).toString("base64url");
  const row: ConsoleSessionRow = {
    session_id: `CONSOLE.${randomText(24)}`,
    account_id: request.accountId,
    secret_hash: hashToken(secret),
    user_id: request.userId,
    access_key_id: request.accessKeyId,
    source_address: request.sourceAddress,
    user_agent: request.userAgent.slice(0, longestAgent),
    created_at: request.now,
    last_seen_at: request.now,
    expires_at: request.now + request.lifeMs,
  };
  await tx.query.insertInto("console_sessions").values(row).execute();
  return secret;
}

const bySecret = statement<{ secretHash: string }>()((query, p) =>
  query
    .selectFrom("console_sessions as c")
    .innerJoin("accounts as a", "a.account_id", "c.account_id")
    .leftJoin("access_keys as k", "k.access_key_id", "c.access_key_id")
    .leftJoin("users as u", "u.user_id", "c.user_id")
    .leftJoin("login_profiles as p", "p.user_id", "c.user_id")
    .select(["c.session_id", "c.access_key_id", "c.user_id", "c.created_at", "c.last_seen_at", "c.expires_at"])
    .select(["a.account_id", "a.bucket", "a.default_workspace_id", "a.default_production_id"])
    .select(["a.is_first", "a.identity_version"])
    .select(["k.status as key_status", "u.user_name", "p.user_id as password_of"])
    .where("c.secret_hash", "=", p.secretHash),
);

export interface ConsoleSession {
  readonly sessionId: string;
  readonly caller: ConsoleCaller;
  readonly byPassword: boolean;
  readonly createdAt: number;
  readonly lastSeenAt: number;
  readonly expiresAt: number;
}

/** The session of a cookie, as long as the key or the password that it was opened with is in force. Its times are not looked at. */
export async function findConsoleSession(db: Connection, secret: string): Promise<ConsoleSession | undefined> {
  const [row] = await db.run(bySecret, { secretHash: hashToken(secret) });
  if (!row) return undefined;
  const byPassword = row.access_key_id === null;
  if (byPassword ? row.password_of === null : row.key_status !== "Active") return undefined;
  const caller = toCaller(row);
  if (!caller) return undefined;
  return {
    sessionId: row.session_id,
    caller,
    byPassword,
    createdAt: row.created_at,
    lastSeenAt: row.last_seen_at,
    expiresAt: row.expires_at,
  };
}

interface Row extends Pick<ConsoleSessionRow, "session_id" | "access_key_id" | "user_id" | "account_id"> {
  readonly bucket: string;
  readonly default_workspace_id: string;
  readonly default_production_id: string;
  readonly is_first: number;
  readonly identity_version: number;
  readonly user_name: string | null;
}

/** What is made in a session that a password opened is made by the session itself. */
function toCaller(row: Row): ConsoleCaller | undefined {
  const account = {
    accountId: row.account_id,
    accessKeyId: row.access_key_id ?? row.session_id,
    bucket: row.bucket,
    defaultWorkspaceId: row.default_workspace_id,
    defaultProductionId: row.default_production_id,
    isFirstAccount: row.is_first === 1,
    identityVersion: row.identity_version,
  };
  if (row.user_id === null) return row.access_key_id === null ? undefined : { ...account, kind: "root" };
  return row.user_name === null
    ? undefined
    : { ...account, kind: "user", userId: row.user_id, userName: row.user_name };
}

const touch = statement<{ sessionId: string; now: number }>()((query, p) =>
  query.updateTable("console_sessions").set({ last_seen_at: p.now }).where("session_id", "=", p.sessionId),
);

export async function touchConsoleSession(tx: Connection, sessionId: string, now: number): Promise<void> {
  await tx.run(touch, { sessionId, now });
}

/** Whose sessions: all of the account's for its root, and their own for users. */
export interface SessionOwner {
  readonly accountId: string;
  readonly userId: string | undefined;
}

export const sessionOwner = (caller: ConsoleCaller): SessionOwner => ({
  accountId: caller.accountId,
  userId: caller.kind === "user" ? caller.userId : undefined,
});

/** Newest first. */
export async function listConsoleSessions(db: Connection, { accountId, userId }: SessionOwner, now: number) {
  let query = db.query
    .selectFrom("console_sessions as c")
    .leftJoin("users as u", "u.user_id", "c.user_id")
    .select(["c.session_id", "c.user_id", "c.access_key_id", "u.user_name", "c.source_address", "c.user_agent"])
    .select(["c.created_at", "c.last_seen_at", "c.expires_at"])
    .where("c.account_id", "=", accountId)
    .where("c.expires_at", ">", now);
  if (userId !== undefined) query = query.where("c.user_id", "=", userId);
  return query.orderBy("c.created_at", "desc").orderBy("c.session_id").limit(1000).execute();
}

/** Answers whether the owner had such a session. */
export async function endConsoleSession(
  tx: Connection,
  { accountId, userId }: SessionOwner,
  sessionId: string,
): Promise<boolean> {
  let query = tx.query
    .deleteFrom("console_sessions")
    .where("session_id", "=", sessionId)
    .where("account_id", "=", accountId);
  if (userId !== undefined) query = query.where("user_id", "=", userId);
  return (await query.returning("session_id").executeTakeFirst()) !== undefined;
}

const keepMs = 24 * 3_600_000;

/** Some time after their end: what was made in them runs out by itself, and not in the middle of an upload. */
export async function forgetConsoleSessions(tx: Connection, now: number): Promise<void> {
  await tx.query
    .deleteFrom("console_sessions")
    .where("expires_at", "<", now - keepMs)
    .execute();
}
