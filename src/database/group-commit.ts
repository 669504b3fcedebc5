import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { Connection, WriteCounters } from "./connect.ts";
import { DatabaseFullError, sqliteCode, sqliteFull } from "./errors.ts";
import type { WriteFence } from "./write-fence.ts";

interface Writer {
  run(tx: Connection): Promise<unknown>;
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

interface Parts {
  readonly file: DatabaseSync;
  readonly connection: Connection;
  readonly fence: WriteFence;
  readonly counters: WriteCounters;
  /** How many writers may share a commit. */
  readonly maxGroup: number;
  /** Before anybody is told. */
  onCommit(): void;
  /** After everybody was told. */
  afterCommit(): void;
}

type Outcome = { readonly writer: Writer } & ({ readonly value: unknown } | { readonly error: unknown });

const patienceMs = 10;

/** Queues writers and commits them in groups: each has its own savepoint, and one sync answers them all. */
export class GroupCommit {
  readonly #parts: Parts;
  readonly #savepoint: StatementSync;
  readonly #release: StatementSync;
  #queue: Writer[] = [];
  #patience: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#savepoint = parts.file.prepare("savepoint one");
    this.#release = parts.file.prepare("release one");
  }

  /** A patient writer waits for others to join it, but not for long. */
  add<T>(fn: (tx: Connection) => Promise<T>, { patient = false }: { readonly patient?: boolean } = {}): Promise<T> {
    this.#parts.fence.check();
    return new Promise<T>((resolve, reject) => {
      this.#queue.push({ run: fn, resolve: resolve as (value: unknown) => void, reject });
      if (patient && !this.#running) this.#patience ??= setTimeout(() => this.#start(), patienceMs);
      else this.#start();
    });
  }

  #start(): void {
    clearTimeout(this.#patience);
    this.#patience = undefined;
    this.#running ??= this.#drain();
  }

  /** Resolves when nothing is queued or under way. */
  async settled(): Promise<void> {
    if (this.#queue.length > 0) this.#start();
    while (this.#running) await this.#running;
  }

  async #drain(): Promise<void> {
    while (this.#queue.length > 0) {
      await this.#gather();
      await this.#commitGroup(this.#queue.splice(0, this.#parts.maxGroup));
    }
    this.#running = undefined;
  }

  /** Requests that have arrived get to join: the group stays open for as long as each turn of the event loop brings more. */
  async #gather(): Promise<void> {
    const { maxGroup } = this.#parts;
    let before: number;
    do {
      before = this.#queue.length;
      await new Promise((resolve) => setImmediate(resolve));
    } while (this.#queue.length < maxGroup && this.#queue.length > before);
  }

  async #commitGroup(group: readonly Writer[]): Promise<void> {
    const { file, counters, fence } = this.#parts;
    try {
      fence.check();
      file.exec("begin immediate");
    } catch (error) {
      for (const writer of group) writer.reject(error);
      return;
    }
    const outcomes: Outcome[] = [];
    try {
      for (const writer of group) outcomes.push(await this.#runOne(writer));
      file.exec("commit");
    } catch (error) {
      this.#fail(group, error);
      return;
    }
    this.#parts.onCommit();
    counters.commits += 1;
    counters.syncs += 1;
    counters.writes += group.length;
    for (const outcome of outcomes) {
      if ("error" in outcome) outcome.writer.reject(outcome.error);
      else outcome.writer.resolve(outcome.value);
    }
    this.#parts.afterCommit();
  }

  /** Throws only when the whole transaction is lost. */
  async #runOne(writer: Writer): Promise<Outcome> {
    const { file, connection } = this.#parts;
    this.#savepoint.run();
    try {
      const value = await writer.run(connection);
      this.#release.run();
      return { writer, value };
    } catch (error) {
      if (!file.isTransaction) throw error;
      file.exec("rollback to one; release one");
      if (sqliteCode(error) === sqliteFull) throw error;
      return { writer, error };
    }
  }

  /** Nobody in the group is told that he was written. A disk that failed is not asked again; a full one may be. */
  #fail(group: readonly Writer[], error: unknown): void {
    const { file, fence } = this.#parts;
    if (file.isTransaction) file.exec("rollback");
    const full = sqliteCode(error) === sqliteFull;
    if (!full)
      fence.close(`The database could not make a write durable (${String(error)}). Restart once the disk is sound.`);
    const answer = full ? new DatabaseFullError("There is no space left for the database.") : error;
    for (const writer of group) writer.reject(answer);
  }
}
