import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Database } from "../src/database/connect.ts";
import { openDatabase } from "../src/database/connect.ts";
import { launchPostgres } from "./postgres-server.ts";

/** A database of one test, empty at its start. */
export interface TestDatabase extends AsyncDisposable {
  readonly db: Database;
  /** What opens it again. */
  readonly options: { readonly path: string } | { readonly url: string };
}

/** Every database test runs on each of these. */
export const databases = [
  { dialect: "sqlite", open: openTestSqlite },
  { dialect: "postgres", open: openTestPostgres },
] as const;

async function openTestSqlite(): Promise<TestDatabase> {
  const folder = await mkdtemp(join(tmpdir(), "medialoft-db-"));
  const options = { path: join(folder, "medialoft.db") };
  const db = await openDatabase(options);
  const dispose = async () => {
    await db[Symbol.asyncDispose]();
    await rm(folder, { recursive: true });
  };
  return { db, options, [Symbol.asyncDispose]: dispose };
}

let count = 0;

async function openTestPostgres(): Promise<TestDatabase> {
  const { server, template } = await preparedPostgres();
  const name = `${template}_${count++}`;
  await administer(server, `create database ${name} template ${template}`);
  const url = urlOf(server, name);
  const db = await openDatabase({ url });
  const dispose = async () => {
    await db[Symbol.asyncDispose]();
    await administer(server, `drop database ${name} with (force)`);
  };
  return { db, options: { url }, [Symbol.asyncDispose]: dispose };
}

function urlOf(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

async function administer(url: string, sql: string): Promise<void> {
  const { default: pg } = await import("pg");
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 60_000, query_timeout: 60_000 });
  await client.connect();
  await client.query(sql).finally(() => client.end());
}

interface PreparedPostgres {
  readonly server: string;
  /** The name of an empty database of the newest schema, of which a copy is made in no time. */
  readonly template: string;
}

let prepared: Promise<PreparedPostgres> | undefined;

/** Prepares one server for this test process; it ends with the process. */
function preparedPostgres(): Promise<PreparedPostgres> {
  prepared ??= prepare();
  return prepared;
}

async function prepare(): Promise<PreparedPostgres> {
  const server = process.env.MEDIALOFT_TEST_POSTGRES_URL ?? (await launchPostgres());
  const template = `medialoft_test_${process.pid}`;
  // A server of somebody's own may have it from an earlier process of the same number.
  await administer(server, `drop database if exists ${template} with (force)`);
  await administer(server, `create database ${template}`);
  await (await openDatabase({ url: urlOf(server, template) }))[Symbol.asyncDispose]();
  return { server, template };
}
