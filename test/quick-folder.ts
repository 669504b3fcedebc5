import { chmodSync, existsSync, mkdtempSync, rmSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const memory = "/dev/shm";
const enoughBytes = 1024 ** 3;

/** Temporary files of a run lie in memory where there is enough of it: disks take a millisecond for each of thousands. */
export default function setup(): () => void {
  const folder = mkdtempSync(join(hasMemory() ? memory : tmpdir(), "medialoft-tests-"));
  // PostgreSQL runs as a user of its own when we are root.
  chmodSync(folder, 0o755);
  process.env.TMPDIR = folder;
  return () => {
    // A file that PostgreSQL deletes at the same time, as it stops, ends the removal early.
    while (existsSync(folder)) rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
  };
}

function hasMemory(): boolean {
  try {
    const { bavail, bsize } = statfsSync(memory);
    return bavail * bsize >= enoughBytes;
  } catch {
    return false;
  }
}
