import type { Client } from "../contract/client.ts";
import type { Caller } from "../contract/principal.ts";
import type { Connection } from "../database/connect.ts";
import type { AuditLog } from "../identity/audit-log.ts";
import type { AuthorizeParts } from "../identity/authorize.ts";
import type { KeyRing } from "../identity/key-ring.ts";
import type { LastUsed } from "../identity/last-used.ts";
import type { ObjectUrlKeys } from "../identity/object-urls.ts";
import type { SecretBox } from "../identity/secret-box.ts";
import type { UrlRules } from "../library/input-url.ts";

/** What one call has at hand. */
export interface CallContext {
  readonly caller: Caller;
  readonly client: Client;
  /** Epoch milliseconds, the same for the whole call. */
  readonly now: number;
  readonly read: Connection;
  /** Commits durably before it resolves; keeps the call's nonce in the same transaction. */
  transact<T>(fn: (tx: Connection) => Promise<T>): Promise<T>;
  readonly parts: OperationParts;
}

/** What all calls share. */
export interface OperationParts {
  readonly box: SecretBox;
  readonly keys: KeyRing;
  readonly lastUsed: LastUsed;
  readonly objectUrls: ObjectUrlKeys;
  readonly auditLog: Pick<AuditLog, "flush">;
  /** Every action that policies can speak of. */
  readonly catalogue: AuthorizeParts["catalogue"];
  readonly urlRules: UrlRules;
  /** Scheme, host and port of the object address that clients are told. */
  readonly publicObjectUrl: string;
  readonly region: string;
  readonly credentialLifeMs: number;
  /** Removes data files that no row refers to any more. */
  removeBlobs(blobIds: readonly string[]): void;
}
