import type { IncomingMessage, ServerResponse } from "node:http";
import type { Client } from "../contract/client.ts";
import type { Principal } from "../contract/principal.ts";
import type { Accounts } from "../identity/accounts.ts";
import type { AuditLog } from "../identity/audit-log.ts";
import type { AuthorizeParts } from "../identity/authorize.ts";
import type { KeyRing } from "../identity/key-ring.ts";
import type { LastUsed } from "../identity/last-used.ts";
import type { Pair } from "../signing/percent-encode.ts";
import type { ObjectStore } from "../storage/object-store.ts";
import type { RecordedRequest } from "./recorded-request.ts";
import type { Sender } from "./sender.ts";
import type { InlineTypes } from "./sniff.ts";

export interface ObjectDoorSettings {
  /** Host names with ports, lower case, under which clients reach this door. */
  readonly ownHosts: ReadonlySet<string>;
  readonly publicObjectUrl: string;
  readonly region: string;
  readonly maxUploadBytes: number;
  readonly clockWindowMs: number;
  /** How long a sender may be silent in the middle of a body; a minute when absent. */
  readonly silenceMs?: number;
}

export interface ObjectDoorParts extends AuthorizeParts {
  readonly keys: KeyRing;
  readonly lastUsed: LastUsed;
  readonly accounts: Accounts;
  readonly auditLog: AuditLog;
  readonly store: ObjectStore;
  readonly settings: ObjectDoorSettings;
  readonly now: () => number;
  readonly clientOf: (request: IncomingMessage) => Client;
  readonly log: (message: string, details: Record<string, unknown>) => void;
  /** Called when bytes are about to come, so that what reads them later can be made ready. */
  readonly onUpload: () => void;
}

/** A request and what is needed to answer it. */
export interface Arrival {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly sender: Sender;
  readonly requestId: string;
  readonly parts: ObjectDoorParts;
  readonly inlineTypes: InlineTypes;
  readonly now: number;
  readonly recorded: RecordedRequest;
}

/** The same once its target is read. */
export interface Exchange extends Arrival {
  readonly method: string;
  /** The decoded path without its leading slash. */
  readonly path: string;
  /** Decoded; no name comes twice. */
  readonly query: readonly Pair[];
}

/** The same once it is known who asks for what. */
export interface SignedExchange extends Exchange {
  readonly principal: Principal;
  /** Whose the bucket is: the caller's account. */
  readonly accountId: string;
  readonly bucket: string;
  /** Empty for the bucket itself. */
  readonly key: string;
}

export const findQuery = ({ query }: Pick<Exchange, "query">, name: string): string | undefined =>
  query.find(([candidate]) => candidate === name)?.[1];
