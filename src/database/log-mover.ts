import type { DatabaseSync } from "node:sqlite";
import { Worker } from "node:worker_threads";
import { sqliteCode, sqliteFull } from "./errors.ts";
import type { MoveOutcome } from "./log-thread.ts";
import type { WriteFence } from "./write-fence.ts";

/** Pages that are written again and again are moved once: 64 MiB. */
const maxLogPages = 16_000;
/** How long the log is, is looked at once in so many commits. */
const commitsAtOnce = 16;

interface Parts {
  readonly path: string;
  readonly writer: DatabaseSync;
  readonly fence: WriteFence;
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

  /** A thread that does not start has moved nothing: everything is the rest then. */
  #startThread(): Worker {
    const name = import.meta.url.endsWith(".ts") ? "./log-thread.ts" : "./log-thread.js";
    const thread = new Worker(new URL(name, import.meta.url), { workerData: this.#parts.path, execArgv: [] });
    thread.unref();
    thread.on("message", (outcome: MoveOutcome) => {
      if (outcome) this.#fail(outcome);
      else this.#succeed("moved");
    });
    thread.on("error", () => {
      this.#thread = undefined;
      this.#state = "moved";
    });
    return thread;
  }

  #moveRest(): void {
    try {
      this.#move.get();
    } catch (error) {
      this.#fail({ code: sqliteCode(error), message: String(error) });
      return;
    }
    this.#succeed("idle");
  }

  #succeed(state: "moved" | "idle"): void {
    this.#parts.onSync();
    this.#state = state;
  }

  /**
   * What is written stays in the log, and is moved when there is space. A disk that failed is not asked again: it may take for
   * written what it has lost, and the log would be given up for it.
   */
  #fail({ code, message }: NonNullable<MoveOutcome>): void {
    this.#state = "idle";
    if (code === sqliteFull) return;
    this.#parts.fence.close(
      `The database's log could not be moved into its file (${message}). Nothing that was answered is lost. Restart once the disk is sound.`,
    );
  }
}
