import { fileURLToPath } from "node:url";
import type { ProbeFailure, ProbeRequest, ProbeResult } from "./protocol.ts";
import type { Limits, Walls } from "./walls.ts";
import { noWalls, testWalls, withinWalls } from "./walls.ts";
import { MediaWorker } from "./worker.ts";

export interface MediaPoolOptions {
  /** How many files are probed at once. */
  workers: number;
  /** How long one probe may take before its worker is killed. */
  timeoutMs: number;
  /** How much memory a worker may hold. */
  memoryLimitBytes: number;
  /** File that a worker runs; by default the one built beside this module. */
  childEntry?: string;
  log?: (details: object, message: string) => void;
}

/** Reads media files in worker processes, so that a hostile file can break a worker and nothing else. */
export interface MediaPool extends AsyncDisposable {
  /** Never rejects: whatever a file does is its result. */
  probe(request: ProbeRequest): Promise<ProbeResult>;
  /** Starts the first worker, so that the next probe does not wait for it. */
  warm(): void;
  /** The walls around the workers; none is said to hold before they are tested, which the first start does. */
  walls(): Walls;
  /** Rejects when the machine has not even the means to test them. */
  checkWalls(): Promise<Walls>;
  /** Ends the workers; waiting and running probes answer `closed`. */
  close(): Promise<void>;
}

interface WaitingProbe {
  request: ProbeRequest;
  isRetry: boolean;
  answer(result: ProbeResult): void;
}

const gibibyte = 1024 ** 3;
const startsAtMost = 3;
const busyAtMostMs = 60_000;
const deathsWithoutPause = 2;
const pauseAtMostMs = 2000;
const deathsBeforeRest = 5;

const closedFailure: ProbeFailure = { ok: false, code: "closed", reason: "The server is stopping." };
const unavailableFailure: ProbeFailure = {
  ok: false,
  code: "unavailable",
  reason: "The media worker cannot start on this machine.",
};

/** Starts nothing: the first worker comes with the first probe, or with `warm`. */
export function createMediaPool(options: MediaPoolOptions): MediaPool {
  return new WorkerPool(options);
}

class WorkerPool implements MediaPool {
  readonly #options: MediaPoolOptions;
  readonly #entry: string;
  readonly #limits: Limits;
  readonly #waiting: WaitingProbe[] = [];
  readonly #members = new Set<MediaWorker>();
  readonly #idle: MediaWorker[] = [];
  #testing: Promise<void> | undefined;
  #walls = noWalls;
  /** Workers that live or are being started. */
  #size = 0;
  #starting = 0;
  #failedStarts = 0;
  #suspectsAddressSpace = false;
  #deathsInARow = 0;
  #closed = false;

  constructor(options: MediaPoolOptions) {
    this.#options = options;
    this.#entry = options.childEntry ?? defaultEntry();
    this.#limits = limitsFor(options, this.#entry);
  }

