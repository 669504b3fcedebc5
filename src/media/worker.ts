import type { ChildProcess } from "node:child_process";
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { setPriority } from "node:os";
import { Readable } from "node:stream";
import { answerDescriptor, maxAnswerBytes, readyLine } from "./limits.ts";
import { createLineCutter } from "./lines.ts";
import type { ProbeFailure, ProbeFailureCode, ProbeRequest, ProbeResult } from "./protocol.ts";
import { parseAnswer } from "./protocol.ts";

export interface WorkerSettings {
  /** Program and arguments, walls included. */
  command: string[];
  timeoutMs: number;
  memoryLimitBytes: number;
  /** A worker that has been busy this long is replaced, well before the kernel ends it for its processor time. */
  busyAtMostMs: number;
}

export interface WorkerDeath {
  /** `closed` when it was ended on purpose. */
  cause: ProbeFailureCode;
  pid: number | undefined;
  signal: string | undefined;
  exitCode: number | undefined;
  /** The last words on stderr, or why there is no process. */
  stderr: string;
}

interface RunningOrder {
  id: number;
  settle(result: ProbeResult): void;
  timers: NodeJS.Timeout[];
  startedAt: number;
}

const startAtMostMs = 20_000;
const memoryLookEveryMs = 25;
const printedBytesAtMost = 1024 * 1024;
const lastWordsBytes = 2000;
const probesAtMost = 500;
const niceness = 10;

const failures = {
  timeout: failure("timeout", "Reading the file took too long."),
  crashed: failure("crashed", "The file made its reader crash."),
  memory: failure("memory", "Reading the file needs more memory than a worker may use."),
  flood: failure("flood", "The file made its reader write without end."),
  closed: failure("closed", "The server is stopping."),
};

/** One worker process: it works on one file at a time, and whatever happens in it ends as the result of that file. */
export class MediaWorker {
  /** True once it listens, false when it ended before that. */
  readonly ready: Promise<boolean>;
  readonly gone: Promise<WorkerDeath>;
  readonly #settings: WorkerSettings;
  readonly #child: ChildProcess;
  readonly #cutLines = createLineCutter(maxAnswerBytes);
  readonly #becameReady = Promise.withResolvers<boolean>();
  readonly #ended = Promise.withResolvers<WorkerDeath>();
  readonly #startTimer: NodeJS.Timeout;
  #order: RunningOrder | undefined;
  #nextId = 1;
  #busyMs = 0;
  #printedBytes = 0;
  #lastWords = "";
  #failure = failures.crashed;
  #alive = true;

