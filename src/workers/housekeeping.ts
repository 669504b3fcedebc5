import type { Database } from "../database/connect.ts";
import { deleteOldAuditRows } from "../identity/audit-retention.ts";
import { forgetConsoleSessions } from "../identity/console-sessions.ts";
import type { LastUsed } from "../identity/last-used.ts";
import { forgetLoginAttempts } from "../identity/login-attempts.ts";
import { deleteOldNonces } from "../identity/nonces.ts";
import { deleteExpiredSessions } from "../identity/sessions.ts";
import { forgetQuarantined } from "../jobs/queue.ts";
import { deleteUnregisteredObjects } from "../storage/expire-objects.ts";
import { expireUploads, forgetFinishedUploads } from "../storage/expire-uploads.ts";
import type { ObjectStore } from "../storage/object-store.ts";
import { sweepBlobs } from "../storage/sweep.ts";

interface HousekeepingParts {
  readonly db: Database;
  readonly store: ObjectStore;
  readonly lastUsed: LastUsed;
  readonly clockWindowMs: number;
  /** Finished objects without an asset are deleted after so long; undefined keeps them. */
  readonly unregisteredTtlMs: number | undefined;
  readonly audit: { readonly days: number; readonly maxRows: number };
  readonly now: () => number;
  readonly log: (message: string, details: Record<string, unknown>) => void;
}

const everyMs = 60_000;
const dayMs = 24 * 3600_000;
const keepExpiredSessionsMs = dayMs;
const keepQuarantinedJobsMs = 30 * dayMs;

/** Regular cleaning until it is closed: at the start, then once a minute. When keys were last used is written at the end, too. */
export function startHousekeeping(parts: HousekeepingParts): { close(): Promise<void> } {
  const stop = new AbortController();
  let running = round(parts, stop.signal).then(() => sweep(parts, stop.signal));
  const timer = setInterval(() => {
    running = running.then(() => keepLastUsed(parts)).then(() => round(parts, stop.signal));
  }, everyMs);
  timer.unref();
  return {
    async close() {
      clearInterval(timer);
      stop.abort();
      await running;
      await keepLastUsed(parts);
    },
  };
}

async function keepLastUsed({ db, lastUsed, log }: HousekeepingParts): Promise<void> {
  try {
    await lastUsed.flush(db);
  } catch (error) {
    log("when keys were last used could not be written and is tried again", { error: String(error) });
  }
}

async function round(parts: HousekeepingParts, signal: AbortSignal): Promise<void> {
  const { db, store, now, log, clockWindowMs, unregisteredTtlMs, audit } = parts;
  try {
    await expireUploads(store, now());
    await forgetFinishedUploads(store, now());
    await db.transact((tx) => deleteOldNonces(tx, now() - 2 * clockWindowMs));
    await db.transact((tx) => deleteExpiredSessions(tx, now() - keepExpiredSessionsMs));
    await db.transact((tx) => forgetConsoleSessions(tx, now()));
    await db.transact((tx) => forgetLoginAttempts(tx, now()));
    await db.transact((tx) => forgetQuarantined(tx, now() - keepQuarantinedJobsMs));
    if (unregisteredTtlMs !== undefined) await deleteUnregisteredObjects(store, now() - unregisteredTtlMs);
    await deleteOldAuditRows(db, { keepSince: now() - audit.days * dayMs, maxRows: audit.maxRows }, signal);
  } catch (error) {
    log("cleaning up failed and is tried again", { error: String(error) });
  }
}

/** Removes the data files that a crash left without a row. */
async function sweep({ store, now, log }: HousekeepingParts, signal: AbortSignal): Promise<void> {
  try {
    const { unknown } = await sweepBlobs(store, { startedAt: now(), pauseMs: 20, signal });
    if (unknown.length > 0) log("files that are not Medialoft's were left alone", { files: unknown.slice(0, 20) });
  } catch (error) {
    if (!signal.aborted) log("sweeping leftovers failed and is tried at the next start", { error: String(error) });
  }
}
