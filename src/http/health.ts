import type { Database, WriteCounters } from "../database/connect.ts";
import type { WriteFence } from "../database/write-fence.ts";
import type { MediaPool } from "../media/pool.ts";
import type { Walls } from "../media/walls.ts";
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
  readonly report: (message: string, details: Record<string, unknown>) => void;
}

export interface HealthReport {
  readonly ready: boolean;
  readonly mode: string;
  readonly authorization: "soft" | "enforce" | "unknown";
  /** `ok`, or what is wrong; so for disk and writes. */
  readonly database: { readonly dialect: string; readonly state: string } & Readonly<WriteCounters>;
  readonly disk: string;
  readonly writes: string;
  readonly mediaWalls: Walls;
}

export interface Health {
  report(): Promise<HealthReport>;
}

/** What takes longer does not answer, for whoever asks. */
const answerMs = 3_000;

/**
 * Answers whether database and disk answer and writes are taken, whether policies are enforced everywhere, and which walls stand
 * around the media workers.
 */
export function createHealth({ db, disk, fence, media, mode, softAccounts, report }: HealthParts): Health {
  // Anybody may ask, and need not know where on the machine the data is.
  const answers = (check: Promise<unknown>): Promise<string> =>
    inTime(check).then(
      () => "ok",
      (error: Error) => {
        report("not ready", { error: String(error.cause ?? error) });
        return error.message.replaceAll(disk.folder, ".");
      },
    );
  return {
    async report() {
      const [database, volume, authorization] = await Promise.all([
        answers(db.ping()),
        answers(probeVolume(disk)),
        inTime(softAccounts()).then(
          (count) => (count > 0 ? ("soft" as const) : ("enforce" as const)),
          () => "unknown" as const,
        ),
      ]);
      const writes = fence.reason ?? "ok";
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

async function inTime<T>(check: Promise<T>): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`No answer came within ${answerMs / 1000} s.`)), answerMs);
  return Promise.race([check, late]).finally(() => clearTimeout(timer));
}
