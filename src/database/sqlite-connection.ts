import type { DatabaseSync, StatementSync } from "node:sqlite";
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from "kysely";
import type { Connection } from "./connect.ts";
import type { Schema } from "./schema.ts";
import type { Plan, Statement } from "./statement.ts";
import { writtenTable } from "./table-versions.ts";

type Value = string | number | null;

interface Prepared {
  readonly statement: StatementSync;
  /** The table that it writes to. */
  readonly table: string | undefined;
}

interface Watch {
  /** Called ahead of each statement. */
  before?(): void;
  /** Called with the table that a statement writes to. */
  onWrite?(table: string): void;
  version?(table: string): number;
}

/** Runs statements on one open file, each prepared once. */
export class SqliteConnection implements Connection {
  readonly query: Kysely<Schema>;
  readonly #file: DatabaseSync;
  readonly #prepared = new Map<string, Prepared>();
  readonly #watch: Watch;

  constructor(file: DatabaseSync, watch: Watch = {}) {
    this.#file = file;
    this.#watch = watch;
    this.query = new Kysely<Schema>({
      dialect: {
        createAdapter: () => new SqliteAdapter(),
        createDriver: () => new NodeSqliteDriver(this),
        createIntrospector: (db) => new SqliteIntrospector(db),
        createQueryCompiler: () => new SqliteQueryCompiler(),
      },
    });
  }

  async run<P, R>(statement: Statement<P, R>, params: P): Promise<R[]> {
    const plan: Plan<P> = statement.plan("sqlite");
    const prepared = this.#ready(plan.sql);
    const values = plan.values(params);
    if (plan.reads) return prepared.all(...values) as R[];
    prepared.run(...values);
    return [];
  }

  async runEach<P, R>(statement: Statement<P, R>, rows: readonly P[]): Promise<void> {
    const plan: Plan<P> = statement.plan("sqlite");
    const prepared = this.#ready(plan.sql);
    for (const row of rows) prepared.run(...plan.values(row));
  }

  execute<R>({ sql, parameters }: CompiledQuery): QueryResult<R> {
    const prepared = this.#ready(sql);
    const values = parameters as readonly Value[];
    if (prepared.columns().length > 0) return { rows: prepared.all(...values) as R[] };
    const { changes, lastInsertRowid } = prepared.run(...values);
    return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) };
  }

  version(table: keyof Schema): number | undefined {
    return this.#watch.version?.(table);
  }

  #ready(sql: string): StatementSync {
    this.#watch.before?.();
    const { statement, table } = this.#prepared.get(sql) ?? this.#prepare(sql);
    if (table !== undefined) this.#watch.onWrite?.(table);
    return statement;
  }

  #prepare(sql: string): Prepared {
    const prepared = { statement: this.#file.prepare(sql), table: writtenTable(sql) };
    if (this.#prepared.size >= 500) this.#prepared.clear();
    this.#prepared.set(sql, prepared);
    return prepared;
  }
}

/** Kysely's way to a connection that is open already; transactions are not its business. */
class NodeSqliteDriver implements Driver {
  readonly #connection: DatabaseConnection;

  constructor(connection: SqliteConnection) {
    this.#connection = {
      executeQuery: async <R>(query: CompiledQuery) => connection.execute<R>(query),
      streamQuery: () => {
        throw new Error("Results are not streamed from SQLite.");
      },
    };
  }

  async init(): Promise<void> {}
  async acquireConnection(): Promise<DatabaseConnection> {
    return this.#connection;
  }
  async beginTransaction(): Promise<void> {}
  async commitTransaction(): Promise<void> {}
  async rollbackTransaction(): Promise<void> {}
  async releaseConnection(): Promise<void> {}
  async destroy(): Promise<void> {}
}
