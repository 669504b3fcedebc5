import { createHash } from "node:crypto";
import type { Connection } from "../database/connect.ts";
import { statement } from "../database/statement.ts";
import { randomText, randomToken } from "./access-keys.ts";
import type { SecretBox } from "./secret-box.ts";

export interface NewSession {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly securityToken: string;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
}

/** What an upload credential ends with. */
export interface UploadCreator {
  /** The long-lived key, or the sign-in at the console, at the beginning of it. */
  readonly creatorAccessKeyId: string;
  /** Of a call that is made in a role. */
  readonly roleSession?: { readonly accessKeyId: string; readonly expiresAt: number };
}

export interface UploadSessionRequest extends UploadCreator {
  readonly accountId: string;
  readonly bucket: string;
  readonly objectKey: string;
  readonly maxBytes: number | null;
  readonly now: number;
  readonly lifeMs: number;
}

const insert = statement<{
  accessKeyId: string;
  accountId: string;
  creator: string;
  roleSession: string | null;
  sealed: string;
  tokenHash: string;
  bucket: string;
  objectKey: string;
  maxBytes: number | null;
  now: number;
  expiresAt: number;
}>()((query, p) =>
  query.insertInto("sessions").values({
    access_key_id: p.accessKeyId,
    account_id: p.accountId,
    kind: "upload",
    creator_access_key_id: p.creator,
    role_session_key_id: p.roleSession,
    secret_sealed: p.sealed,
    token_hash: p.tokenHash,
    bucket: p.bucket,
    object_key: p.objectKey,
    max_bytes: p.maxBytes,
    created_at: p.now,
    expires_at: p.expiresAt,
  }),
);

const byId = statement<{ accessKeyId: string }>()((query, p) =>
  query
    .selectFrom("sessions")
    .leftJoin("access_keys", "access_keys.access_key_id", "sessions.creator_access_key_id")
    .leftJoin("console_sessions", "console_sessions.session_id", "sessions.creator_access_key_id")
    .innerJoin("accounts", "accounts.account_id", "sessions.account_id")
    .leftJoin("roles", "roles.role_id", "sessions.role_id")
    .leftJoin("sessions as made_in", "made_in.access_key_id", "sessions.role_session_key_id")
    .leftJoin("roles as made_as", "made_as.role_id", "made_in.role_id")
    .select([
      "sessions.account_id",
      "sessions.kind",
      "sessions.creator_access_key_id",
      "sessions.session_name",
      "sessions.session_policy",
      "roles.role_id",
      "roles.role_name",
      "accounts.bucket as account_bucket",
      "accounts.default_workspace_id",
      "accounts.default_production_id",
      "accounts.is_first",
      "accounts.identity_version",
      "sessions.secret_sealed",
      "sessions.token_hash",
      "sessions.bucket",
      "sessions.object_key",
      "sessions.max_bytes",
      "sessions.expires_at",
    ])
    .where("sessions.access_key_id", "=", p.accessKeyId)
    .where((row) =>
      row.or([row("access_keys.status", "=", "Active"), row("console_sessions.session_id", "is not", null)]),
    )
    .where((row) => row.or([row("sessions.role_session_key_id", "is", null), row("made_as.role_id", "is not", null)])),
);

/** Lower-case hex SHA-256, the only form in which a token is stored. */
export const hashToken = (token: string): string => createHash("sha256").update(token).digest("hex");

/** Stores a credential that may write one object and nothing else. One of a role's session does not outlive it. */
export async function createUploadSession(
  tx: Connection,
  request: UploadSessionRequest,
  box: SecretBox,
): Promise<NewSession> {
  const { roleSession, now, lifeMs } = request;
  const session: NewSession = {
    accessKeyId: `STS.${randomText(24)}`,
    accessKeySecret: randomText(44),
    securityToken: `CAIS${randomToken(96)}`,
    expiresAt: Math.min(now + lifeMs, roleSession?.expiresAt ?? Number.POSITIVE_INFINITY),
  };
  await tx.run(insert, {
    accessKeyId: session.accessKeyId,
    accountId: request.accountId,
    creator: request.creatorAccessKeyId,
    roleSession: roleSession?.accessKeyId ?? null,
    sealed: box.seal(session.accessKeySecret, session.accessKeyId),
    tokenHash: hashToken(session.securityToken),
    bucket: request.bucket,
    objectKey: request.objectKey,
    maxBytes: request.maxBytes,
    now,
    expiresAt: session.expiresAt,
  });
  return session;
}

/** The stored session, as long as the key, the sign-in or the role's session that it was made with is in force. */
export async function findSession(db: Connection, accessKeyId: string) {
  const [row] = await db.run(byId, { accessKeyId });
  return row;
}

/** Forgets sessions some time after their end: until then an expired one is answered as expired, not as unknown. */
export async function deleteExpiredSessions(tx: Connection, endedBefore: number): Promise<void> {
  await tx.query.deleteFrom("sessions").where("expires_at", "<", endedBefore).execute();
}
