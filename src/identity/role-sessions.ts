import type { Caller } from "../contract/principal.ts";
import type { Connection } from "../database/connect.ts";
import type { RoleRow } from "../database/schema.ts";
import { statement } from "../database/statement.ts";
import { randomText, randomToken } from "./access-keys.ts";
import type { SecretBox } from "./secret-box.ts";
import { hashToken, type NewSession } from "./sessions.ts";

/** What a session passes on to those that are made in it. */
export interface SessionOrigin {
  /** The long-lived key at the beginning: with it, all of them end. */
  readonly accessKeyId: string;
  readonly userId: string | null;
  readonly sourceIdentity: string | null;
}

const originOf = statement<{ accessKeyId: string }>()((query, p) =>
  query
    .selectFrom("sessions")
    .select(["creator_access_key_id", "user_id", "source_identity"])
    .where("access_key_id", "=", p.accessKeyId),
);

/** Who is behind a caller, through however many roles. */
export async function findOrigin(db: Connection, caller: Caller): Promise<SessionOrigin> {
  if (caller.kind !== "role") {
    const userId = caller.kind === "user" ? caller.userId : null;
    return { accessKeyId: caller.accessKeyId, userId, sourceIdentity: null };
  }
  const [row] = await db.run(originOf, { accessKeyId: caller.accessKeyId });
  return {
    accessKeyId: caller.creatorAccessKeyId,
    userId: row?.user_id ?? null,
    sourceIdentity: row?.source_identity ?? null,
  };
}

export interface RoleSessionRequest {
  readonly role: Pick<RoleRow, "role_id" | "account_id">;
  readonly origin: SessionOrigin;
  readonly sessionName: string;
  readonly sessionPolicy: string | null;
  readonly sourceIdentity: string | null;
  readonly now: number;
  readonly lifeMs: number;
}

interface Values {
  readonly accessKeyId: string;
  readonly accountId: string;
  readonly creator: string;
  readonly sealed: string;
  readonly tokenHash: string;
  readonly now: number;
  readonly expiresAt: number;
  readonly userId: string | null;
  readonly roleId: string;
  readonly sessionName: string;
  readonly sessionPolicy: string | null;
  readonly sourceIdentity: string | null;
}

const insert = statement<Values>()((query, p) =>
  query.insertInto("sessions").values({
    access_key_id: p.accessKeyId,
    account_id: p.accountId,
    kind: "role",
    creator_access_key_id: p.creator,
    secret_sealed: p.sealed,
    token_hash: p.tokenHash,
    bucket: "",
    object_key: "",
    max_bytes: null,
    created_at: p.now,
    expires_at: p.expiresAt,
    user_id: p.userId,
    role_id: p.roleId,
    session_name: p.sessionName,
    session_policy: p.sessionPolicy,
    source_identity: p.sourceIdentity,
  }),
);

/** Stores a credential of somebody who acts in a role. The secret is kept sealed, of the token only its hash. */
export async function createRoleSession(
  tx: Connection,
  request: RoleSessionRequest,
  box: SecretBox,
): Promise<NewSession> {
  const { role, origin, sessionName, sessionPolicy, sourceIdentity, now } = request;
  const session: NewSession = {
    accessKeyId: `STS.${randomText(24)}`,
    accessKeySecret: randomText(44),
    securityToken: `CAIS${randomToken(96)}`,
    expiresAt: now + request.lifeMs,
  };
  await tx.run(insert, {
    accessKeyId: session.accessKeyId,
    accountId: role.account_id,
    creator: origin.accessKeyId,
    sealed: box.seal(session.accessKeySecret, session.accessKeyId),
    tokenHash: hashToken(session.securityToken),
    now,
    expiresAt: session.expiresAt,
    userId: origin.userId,
    roleId: role.role_id,
    sessionName,
    sessionPolicy,
    sourceIdentity,
  });
  return session;
}
