import type { AccountRoot, Principal } from "../contract/principal.ts";
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

export function createKeyRing({ read, box, objectUrls, alone }: KeyRingParts): KeyRing {
  const known = new Map<string, SigningKey>();

  async function load(accessKeyId: string): Promise<SigningKey | undefined> {
    if (!accessKeyId.startsWith("STS.")) return loadRootKey(read, box, accessKeyId);
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
      const kept = known.get(accessKeyId);
      if (kept) return kept;
      const key = await load(accessKeyId);
      if (!key || !alone) return key;
      if (known.size >= maxKnown) known.clear();
      known.set(accessKeyId, key);
      return key;
    },
    forget() {
      known.clear();
    },
  };
}

async function loadRootKey(read: Connection, box: SecretBox, accessKeyId: string): Promise<SigningKey | undefined> {
  const row = await findAccessKey(read, accessKeyId);
  if (!row) return undefined;
  const principal: AccountRoot = {
    kind: "root",
    accountId: row.account_id,
    accessKeyId,
    bucket: row.bucket,
    defaultWorkspaceId: row.default_workspace_id,
    defaultProductionId: row.default_production_id,
    isFirstAccount: row.is_first === 1,
  };
  return { accessKeyId, secret: box.open(row.secret_sealed, accessKeyId), status: row.status, principal };
}

async function loadSession(read: Connection, box: SecretBox, accessKeyId: string): Promise<SigningKey | undefined> {
  const row = await findSession(read, accessKeyId);
  if (!row) return undefined;
  return {
    accessKeyId,
    secret: box.open(row.secret_sealed, accessKeyId),
    status: "Active",
    token: { hash: row.token_hash, expiresAt: row.expires_at },
    principal: {
      kind: "upload",
      accountId: row.account_id,
      accessKeyId,
      bucket: row.bucket,
      objectKey: row.object_key,
      maxBytes: row.max_bytes ?? undefined,
      expiresAt: row.expires_at,
    },
  };
}
