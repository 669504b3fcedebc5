import { readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import type { Connection, Database } from "../../src/database/connect.ts";

interface Commit {
  /** When the last statement was done: from here on the commit may be durable. */
  readonly decidedAt: number;
  /** When it was acknowledged: from here on it must be durable. */
  readonly doneAt: number;
  readonly log: WriteAheadLog;
  readonly logBytes: number;
  readonly main: Buffer;
}

/** One log from its beginning; commits append to it until it starts anew. */
interface WriteAheadLog {
  bytes: Buffer;
}

/**
 * Keeps the files of a SQLite database as each acknowledged commit leaves them. With synchronous FULL all of that is on the
 * disk by then; of a commit that was being made, any part of its log may be there too.
 */
export class RecordedDatabase {
  readonly db: Database;
  readonly #path: string;
  readonly #tick: () => number;
  readonly #commits: Commit[] = [];

  constructor(db: Database, path: string, tick: () => number) {
    this.#path = path;
    this.#tick = tick;
    this.db = { ...db, transact: (fn) => this.#transact(db, fn) };
    this.#keep(0);
  }

  async #transact<T>(db: Database, fn: (tx: Connection) => Promise<T>): Promise<T> {
    let decidedAt = 0;
    const answer = await db.transact(async (tx) => {
      const value = await fn(tx);
      decidedAt = this.#tick();
      return value;
    });
    this.#keep(decidedAt);
    return answer;
  }

  #keep(decidedAt: number): void {
    const last = this.#commits.at(-1);
    const main = readFileSync(this.#path);
    const bytes = readFileSync(`${this.#path}-wal`);
    const goesOn =
      last !== undefined && bytes.subarray(0, last.logBytes).equals(last.log.bytes.subarray(0, last.logBytes));
    const log = goesOn ? last.log : { bytes };
    log.bytes = bytes;
    this.#commits.push({
      decidedAt,
      doneAt: this.#tick(),
      log,
      logBytes: bytes.byteLength,
      main: last?.main.equals(main) ? last.main : main,
    });
  }

  /** Writes the files as a power cut at the moment can leave them; `torn` picks how much of a commit in the making is there. */
  async writeStateAt(moment: number, torn: (length: number) => number, path: string): Promise<void> {
    const done = this.#commits.findLast((commit) => commit.doneAt <= moment);
    if (!done) throw new Error("The database was not there yet.");
    const next = this.#commits.find((commit) => commit.doneAt > moment);
    let logBytes = done.logBytes;
    if (next && next.log === done.log && next.decidedAt <= moment) logBytes += torn(next.logBytes - done.logBytes);
    await writeFile(path, done.main);
    await writeFile(`${path}-wal`, done.log.bytes.subarray(0, logBytes));
  }
}