  constructor(settings: WorkerSettings) {
    this.#settings = settings;
    this.ready = this.#becameReady.promise;
    this.gone = this.#ended.promise;
    const [file = "", ...args] = settings.command;
    this.#child = spawn(file, args, {
      env: {},
      cwd: "/",
      detached: true,
      windowsHide: true,
      stdio: ["pipe", "ignore", "pipe", "pipe"],
    });
    this.#startTimer = setTimeout(() => this.#kill(failures.timeout), startAtMostMs);
    this.#listen();
  }

  get isAlive(): boolean {
    return this.#alive;
  }

  get hasCrashed(): boolean {
    return !this.#alive && this.#failure === failures.crashed;
  }

  get filesRead(): number {
    return this.#nextId - 1;
  }

  /** False when it is dead, or has worked or grown so much that a fresh one is better. */
  get isFresh(): boolean {
    const { memoryLimitBytes, busyAtMostMs } = this.#settings;
    const lean = (residentBytes(this.#child.pid) ?? 0) < memoryLimitBytes / 2;
    return this.#alive && lean && this.#nextId <= probesAtMost && this.#busyMs < busyAtMostMs;
  }

  probe(request: ProbeRequest): Promise<ProbeResult> {
    if (this.#order) throw new Error("A media worker was given a file while it was busy");
    if (!this.#alive) return Promise.resolve(failures.crashed);
    const id = this.#nextId++;
    const { promise, resolve } = Promise.withResolvers<ProbeResult>();
    const { timeoutMs, memoryLimitBytes } = this.#settings;
    const watchMemory = () => {
      if ((residentBytes(this.#child.pid) ?? 0) > memoryLimitBytes) this.#kill(failures.memory);
    };
    const timers = [
      setTimeout(() => this.#kill(failures.timeout), timeoutMs),
      setInterval(watchMemory, memoryLookEveryMs),
    ];
    this.#order = { id, settle: resolve, timers, startedAt: performance.now() };
    this.#printedBytes = 0;
    this.#child.stdin?.write(`${JSON.stringify({ id, request })}\n`);
    return promise;
  }

  end(): Promise<WorkerDeath> {
    this.#kill(failures.closed);
    return this.gone;
  }

  #listen(): void {
    const child = this.#child;
    child.once("error", (error) => {
      this.#lastWords = error.message;
      this.#die(undefined, undefined);
    });
    child.once("exit", (code, signal) => this.#die(code ?? undefined, signal ?? undefined));
    // Without free descriptors there are no pipes; the error that says so follows.
    const answers = child.stdio?.[answerDescriptor];
    if (!child.stdin || !child.stderr || !(answers instanceof Readable)) return;
    for (const stream of [child.stdin, child.stderr, answers]) stream.on("error", () => this.#kill(failures.crashed));
    child.stderr.on("data", (chunk: Buffer) => this.#hearPrint(chunk));
    answers.on("data", (chunk: Buffer) => this.#hearAnswer(chunk));
    lowerPriority(child.pid);
  }

  #hearPrint(chunk: Buffer): void {
    this.#lastWords = (this.#lastWords + chunk.toString("latin1")).slice(-lastWordsBytes);
    this.#printedBytes += chunk.length;
    if (this.#printedBytes > printedBytesAtMost) this.#kill(failures.flood);
  }

  #hearAnswer(chunk: Buffer): void {
    const lines = this.#alive ? this.#cutLines(chunk) : [];
    if (!lines) this.#kill(failures.flood);
    for (const line of lines ?? []) this.#take(line);
  }

  #take(line: string): void {
    if (line === readyLine) {
      clearTimeout(this.#startTimer);
      this.#becameReady.resolve(true);
      return;
    }
    const answer = parseAnswer(line);
    if (answer && answer.id === this.#order?.id) this.#settle(answer.result);
    else this.#kill(failures.crashed);
  }

  #settle(result: ProbeResult): void {
    const order = this.#order;
    if (!order) return;
    this.#order = undefined;
    for (const timer of order.timers) clearTimeout(timer);
    this.#busyMs += performance.now() - order.startedAt;
    order.settle(result);
  }

  #kill(why: ProbeFailure): void {
    if (!this.#alive) return;
    this.#alive = false;
    this.#failure = why;
    killGroup(this.#child);
  }

  #die(exitCode: number | undefined, signal: string | undefined): void {
    this.#alive = false;
    clearTimeout(this.#startTimer);
    for (const stream of this.#child.stdio ?? []) stream?.destroy();
    this.#becameReady.resolve(false);
    this.#settle(this.#failure);
    this.#ended.resolve({ cause: this.#failure.code, pid: this.#child.pid, signal, exitCode, stderr: this.#lastWords });
  }
}

function failure(code: ProbeFailureCode, reason: string): ProbeFailure {
  return { ok: false, code, reason };
}

/** Also what the worker may have started: it leads a process group of its own. */
function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, "SIGKILL");
  } catch {
    child.kill("SIGKILL");
  }
}

/** At once after the spawn: threads that the program starts later inherit it. */
function lowerPriority(pid: number | undefined): void {
  try {
    if (pid !== undefined) setPriority(pid, niceness);
  } catch {
    // The process has ended already; its exit is reported in its own way.
  }
}

function residentBytes(pid: number | undefined): number | undefined {
  try {
    const [, kilobytes] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "latin1")) ?? [];
    return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
  } catch {
    return undefined;
  }
}
