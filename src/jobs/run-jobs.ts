import type { Database } from "../database/connect.ts";
import { type Job, leaseJobs, nextJobAt, postponeJob } from "./queue.ts";

/** How one kind of job is done. */
export interface JobKind {
  readonly kind: string;
  /** How many are under way at once. */
  readonly concurrency: number;
  /** How long a worker may be silent before its job goes to another. */
  readonly leaseMs: number;
  readonly maxAttempts: number;
  /** Does it and finishes it with `finishJob` in the transaction of its result. Throws when it should be tried again. */
  run(job: Job, signal: AbortSignal): Promise<void>;
  /** Called when it failed for the last time, before it is set aside. */
  giveUp(job: Job, error: Error): Promise<void>;
}

interface RunnerParts {
  readonly db: Database;
  readonly now: () => number;
  readonly log: (message: string, detail: Record<string, unknown>) => void;
}

export interface JobRunner {
  /** Looks for due jobs at once instead of at the next look. */
  wake(): void;
  /** Takes no further jobs, tells running ones to stop and waits for them. */
  close(): Promise<void>;
}

const batchSize = 20;
const maxIdleMs = { sqlite: 30_000, postgres: 1_000 };

/** Runs jobs of these kinds until it is closed. */
export function runJobs(kinds: readonly JobKind[], parts: RunnerParts): JobRunner {
  const loops = kinds.map((kind) => new JobLoop(kind, parts));
  return {
    wake() {
      for (const loop of loops) loop.wake();
    },
    async close() {
      await Promise.all(loops.map((loop) => loop.close()));
    },
  };
}

class JobLoop {
  readonly #kind: JobKind;
  readonly #parts: RunnerParts;
  readonly #stop = new AbortController();
  readonly #ended: Promise<void>;
  #woken = true;
  #rouse: (() => void) | undefined;

  constructor(kind: JobKind, parts: RunnerParts) {
    this.#kind = kind;
    this.#parts = parts;
    this.#ended = this.#loop();
  }

  wake(): void {
    this.#woken = true;
    this.#rouse?.();
  }

  async close(): Promise<void> {
    this.#stop.abort();
    this.#rouse?.();
    await this.#ended;
  }

  async #loop(): Promise<void> {
    while (!this.#stop.signal.aborted) {
      this.#woken = false;
      const found = await this.#runBatch();
      if (found < batchSize && !this.#woken) await this.#rest();
    }
  }

  /** Leases up to a batch and does it; answers how many there were. A database that refuses is asked again later. */
  async #runBatch(): Promise<number> {
    const { db, now, log } = this.#parts;
    try {
      const jobs = await leaseJobs(db, {
        kind: this.#kind.kind,
        limit: batchSize,
        leaseMs: this.#kind.leaseMs,
        now: now(),
      });
      const queue = [...jobs];
      const lane = async () => {
        for (let job = queue.shift(); job; job = queue.shift()) await this.#runOne(job);
      };
      await Promise.all(Array.from({ length: this.#kind.concurrency }, lane));
      return jobs.length;
    } catch (error) {
      log("jobs cannot be taken", { kind: this.#kind.kind, error: String(error) });
      return 0;
    }
  }

  async #runOne(job: Job): Promise<void> {
    const { db, now } = this.#parts;
    if (this.#stop.signal.aborted) return;
    try {
      await this.#kind.run(job, this.#stop.signal);
    } catch (cause) {
      if (this.#stop.signal.aborted) return;
      const error = cause instanceof Error ? cause : new Error(String(cause));
      const quarantine = job.attempts >= this.#kind.maxAttempts;
      if (quarantine) await this.#kind.giveUp(job, error);
      const runAt = now() + 1000 * 2 ** job.attempts;
      await db.transact((tx) => postponeJob(tx, job, { error: error.message, runAt, quarantine }));
    }
  }

  async #rest(): Promise<void> {
    const { db, now } = this.#parts;
    const limit = maxIdleMs[db.dialect];
    const nextAt = await nextJobAt(db.read, this.#kind.kind).catch(() => undefined);
    if (this.#woken || this.#stop.signal.aborted) return;
    const waitMs = nextAt === undefined ? limit : Math.min(Math.max(nextAt - now(), 50), limit);
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, waitMs);
      timer.unref();
      this.#rouse = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.#rouse = undefined;
  }
}
