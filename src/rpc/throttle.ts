import { ApiError } from "../contract/errors.ts";

const perSecond = { read: 100, write: 20 } as const;

interface Bucket {
  tokens: number;
  filledAt: number;
}

/** A token bucket of one second's calls for each account and kind of call. */
export class Throttle {
  readonly #buckets = new Map<string, Bucket>();

  take(accountId: string, kind: "read" | "write", now: number): void {
    const rate = perSecond[kind];
    const name = `${accountId} ${kind}`;
    const bucket = this.#buckets.get(name) ?? { tokens: rate, filledAt: now };
    // A clock may be set back.
    const gained = (Math.max(0, now - bucket.filledAt) / 1000) * rate;
    const tokens = Math.min(rate, bucket.tokens + gained);
    if (tokens < 1) {
      throw new ApiError("Throttling.User", {
        retryAfterMs: Math.ceil(((1 - tokens) / rate) * 1000),
        diagnosis: `An account may make ${rate} ${kind} calls a second here. Wait as long as x-acs-retry-after says (milliseconds).`,
      });
    }
    this.#buckets.set(name, { tokens: tokens - 1, filledAt: now });
  }
}
