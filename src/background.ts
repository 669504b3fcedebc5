import type { Config } from "./config.ts";
import { findAccount } from "./identity/accounts.ts";
import { AuditLog } from "./identity/audit-log.ts";
import { LastUsed } from "./identity/last-used.ts";
import { runJobs } from "./jobs/run-jobs.ts";
import type { UrlRules } from "./library/input-url.ts";
import { createMediaPool, type MediaPool } from "./media/pool.ts";
import type { OpenStore } from "./open-store.ts";
import { copyRemotes } from "./workers/copy-remote.ts";
import { startHousekeeping } from "./workers/housekeeping.ts";
import { probeAssets } from "./workers/probe-asset.ts";

export type OwnDoors = Omit<UrlRules, "allowPrivateFetch">;

export type Report = (message: string, details: Record<string, unknown>) => void;

/** What goes on without a request. */
export interface Background extends AsyncDisposable {
  readonly media: MediaPool;
  readonly lastUsed: LastUsed;
  readonly auditLog: AuditLog;
  readonly report: Report;
  /** Tells where the server is reached itself: nothing is fetched before that is known. */
  doorsOpened(doors: OwnDoors): void;
  /** Jobs may be due. */
  wake(): void;
}

const probeTimeoutMs = 120_000;
const workerMemoryBytes = 1024 ** 3;

/** Starts media workers, jobs and housekeeping. */
export function startBackground(
  config: Config,
  { db, store }: OpenStore,
  report: Report,
  now: () => number,
): Background {
  const { promise: ownDoors, resolve: doorsOpened } = Promise.withResolvers<OwnDoors>();
  const media = createMediaPool({
    workers: config.probeWorkers,
    timeoutMs: probeTimeoutMs,
    memoryLimitBytes: workerMemoryBytes,
    log: (details, message) => report(message, { ...details }),
  });
  const kinds = [
    probeAssets({ db, store, media, concurrency: config.probeWorkers, now }),
    copyRemotes({
      db,
      store,
      allowPrivateFetch: config.allowPrivateFetch ?? [],
      ownDoors,
      maxBytes: config.maxUploadBytes,
      now,
      bucketOf: async (accountId) => (await findAccount(db.read, accountId))?.bucket ?? "",
    }),
  ];
  const jobs = runJobs(kinds, { db, now, log: report });
  const lastUsed = new LastUsed();
  const auditLog = new AuditLog({ db, log: report });
  const housekeeping = startHousekeeping({
    db,
    store,
    lastUsed,
    clockWindowMs: config.clockWindowMs,
    unregisteredTtlMs: config.unregisteredTtlMs,
    audit: { days: config.auditDays, maxRows: config.auditMaxRows },
    now,
    log: report,
  });
  return {
    media,
    lastUsed,
    auditLog,
    report,
    doorsOpened,
    wake: () => jobs.wake(),
    async [Symbol.asyncDispose]() {
      await Promise.all([media.close(), jobs.close(), housekeeping.close(), auditLog.flush()]);
    },
  };
}
