import type { Connection, Database } from "../database/connect.ts";
import { type Job, leaseJobs, nextJobAt, postponeJob } from "./queue.ts";

/** How one kind of job is done. */
export interface JobKind {
  readonly kind: string;
  /** How many are under way at once. */
  readonly concurrency: number;
  /** How many are leased together; those that wait for their turn must fit into the lease. */
  readonly batch: number;
  /** How long a worker may be silent before its job goes to another. */
  readonly leaseMs: number;
  readonly maxAttempts: number;
  /** The kind of the jobs that it enqueues, which are looked for at once. */
  readonly leadsTo?: string;
  /** Does it and finishes it with `finishJob` in the transaction of its result. Throws when it should be tried again. */
  run(job: Job, signal: AbortSignal): Promise<void>;
  /** Writes down that it failed for the last time, in the transaction that sets the job aside. */
  giveUp(tx: Connection, job: Job, error: Error): Promise<void>;
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

/** A database that refuses is not asked again any sooner. */
const refusedPauseMs = 5_000;
const leastIdleMs = 50;
const maxIdleMs = { sqlite: 30_000, postgres: 1_000 };

/** Runs jobs of these kinds until it is closed. */
export function runJobs(kinds: readonly JobKind[], parts: RunnerParts): JobRunner {
  const loops = new Map<string, JobLoop>();
  const wakeNext = ({ leadsTo }: JobKind) => leadsTo !== undefined && loops.get(leadsTo)?.wake();
  for (const kind of kinds) loops.set(kind.kind, new JobLoop(kind, parts, wakeNext));
  return {
    wake() {
      for (const loop of loops.values()) loop.wake();
    },
    async close() {
      await Promise.all(Array.from(loops.values(), (loop) => loop.close()));
    },
  };
}

class JobLoop {
  readonly #kind: JobKind;
  readonly #parts: RunnerParts;
  readonly #stop = new AbortController();
  readonly #onDone: (kind: JobKind) => void;
  readonly #running = new Set<Promise<void>>();
  readonly #ended: Promise<void>;
  /** Leased, and not begun. */
  #waiting: Job[] = [];
  #woken = true;
  #rouse: (() => void) | undefined;

  constructor(kind: JobKind, parts: RunnerParts, onDone: (kind: JobKind) => void) {
    this.#kind = kind;
    this.#onDone = onDone;
    this.#parts = parts;
    this.#ended = this.#loop();
  }

  wake(): void {
    this.#woken = true;
    this.#rouse?.();
  }

  /** Jobs that were leased and not begun are given back at the next start. */
  async close(): Promise<void> {
    this.#stop.abort();
    this.#rouse?.();
    await this.#ended;
    await Promise.all(this.#running);
  }

  async #loop(): Promise<void> {
    while (!this.#stop.signal.aborted) {
      this.#woken = false;
      // As long as some wait, it is not known whether there are more.
      const found = this.#waiting.length > 0 ? this.#kind.batch : await this.#lease();
      this.#fillPlaces();
      if (this.#running.size === this.#kind.concurrency) await Promise.race(this.#running);
      else if (found === undefined) await this.#rest(refusedPauseMs);
      else if (found < this.#kind.batch) await this.#rest(leastIdleMs);
    }
  }

  /** A job that takes long keeps its own place and no other. */
  #fillPlaces(): void {
    while (this.#running.size < this.#kind.concurrency) {
      const job = this.#waiting.shift();
      if (!job) return;
      this.#begin(job);
    }
  }

  #begin(job: Job): void {
    const running = this.#runOne(job).finally(() => this.#running.delete(running));
    this.#running.add(running);
  }

  /** Answers how many there were; undefined when the database refused. */
  async #lease(): Promise<number | undefined> {
    const { db, now, log } = this.#parts;
    const { kind, batch, leaseMs } = this.#kind;
    try {
      this.#waiting = await leaseJobs(db, { kind, limit: batch, leaseMs, now: now() });
    } catch (error) {
      log("jobs cannot be taken", { kind, error: String(error) });
      return undefined;
    }
    return this.#waiting.length;
  }

  async #runOne(job: Job): Promise<void> {
    if (this.#stop.signal.aborted) return;
    try {
      await this.#kind.run(job, this.#stop.signal);
      this.#onDone(this.#kind);
    } catch (cause) {
      if (this.#stop.signal.aborted) return;
      await this.#putBack(job, cause instanceof Error ? cause : new Error(String(cause)));
    }
  }

  /** For later, or aside for good. When even that cannot be written down, the job comes back when its lease runs out. */
  async #putBack(job: Job, error: Error): Promise<void> {
    const { db, now, log } = this.#parts;
    const { kind, maxAttempts } = this.#kind;
    const quarantine = job.attempts >= maxAttempts;
    const runAt = now() + 1000 * 2 ** job.attempts;
    try {
      await db.transact(async (tx) => {
        const isOurs = await postponeJob(tx, job, { error: error.message, runAt, quarantine });
        if (isOurs && quarantine) await this.#kind.giveUp(tx, job, error);
      });
      if (quarantine) log("a job failed too often and was set aside", { kind, jobId: job.jobId, error: error.message });
    } catch (failure) {
      log("a failed job cannot be put back", { kind, jobId: job.jobId, error: String(failure) });
    }
  }

  async #rest(leastMs: number): Promise<void> {
    const { db, now } = this.#parts;
    const limit = maxIdleMs[db.dialect];
    const nextAt = await nextJobAt(db.read, this.#kind.kind).catch(() => undefined);
    if (this.#woken || this.#stop.signal.aborted) return;
    const waitMs = nextAt === undefined ? limit : Math.min(Math.max(nextAt - now(), leastMs), limit);
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