  probe(request: ProbeRequest): Promise<ProbeResult> {
    if (this.#closed) return Promise.resolve(closedFailure);
    const { promise, resolve } = Promise.withResolvers<ProbeResult>();
    this.#waiting.push({ request, isRetry: false, answer: resolve });
    this.#pump();
    return promise;
  }

  warm(): void {
    if (!this.#closed && this.#size === 0) void this.#start();
  }

  walls(): Walls {
    return this.#walls;
  }

  async checkWalls(): Promise<Walls> {
    this.#testing ??= this.#testWalls();
    await this.#testing;
    return this.#walls;
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const { answer } of this.#waiting.splice(0)) answer(closedFailure);
    await Promise.all([...this.#members].map((worker) => worker.end()));
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  async #testWalls(): Promise<void> {
    try {
      this.#walls = await testWalls(this.#limits);
    } catch (error) {
      this.#testing = undefined;
      throw error;
    }
  }

  #pump(): void {
    while (this.#waiting.length > 0 && this.#idle.length > 0) {
      const [next, worker] = [this.#waiting.shift(), this.#idle.pop()];
      if (next && worker) void this.#run(next, worker);
    }
    const room = this.#options.workers - this.#size;
    const wanted = Math.min(room, this.#waiting.length - this.#starting);
    for (let missing = wanted; missing > 0 && !this.#closed; missing--) void this.#start();
  }

  async #run(probe: WaitingProbe, worker: MediaWorker): Promise<void> {
    const result = await worker.probe(probe.request);
    if (worker.isAlive) this.#deathsInARow = 0;
    if (worker.isFresh) this.#idle.push(worker);
    else this.#replace(worker);
    if (isRetryDue(probe, worker)) this.#waiting.unshift({ ...probe, isRetry: true });
    else probe.answer(result);
    this.#pump();
  }

  /** Keeps one worker warm, but not for ever when each new one dies too. */
  #replace(worker: MediaWorker): void {
    this.#forget(worker);
    if (!worker.isAlive) this.#deathsInARow += 1;
    if (this.#deathsInARow <= deathsBeforeRest) this.warm();
  }

  #forget(worker: MediaWorker): void {
    void worker.end();
    this.#members.delete(worker);
    this.#size -= 1;
  }

  async #start(): Promise<void> {
    this.#size += 1;
    this.#starting += 1;
    await pause(pauseAfter(this.#deathsInARow));
    const listens = await this.#launch();
    this.#starting -= 1;
    if (this.#closed) return;
    if (!listens) this.#noteFailedStart();
    this.#pump();
  }

  /** Some systems refuse the address space that V8 reserves: after such a start that wall is left out. */
  async #launch(): Promise<boolean> {
    const tested = await this.checkWalls().catch((error: unknown) => this.#log({ error }, "A wall was not tested"));
    if (this.#closed || !tested) return false;
    const walls = this.#suspectsAddressSpace ? { ...tested, addressSpace: false } : tested;
    const worker = new MediaWorker(workerSettings(this.#options, this.#entry, walls, this.#limits));
    this.#members.add(worker);
    if (await worker.ready) {
      this.#walls = walls;
      this.#admit(worker);
      return true;
    }
    this.#members.delete(worker);
    const death = await worker.gone;
    this.#log({ ...death, walls }, "A media worker did not start");
    this.#suspectsAddressSpace = walls.addressSpace && death.pid !== undefined;
    return false;
  }

  #admit(worker: MediaWorker): void {
    this.#failedStarts = 0;
    this.#idle.push(worker);
    void worker.gone.then((death) => {
      if (death.cause === "closed") return;
      this.#log(death, "A media worker ended");
      const at = this.#idle.indexOf(worker);
      if (at < 0) return;
      this.#idle.splice(at, 1);
      this.#replace(worker);
    });
  }

  #noteFailedStart(): void {
    this.#size -= 1;
    this.#failedStarts += 1;
    if (this.#failedStarts < startsAtMost) return;
    this.#failedStarts = 0;
    for (const { answer } of this.#waiting.splice(0)) answer(unavailableFailure);
  }

  #log(details: object, message: string): undefined {
    this.#options.log?.(details, message);
  }
}

/** A worker that had read other files before may have been broken by one of them. */
function isRetryDue({ isRetry }: WaitingProbe, worker: MediaWorker): boolean {
  return worker.hasCrashed && worker.filesRead > 1 && !isRetry;
}

/** Beside this file in the source tree as in the built server. */
function defaultEntry(): string {
  const name = import.meta.url.endsWith(".ts") ? "./child.ts" : "./media-child.js";
  return fileURLToPath(new URL(name, import.meta.url));
}

/** Node reserves 1.6 GiB of addresses before a file is opened, and 8 more for the compiler that strips types. */
function limitsFor({ memoryLimitBytes, timeoutMs }: MediaPoolOptions, entry: string): Limits {
  const reserved = (entry.endsWith(".ts") ? 10 : 2) * gibibyte;
  return {
    addressSpaceBytes: memoryLimitBytes + reserved,
    cpuSeconds: Math.ceil((2 * (busyAtMostMs + timeoutMs)) / 1000),
  };
}

function workerSettings(options: MediaPoolOptions, entry: string, walls: Walls, limits: Limits) {
  const { timeoutMs, memoryLimitBytes } = options;
  const command = withinWalls([process.execPath, entry], walls, limits);
  return { command, timeoutMs, memoryLimitBytes, busyAtMostMs };
}

/** Files that kill one worker after the other must not keep the machine busy with starting new ones. */
function pauseAfter(deathsInARow: number): number {
  const beyond = deathsInARow - deathsWithoutPause;
  return beyond <= 0 ? 0 : Math.min(50 * 2 ** beyond, pauseAtMostMs);
}

function pause(ms: number): Promise<void> {
  return ms === 0 ? Promise.resolve() : new Promise((resolve) => setTimeout(resolve, ms));
}
