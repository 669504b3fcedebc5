import type { Caller, Principal } from "../contract/principal.ts";
import type { Connection } from "../database/connect.ts";
import { findAccessKey } from "./access-keys.ts";
import type { ObjectUrlKeys } from "./object-urls.ts";
import type { SecretBox } from "./secret-box.ts";
import { findSession } from "./sessions.ts";

/** What a door needs to verify a signature and to know whose it is. */
export interface SigningKey {
  readonly accessKeyId: string;
  readonly secret: string;
  readonly status: "Active" | "Inactive";
  /** Present on temporary keys: they count only together with their token. */
  readonly token?: { readonly hash: string; readonly expiresAt: number };
  readonly principal: Principal;
}

export interface KeyRing {
  /** The key of this id, or undefined when there is none (any more). */
  find(accessKeyId: string): Promise<SigningKey | undefined>;
  /** To be called after each committed change of keys or sessions. */
  forget(): void;
}

interface KeyRingParts {
  readonly read: Connection;
  readonly box: SecretBox;
  readonly objectUrls: ObjectUrlKeys;
  /** Whether this process is the only one that changes keys, so that read keys may be kept. */
  readonly alone: boolean;
}

const maxKnown = 10_000;

/** Nothing else was ever handed out, and not every database takes every character. */
const keyIdPattern = /^[\x21-\x7e]{1,128}$/;

export function createKeyRing({ read, box, objectUrls, alone }: KeyRingParts): KeyRing {
  const known = new Map<string, SigningKey>();
  let changes = 0;

  async function load(accessKeyId: string): Promise<SigningKey | undefined> {
    if (!accessKeyId.startsWith("STS.")) return loadLongLived(read, box, accessKeyId);
    const urlKey = objectUrls.find(accessKeyId);
    if (!urlKey) return loadSession(read, box, accessKeyId);
    const { accountId, secret, tokenHash, expiresAt } = urlKey;
    return {
      accessKeyId,
      secret,
      status: "Active",
      token: { hash: tokenHash, expiresAt },
      principal: { kind: "object-url", accountId, accessKeyId },
    };
  }

  return {
    async find(accessKeyId) {
      if (!keyIdPattern.test(accessKeyId)) return undefined;
      const kept = known.get(accessKeyId);
      if (kept) return kept;
      const before = changes;
      const key = await load(accessKeyId);
      if (!key || !alone || changes !== before) return key;
      if (known.size >= maxKnown) known.clear();
      known.set(accessKeyId, key);
      return key;
    },
    forget() {
      changes += 1;
      known.clear();
    },
  };
}

interface AccountColumns {
  readonly account_id: string;
  readonly default_workspace_id: string;
  readonly default_production_id: string;
  readonly is_first: number;
  readonly identity_version: number;
}

const inAccount = (row: AccountColumns, bucket: string, accessKeyId: string) => ({
  accountId: row.account_id,
  accessKeyId,
  bucket,
  defaultWorkspaceId: row.default_workspace_id,
  defaultProductionId: row.default_production_id,
  isFirstAccount: row.is_first === 1,
  identityVersion: row.identity_version,
});

async function loadLongLived(read: Connection, box: SecretBox, accessKeyId: string): Promise<SigningKey | undefined> {
  const row = await findAccessKey(read, accessKeyId);
  const principal = row && longLivedPrincipal(row, accessKeyId);
  if (!principal) return undefined;
  return { accessKeyId, secret: box.open(row.secret_sealed, accessKeyId), status: row.status, principal };
}

type KeyFound = NonNullable<Awaited<ReturnType<typeof findAccessKey>>>;

/** None when the user behind the key is gone. */
function longLivedPrincipal(row: KeyFound, accessKeyId: string): Caller | undefined {
  const account = inAccount(row, row.bucket, accessKeyId);
  if (row.principal_kind === "root") return { ...account, kind: "root" };
  if (row.user_id === null || row.user_name === null) return undefined;
  return { ...account, kind: "user", userId: row.user_id, userName: row.user_name };
}

type SessionFound = NonNullable<Awaited<ReturnType<typeof findSession>>>;

async function loadSession(read: Connection, box: SecretBox, accessKeyId: string): Promise<SigningKey | undefined> {
  const row = await findSession(read, accessKeyId);
  const principal = row && sessionPrincipal(row, accessKeyId);
  if (!principal) return undefined;
  return {
    accessKeyId,
    secret: box.open(row.secret_sealed, accessKeyId),
    status: "Active",
    token: { hash: row.token_hash, expiresAt: row.expires_at },
    principal,
  };
}

/** None when the role behind the session is gone. */
function sessionPrincipal(row: SessionFound, accessKeyId: string): Principal | undefined {
  if (row.kind === "upload") {
    return {
      kind: "upload",
      accountId: row.account_id,
      accessKeyId,
      bucket: row.bucket,
      objectKey: row.object_key,
      maxBytes: row.max_bytes ?? undefined,
      expiresAt: row.expires_at,
    };
  }
  if (row.role_id === null || row.role_name === null) return undefined;
  return {
    ...inAccount(row, row.account_bucket, accessKeyId),
    kind: "role",
    roleId: row.role_id,
    roleName: row.role_name,
    sessionName: row.session_name ?? "",
    sessionPolicy: row.session_policy ?? undefined,
    creatorAccessKeyId: row.creator_access_key_id,
    expiresAt: row.expires_at,
  };
}
