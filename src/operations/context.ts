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
import type { Usage } from "../library/usage.ts";

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
  readonly policySets: AuthorizeParts["policySets"];
  /** Every action that policies can speak of. */
  readonly catalogue: AuthorizeParts["catalogue"];
  readonly urlRules: UrlRules;
  /** Scheme, host and port of the object address that clients are told. */
  readonly publicObjectUrl: string;
  readonly region: string;
  readonly credentialLifeMs: number;
  /** Whether new policies may use the operators that no document of RAM's names. */
  readonly extraOperators: boolean;
  readonly system: SystemFacts;
  /** Removes data files that no row refers to any more. */
  removeBlobs(blobIds: readonly string[]): void;
}

/** What can be asked about the server itself. */
export interface SystemFacts {
  /** Of one account, or of all. */
  usage(owner: { readonly accountId: string; readonly bucket: string } | undefined): Promise<Usage>;
  health(): Promise<SystemHealth>;
  /** What is left for the server on the data folder's disk. */
  freeBytes(): Promise<number>;
  /** The version of the tables in the database. */
  readonly schemaVersion: number;
}

/** As /readyz tells it. */
export interface SystemHealth {
  readonly ready: boolean;
  readonly mode: string;
  /** `enforce`, `soft` when some account is, or `unknown`. */
  readonly authorization: string;
  readonly database: {
    readonly dialect: string;
    /** `ok`, or what is wrong; so for disk and writes. */
    readonly state: string;
    readonly commits: number;
    readonly writes: number;
    readonly syncs: number;
  };
  readonly disk: string;
  readonly writes: string;
  readonly mediaWalls: Readonly<Record<"network" | "privileges" | "limits" | "addressSpace" | "memoryWatch", boolean>>;
}
