import { isIPv6 } from "node:net";
import { SessionError } from "./request.ts";

interface Bucket {
  tokens: number;
  filledAt: number;
}

interface Rate {
  /** How many attempts may come at once. */
  readonly burst: number;
  /** How long until one more may come. */
  readonly everyMs: number;
}

const rates = {
  address: { burst: 20, everyMs: 15_000 },
  name: { burst: 30, everyMs: 30_000 },
} as const satisfies Record<string, Rate>;

const maxBuckets = 20_000;

/** Attempts to sign in from one address, and with one name, on this node: whoever is right gets his attempt back. */
export class SignInThrottle {
  readonly #buckets = new Map<string, Bucket>();

  /** Throws when there were too many. Answers how to give the attempt back. */
  take(address: string, name: string, now: number): () => void {
    const taken = [
      this.#bucket(`address ${networkOf(address)}`, rates.address, now),
      this.#bucket(`name ${name.toLowerCase()}`, rates.name, now),
    ] as const;
    const waitMs = Math.max((1 - taken[0].tokens) * rates.address.everyMs, (1 - taken[1].tokens) * rates.name.everyMs);
    if (waitMs > 0) throw tooMany(Math.ceil(waitMs / 1000));
    for (const bucket of taken) bucket.tokens -= 1;
    return () => {
      for (const bucket of taken) bucket.tokens += 1;
    };
  }

  #bucket(key: string, { burst, everyMs }: Rate, now: number): Bucket {
    const known = this.#buckets.get(key) ?? { tokens: burst, filledAt: now };
    known.tokens = Math.min(burst, known.tokens + Math.max(0, now - known.filledAt) / everyMs);
    known.filledAt = now;
    // The one that was used last stands last, and the oldest goes first.
    this.#buckets.delete(key);
    this.#buckets.set(key, known);
    if (this.#buckets.size > maxBuckets) this.#buckets.delete(this.#buckets.keys().next().value ?? key);
    return known;
  }
}

const tooMany = (seconds: number): SessionError =>
  new SessionError("TooManyAttempts", `Too many attempts to sign in. Try again in ${seconds} seconds.`, {
    "Retry-After": String(seconds),
  });

/** One subscriber of IPv6 has a whole /64. */
function networkOf(address: string): string {
  if (!isIPv6(address)) return address;
  const [head = "", tail] = address.split("::");
  const first = head.split(":").filter((group) => group !== "");
  const last = tail?.split(":").filter((group) => group !== "") ?? [];
  const zeros = Array.from({ length: Math.max(0, 8 - first.length - last.length) }, () => "0");
  return [...first, ...zeros, ...last].slice(0, 4).join(":");
}

const maxRunning = 2;
const maxWaiting = 30;

/** Passwords are slow to check on purpose: so many at once, so many more may wait, and the rest is told to come again. */
export class PasswordGate {
  #running = 0;
  readonly #waiting: (() => void)[] = [];

  async run<T>(fn: () => Promise<T>): Promise<T> {
    if (this.#running >= maxRunning) {
      if (this.#waiting.length >= maxWaiting) throw tooMany(5);
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    } else {
      this.#running += 1;
    }
    try {
      return await fn();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#running -= 1;
    }
  }
}
