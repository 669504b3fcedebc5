import type { Database } from "../database/connect.ts";
import {
  type ConsoleSession,
  endConsoleSession,
  findConsoleSession,
  sessionOwner,
  touchConsoleSession,
} from "../identity/console-sessions.ts";
import type { KeyRing } from "../identity/key-ring.ts";

/** A session that is in force. */
export type OpenConsole = ConsoleSession;

interface KeeperParts {
  readonly db: Database;
  readonly rpc: { readonly keys: KeyRing };
  readonly idleMs: number;
}

/** How exactly it is known when somebody was last there: each request would be a write otherwise. */
const touchMs = 60_000;

/** Finds sessions in the database each time, so that what ends one ends it at once and on every node. */
export class SessionKeeper {
  readonly #parts: KeeperParts;

  constructor(parts: KeeperParts) {
    this.#parts = parts;
  }

  async find(secret: string | undefined, now: number): Promise<OpenConsole | undefined> {
    if (secret === undefined) return undefined;
    const { db, idleMs } = this.#parts;
    const session = await findConsoleSession(db.read, secret);
    if (!session) return undefined;
    const idleEnd = session.lastSeenAt + idleMs;
    if (now >= session.expiresAt || now >= idleEnd) return undefined;
    if (now - session.lastSeenAt < Math.min(touchMs, idleMs / 10)) return session;
    await db.transact((tx) => touchConsoleSession(tx, session.sessionId, now));
    return { ...session, lastSeenAt: now };
  }

  async end({ caller, sessionId }: OpenConsole): Promise<void> {
    const { db, rpc } = this.#parts;
    await db.transact((tx) => endConsoleSession(tx, sessionOwner(caller), sessionId));
    // Of the credentials that it made, a kept one would outlive it.
    rpc.keys.forget();
  }
}
