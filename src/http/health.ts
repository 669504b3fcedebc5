import type { Database } from "../database/connect.ts";
import type { WriteFence } from "../database/write-fence.ts";
import type { MediaPool } from "../media/pool.ts";
import type { Disk } from "../storage/disk.ts";
import { probeVolume } from "../storage/volume.ts";

export interface HealthParts {
  readonly db: Database;
  readonly disk: Disk;
  readonly fence: WriteFence;
  readonly media: MediaPool;
  readonly mode: string;
  /** How many accounts do not enforce policies. */
  readonly softAccounts: () => Promise<number>;
}

export interface Health {
  report(): Promise<{ readonly ready: boolean }>;
}

/**
 * Answers whether database and disk answer and writes are taken, whether policies are enforced everywhere, and which walls stand
 * around the media workers.
 */
export function createHealth({ db, disk, fence, media, mode, softAccounts }: HealthParts): Health {
  const answers = (check: Promise<unknown>): Promise<string> =>
    check.then(() => "ok").catch((error: Error) => error.message);
  return {
    async report() {
      const database = await answers(db.ping());
      const volume = await answers(probeVolume(disk));
      const writes = fence.reason ?? "ok";
      const authorization = await softAccounts()
        .then((count) => (count > 0 ? "soft" : "enforce"))
        .catch(() => "unknown");
      return {
        ready: database === "ok" && volume === "ok" && writes === "ok",
        mode,
        authorization,
        database: { dialect: db.dialect, state: database, ...db.counters },
        disk: volume,
        writes,
        mediaWalls: media.walls(),
      };
    },
  };
}
