import type { Kysely } from "kysely";
import type { Schema } from "./schema.ts";
import type { Dialect, Statement } from "./statement.ts";
import { WriteFence } from "./write-fence.ts";

/** One way to the database: what is asked of it sees one state. */
export interface Connection {
  /** For what is asked seldom: kysely compiles each time. */
  readonly query: Kysely<Schema>;
  /** Runs a statement that was compiled once. */
  run<P, R>(statement: Statement<P, R>, params: P): Promise<R[]>;
  /** Runs a writing statement once for each of many rows: on SQLite in less than half the time of as many runs. */
  runEach<P, R>(statement: Statement<P, R>, rows: readonly P[]): Promise<void>;
  /** Changes with each commit that wrote to the table; undefined within a transaction, and where others write to it, too. */
  version(table: keyof Schema): number | undefined;
}

/** What was written since the start. A sync makes a commit, or a checkpoint, durable. */
export interface WriteCounters {
  commits: number;
  writes: number;
  syncs: number;
}

export interface Database extends AsyncDisposable {
  readonly dialect: Dialect;
  /** Reads committed rows. */
  readonly read: Connection;
  /**
   * Runs `fn` in a transaction and resolves once its commit is durable. `fn` may await nothing but its own statements. When
   * it throws, it alone is rolled back. A patient one, for which nobody waits at the other end of a line, may wait some
   * milliseconds for others to share its commit.
   */
  transact<T>(fn: (tx: Connection) => Promise<T>, options?: { readonly patient?: boolean }): Promise<T>;
  readonly counters: WriteCounters;
  /** Rejects when the database does not answer. */
  ping(): Promise<void>;
}

export type DatabaseOptions = ({ readonly path: string } | { readonly url: string }) & {
  readonly fence?: WriteFence;
  /** False gives each write its own commit. */
  readonly group?: boolean;
};

/** Opens the store, and brings it to the newest schema. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const fence = options.fence ?? new WriteFence();
  if ("path" in options) {
    const { openSqlite } = await import("./sqlite.ts");
    return openSqlite(options.path, { fence, group: options.group ?? true });
  }
  const { openPostgres } = await import("./postgres.ts");
  return openPostgres(options.url, fence);
}
