import { setImmediate } from "node:timers/promises";
import type { Connection } from "../database/connect.ts";

export interface ObjectTotal {
  readonly count: number;
  readonly bytes: number;
}

interface Kept {
  readonly at: number;
  readonly total: Promise<ObjectTotal>;
}

const keptMs = 30_000;
const stepRows = 5000;

/** How many objects a bucket holds, and how many bytes. Counted in steps between which others are served, and kept for half a minute. */
export class ObjectTotals {
  readonly #kept = new Map<string, Kept>();
  readonly #read: Connection;
  readonly #now: () => number;

  constructor(read: Connection, now: () => number) {
    this.#read = read;
    this.#now = now;
  }

  of(bucket: string): Promise<ObjectTotal> {
    const now = this.#now();
    const kept = this.#kept.get(bucket);
    if (kept && now - kept.at < keptMs) return kept.total;
    const total = countObjects(this.#read, bucket);
    this.#kept.set(bucket, { at: now, total });
    // A count that failed is not kept.
    total.catch(() => this.#kept.delete(bucket));
    return total;
  }
}

async function countObjects(read: Connection, bucket: string): Promise<ObjectTotal> {
  let count = 0;
  let bytes = 0;
  let after = "";
  for (;;) {
    const step = await countStep(read, bucket, after);
    count += step.count;
    bytes += step.bytes;
    if (step.count < stepRows || step.last === null) return { count, bytes };
    after = step.last;
    await setImmediate();
  }
}

async function countStep(read: Connection, bucket: string, after: string) {
  const row = await read.query
    .selectFrom((from) =>
      from
        .selectFrom("objects")
        .select(["object_key", "size_bytes"])
        .where("bucket", "=", bucket)
        .where("object_key", ">", after)
        .orderBy("object_key")
        .limit(stepRows)
        .as("step"),
    )
    .select(({ fn }) => [fn.countAll().as("count"), fn.sum("size_bytes").as("bytes"), fn.max("object_key").as("last")])
    .executeTakeFirstOrThrow();
  return { count: Number(row.count), bytes: Number(row.bytes ?? 0), last: row.last };
}
