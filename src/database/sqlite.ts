import { DatabaseSync } from "node:sqlite";
import type { Database, WriteCounters } from "./connect.ts";
import { StoreError } from "./errors.ts";
import { GroupCommit } from "./group-commit.ts";
import { LogMover } from "./log-mover.ts";
import { checkVersion, migrate, newestVersion } from "./migrate.ts";
import { SqliteConnection } from "./sqlite-connection.ts";
import { applicationId, checkFiles, makePrivateFile } from "./sqlite-file.ts";
import { TableVersions } from "./table-versions.ts";
import type { WriteFence } from "./write-fence.ts";

/** Opens the file, or makes it when there is none. A file that is not ours or is damaged is left alone. */
export async function openSqlite(
  path: string,
  { fence, group }: { readonly fence: WriteFence; readonly group: boolean },
): Promise<Database> {
  const opened: DatabaseSync[] = [];
  try {
    checkFiles(path);
    makePrivateFile(path);
    const writer = open(path, opened);
    await prepareSchema(writer, path);
    const reader = open(path, opened);
    return assemble(path, writer, reader, { fence, group });
  } catch (error) {
    for (const file of opened) file.close();
    if (error instanceof StoreError) throw error;
    throw new StoreError(
      `The database ${path} cannot be opened: ${error instanceof Error ? error.message : error}. It was left as it is; put a backup of the data folder in its place, or name another data folder to start anew.`,
    );
  }
}

function open(path: string, opened: DatabaseSync[]): DatabaseSync {
  const file = new DatabaseSync(path);
  opened.push(file);
  file.exec(
    "pragma synchronous = full; pragma wal_autocheckpoint = 0; pragma cache_size = -65536; pragma busy_timeout = 5000; pragma temp_store = memory",
  );
  return file;
}

async function prepareSchema(file: DatabaseSync, path: string): Promise<void> {
  // The mark goes into the file itself before the log exists: it must be there whatever becomes of the log.
  if (file.prepare("pragma journal_mode").get()?.journal_mode !== "wal") {
    file.exec(`pragma application_id = ${applicationId}; pragma journal_mode = wal`);
  }
  const version = Number(file.prepare("pragma user_version").get()?.user_version);
  checkVersion(version, `The database ${path}`);
  file.prepare("select count(*) from sqlite_schema").get();
  if (version === newestVersion) return;
  file.exec("begin immediate");
  await migrate(new SqliteConnection(file).query, "sqlite", version);
  file.exec(`pragma user_version = ${newestVersion}; commit`);
}

function assemble(
  path: string,
  writer: DatabaseSync,
  reader: DatabaseSync,
  { fence, group }: { readonly fence: WriteFence; readonly group: boolean },
): Database {
  const counters: WriteCounters = { commits: 0, writes: 0, syncs: 0 };
  const log = new LogMover({ path, writer, fence, onSync: () => (counters.syncs += 2) });
  const snapshot = holdSnapshot(reader);
  const versions = new TableVersions();
  const writes = new GroupCommit({
    file: writer,
    connection: new SqliteConnection(writer, { onWrite: (table) => versions.write(table) }),
    fence,
    counters,
    maxGroup: group ? 512 : 1,
    onCommit() {
      snapshot.release();
      versions.publish();
    },
    afterCommit: () => log.afterCommit(),
  });
  const probe = reader.prepare("select 1");
  return {
    dialect: "sqlite",
    read: new SqliteConnection(reader, { before: snapshot.hold, version: (table) => versions.of(table) }),
    transact: (fn, options) => writes.add(fn, options),
    counters,
    async ping() {
      probe.get();
    },
    async [Symbol.asyncDispose]() {
      await writes.settled();
      await log[Symbol.asyncDispose]();
      reader.close();
      if (fence.reason === undefined) writer.exec("pragma wal_checkpoint(truncate)");
      writer.close();
    },
  };
}

/**
 * Reads that follow each other share one read transaction, until something was committed: opening one for each statement
 * costs more than the statement.
 */
function holdSnapshot(reader: DatabaseSync) {
  const begin = reader.prepare("begin");
  const end = reader.prepare("commit");
  return {
    hold() {
      if (!reader.isTransaction) begin.run();
    },
    release() {
      if (reader.isTransaction) end.run();
    },
  };
}
