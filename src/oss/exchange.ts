import type { IncomingMessage, ServerResponse } from "node:http";
import type { Principal } from "../contract/principal.ts";
import type { Accounts } from "../identity/accounts.ts";
import type { KeyRing } from "../identity/key-ring.ts";
import type { Pair } from "../signing/percent-encode.ts";
import type { ObjectStore } from "../storage/object-store.ts";

export interface ObjectDoorSettings {
  /** Host names with ports, lower case, under which clients reach this door. */
  readonly ownHosts: ReadonlySet<string>;
  readonly publicObjectUrl: string;
  readonly maxUploadBytes: number;
  readonly clockWindowMs: number;
}

export interface ObjectDoorParts {
  readonly keys: KeyRing;
  readonly accounts: Accounts;
  readonly store: ObjectStore;
  readonly settings: ObjectDoorSettings;
  readonly now: () => number;
  readonly log: (message: string, details: Record<string, unknown>) => void;
  /** Called when bytes are about to come, so that what reads them later can be made ready. */
  readonly onUpload: () => void;
}

/** One request at the object door while it is being answered. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly requestId: string;
  readonly method: string;
  /** The decoded path without its leading slash. */
  readonly path: string;
  readonly query: readonly Pair[];
  readonly parts: ObjectDoorParts;
  readonly now: number;
}

/** The same once it is known who asks for what. */
export interface SignedExchange extends Exchange {
  readonly principal: Principal;
  readonly accountId: string;
  readonly bucket: string;
  /** Empty for the bucket itself. */
  readonly key: string;
}

export const findQuery = ({ query }: Pick<Exchange, "query">, name: string): string | undefined =>
  query.find(([candidate]) => candidate === name)?.[1];
