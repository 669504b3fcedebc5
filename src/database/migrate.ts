import type { Kysely } from "kysely";
import { StoreError } from "./errors.ts";
import { up as first } from "./migrations/0001-first.ts";
import { up as identity } from "./migrations/0002-identity.ts";
import { up as consoleSessions } from "./migrations/0003-console-sessions.ts";
import { up as noncesByTime } from "./migrations/0004-nonces-by-time.ts";
import { up as roleSessionOfUploads } from "./migrations/0005-role-session-of-uploads.ts";
import type { Schema } from "./schema.ts";
import type { Dialect } from "./statement.ts";

type Migration = (db: Kysely<unknown>, dialect: Dialect) => Promise<void>;

const migrations: readonly Migration[] = [first, identity, consoleSessions, noncesByTime, roleSessionOfUploads];

/** The schema that this version of Medialoft reads and writes. */
export const newestVersion = migrations.length;

/** Refuses a store that a newer Medialoft has written. */
export function checkVersion(version: number, store: string): void {
  if (version <= newestVersion) return;
  throw new StoreError(
    `${store} was written by a newer Medialoft (schema ${version}; this one knows ${newestVersion}). Start it with that version or a later one; nothing was changed.`,
  );
}

/** Runs what is missing, in the caller's transaction. */
export async function migrate(db: Kysely<Schema>, dialect: Dialect, version: number): Promise<void> {
  for (const migration of migrations.slice(version)) await migration(db as unknown as Kysely<unknown>, dialect);
}
