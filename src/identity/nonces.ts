import { randomInt } from "node:crypto";
import type { Connection } from "../database/connect.ts";
import { statement } from "../database/statement.ts";
import { HashSet } from "./hash-set.ts";

/** What a signed request can be made only once with. */
export interface SignedNonce {
  readonly nonce: string;
  /** The time that was signed with it, in epoch milliseconds: the same in a request that comes again. */
  readonly signedAt: number;
}

interface UsedNonce extends SignedNonce {
  readonly accessKeyId: string;
  readonly accountId: string;
}

const insert = statement<UsedNonce>()((query, p) =>
  query.insertInto("nonces").values({
    signed_at: p.signedAt,
    access_key_id: p.accessKeyId,
    nonce: p.nonce,
    account_id: p.accountId,
  }),
);

/** Keeps a write's nonce beyond a restart and on every node; violates uniqueness when it was used before. */
export async function insertNonce(tx: Connection, nonce: UsedNonce): Promise<void> {
  await tx.run(insert, nonce);
}

/** Forgets nonces whose requests are too old to be accepted anyway. */
export async function deleteOldNonces(tx: Connection, signedBefore: number): Promise<void> {
  await tx.query.deleteFrom("nonces").where("signed_at", "<", signedBefore).execute();
}

/**
 * Nonces seen by this process. A nonce is kept, as a seeded 64-bit hash, for two windows in which its request could come
 * again: sets of one window each take turns.
 */
export class NonceMemory {
  readonly #windowMs: number;
  readonly #seed = randomInt(2 ** 31);
  #sets = [new HashSet(), new HashSet(), new HashSet()];
  #turn = 0;

  constructor(windowMs: number) {
    this.#windowMs = windowMs;
  }

  /** Answers false when the nonce was used before. */
  use(accessKeyId: string, nonce: string, now: number): boolean {
    this.#rotate(Math.floor(now / this.#windowMs));
    const { high, low } = this.#hash(accessKeyId, nonce);
    for (const set of this.#sets) if (set.has(high, low)) return false;
    this.#sets[0]?.add(high, low);
    return true;
  }

  #rotate(turn: number): void {
    const steps = Math.min(turn - this.#turn, this.#sets.length);
    for (let i = 0; i < steps; i++) this.#sets = [new HashSet(), ...this.#sets.slice(0, -1)];
    this.#turn = Math.max(turn, this.#turn);
  }

  #hash(accessKeyId: string, nonce: string): { readonly high: number; readonly low: number } {
    let high = this.#seed;
    let low = ~this.#seed;
    for (const part of [accessKeyId, "\n", nonce]) {
      for (let i = 0; i < part.length; i++) {
        const code = part.charCodeAt(i);
        high = Math.imul(high ^ code, 0x9e3779b1);
        low = Math.imul(low ^ code, 0x85ebca6b);
        high ^= low >>> 15;
        low ^= high >>> 13;
      }
    }
    return { high, low: Math.imul(low ^ (low >>> 16), 0x85ebca6b) };
  }
}
