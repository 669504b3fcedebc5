import {
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from "kysely";
import type { Pool, PoolClient, PoolConfig } from "pg";
import type { Connection, Database, WriteCounters } from "./connect.ts";
import { CommitUnknownError, DatabaseUnavailableError, isConnectionFault, isRetryable, StoreError } from "./errors.ts";
import { checkVersion, migrate, newestVersion } from "./migrate.ts";
import type { Schema } from "./schema.ts";
import type { Statement } from "./statement.ts";
import type { WriteFence } from "./write-fence.ts";

type Client = Pick<PoolClient, "query">;

const bigint = 20;
const migrationLock = 0x4d644c66;
const maxTries = 4;
/** For a new connection, and for one of those that are in use to become free. */
const connectMs = 10_000;
/** No statement takes as long, also where it waits for another writer. */
const answerMs = 20_000;

/** Opens a PostgreSQL database, or one that speaks its protocol. */
export async function openPostgres(url: string, fence: WriteFence): Promise<Database> {
  const { default: pg } = await import("pg");
  const types = new pg.TypeOverrides();
  types.setTypeParser(bigint, Number);
  const common = { connectionString: url, types, keepAlive: true, connectionTimeoutMillis: connectMs };
  const openPool = (more: PoolConfig): Pool => {
    const pool = new pg.Pool({ ...common, ...more });
    // A connection that breaks is replaced at the next query, which reports what is wrong.
    pool.on("error", () => undefined);
    pool.on("connect", (client) => client.on("error", () => undefined));
    return pool;
  };
  await prepareSchema(openPool({ max: 1 })).catch((error: unknown) => {
    throw faultOfStart(error, url);
  });
  return assemble(openPool({ max: 10, query_timeout: answerMs }), fence);
}

/** What PostgreSQL refuses at the start, and what keeps us from it, as a sentence; the password is not in it. */
function faultOfStart(error: unknown, url: string): unknown {
  const isOfPostgres = error instanceof Error && "severity" in error;
  const fault = error instanceof DatabaseUnavailableError ? error.cause : isOfPostgres ? error : undefined;
  if (!(fault instanceof Error)) return error;
  // Of a name with several addresses, each has its own fault.
  const reason =
    fault instanceof AggregateError ? fault.errors.map(({ message }) => message).join(", ") : fault.message;
  const { host, pathname } = new URL(url);
  const sentence = `The PostgreSQL database ${host}${pathname} of MEDIALOFT_DATABASE_URL cannot be used: ${reason.replace(/\.$/, "")}.`;
  return new StoreError(sentence, { cause: fault });
}

/** A new schema may take long, and so may the wait for another server that makes it. */
async function prepareSchema(pool: Pool): Promise<void> {
  const prepared = inTransaction(pool, async (client) => {
    await client.query("select pg_advisory_xact_lock($1)", [migrationLock]);
    await client.query("create table if not exists schema_version (version bigint not null)");
    const { rows } = await client.query<{ version: number }>("select version from schema_version");
    const version = rows[0]?.version ?? 0;
    checkVersion(version, "The PostgreSQL database");
    if (version === newestVersion) return;
    await migrate(connectionOf(client).query, "postgres", version);
    await client.query("delete from schema_version");
    await client.query("insert into schema_version values ($1)", [newestVersion]);
  });
  await prepared.finally(() => pool.end());
}

function assemble(pool: Pool, fence: WriteFence): Database {
  const counters: WriteCounters = { commits: 0, writes: 0, syncs: 0 };
  return {
    dialect: "postgres",
    read: connectionOf(pool),
    async transact(fn) {
      fence.check();
      const value = await retried(() => inTransaction(pool, (client) => fn(connectionOf(client))));
      counters.commits += 1;
      counters.syncs += 1;
      counters.writes += 1;
      return value;
    },
    counters,
    async ping() {
      await asked(pool.query("select 1"));
    },
    async [Symbol.asyncDispose]() {
      await pool.end();
    },
  };
}

async function inTransaction<T>(pool: Pool, fn: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await connect(pool);
  try {
    await asked(client.query("begin"));
    const value = await fn(client);
    await commit(client);
    client.release();
    return value;
  } catch (error) {
    await giveBack(client, error);
    throw error;
  }
}

async function connect(pool: Pool): Promise<PoolClient> {
  try {
    return await pool.connect();
  } catch (error) {
    throw new DatabaseUnavailableError(error);
  }
}

async function commit(client: PoolClient): Promise<void> {
  await client.query("commit").catch((error: unknown) => {
    throw isConnectionFault(error) ? new CommitUnknownError(error) : error;
  });
}

/** A connection that failed is closed: PostgreSQL rolls back what was begun on it, and nothing waits for the answer. */
async function giveBack(client: PoolClient, error: unknown): Promise<void> {
  if (error instanceof DatabaseUnavailableError) return client.release(error);
  await client.query("rollback").then(
    () => client.release(),
    (broken: Error) => client.release(broken),
  );
}

/** Tells what PostgreSQL refuses from what it does not answer. */
async function asked<T>(answer: Promise<T>): Promise<T> {
  return answer.catch((error: unknown) => {
    throw isConnectionFault(error) ? new DatabaseUnavailableError(error) : error;
  });
}

/** Runs it again when PostgreSQL asks for that: two transactions were in each other's way. */
async function retried<T>(attempt: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await attempt();
    } catch (error) {
      if (!isRetryable(error) || tries === maxTries) throw error;
    }
  }
}

const names = new Map<string, string>();

/** A short name for the statement, under which the server keeps it prepared. */
function nameOf(sql: string): string {
  const name = names.get(sql) ?? `medialoft_${names.size}`;
  names.set(sql, name);
  return name;
}

function connectionOf(client: Client): Connection {
  return {
    version: () => undefined,
    async runEach(statement, rows) {
      for (const row of rows) await this.run(statement, row);
    },
    query: new Kysely<Schema>({
      dialect: {
        createAdapter: () => new PostgresAdapter(),
        createDriver: () => new OpenDriver(client),
        createIntrospector: (db) => new PostgresIntrospector(db),
        createQueryCompiler: () => new PostgresQueryCompiler(),
      },
    }),
    async run<P, R>(statement: Statement<P, R>, params: P): Promise<R[]> {
      const plan = statement.plan("postgres");
      const { rows } = await asked(
        client.query({ name: nameOf(plan.sql), text: plan.sql, values: plan.values(params) }),
      );
      return rows as R[];
    },
  };
}

/** Kysely's way to a connection that is open already; transactions are not its business. */
class OpenDriver implements Driver {
  readonly #connection: DatabaseConnection;

  constructor(client: Client) {
    this.#connection = {
      async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
        const { rows, rowCount } = await asked(client.query(sql, [...parameters]));
        return { rows, numAffectedRows: BigInt(rowCount ?? 0) };
      },
      streamQuery: () => {
        throw new Error("Results are not streamed from PostgreSQL.");
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
