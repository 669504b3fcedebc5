import type { DatabaseSync } from "node:sqlite";
import { Worker } from "node:worker_threads";

/** Pages that are written again and again are moved once: 64 MiB. */
const maxLogPages = 16_000;
/** How long the log is, is looked at once in so many commits. */
const commitsAtOnce = 16;

interface Parts {
  readonly path: string;
  readonly writer: DatabaseSync;
  /** The database's files were made durable. */
  onSync(): void;
}

/**
 * Moves the log into the database's file when it has grown long. Most of it is moved on a thread of its own, where it holds nobody
 * up; what was written meanwhile is moved after a commit, so that the log is empty for once and begins anew.
 */
export class LogMover implements AsyncDisposable {
  readonly #parts: Parts;
  readonly #length;
  readonly #move;
  #thread: Worker | undefined;
  #commits = 0;
  #state: "idle" | "moving" | "moved" = "idle";

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#length = parts.writer.prepare("pragma wal_checkpoint(noop)");
    this.#move = parts.writer.prepare("pragma wal_checkpoint(passive)");
  }

  /** To be called when those who waited for the commit were answered. */
  afterCommit(): void {
    this.#commits += 1;
    if (this.#state === "moved") this.#moveRest();
    else if (this.#state === "idle" && this.#commits % commitsAtOnce === 0 && this.#isLong()) this.#startMoving();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#thread?.terminate();
  }

  #isLong(): boolean {
    return Number(this.#length.get()?.log) >= maxLogPages;
  }

  #startMoving(): void {
    this.#state = "moving";
    this.#thread ??= this.#startThread();
    this.#thread.postMessage("move");
  }

  /** Without the thread everything is the rest. */
  #startThread(): Worker {
    const name = import.meta.url.endsWith(".ts") ? "./log-thread.ts" : "./log-thread.js";
    const thread = new Worker(new URL(name, import.meta.url), { workerData: this.#parts.path, execArgv: [] });
    thread.unref();
    thread.on("message", () => {
      this.#parts.onSync();
      this.#state = "moved";
    });
    thread.on("error", () => {
      this.#thread = undefined;
      this.#state = "moved";
    });
    return thread;
  }

  #moveRest(): void {
    this.#move.get();
    this.#parts.onSync();
    this.#state = "idle";
  }
}
