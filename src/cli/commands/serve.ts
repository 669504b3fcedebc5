import { randomUUID } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { open, rename } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { platform } from "node:process";
import type { Config } from "../../config.ts";
import { type RunningServer, startServer } from "../../server.ts";
import { formatFacts } from "../print.ts";
import { rootKeyFile } from "../root-key-file.ts";

/** Some of the ways to start a server deliver one press of Ctrl-C several times. */
const samePressMs = 500;
/** Running requests have 10 s of it. */
const usualEndMs = 15_000;
const endingSignals = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 };

/** Runs until a signal ends it, whether or not database and disk still answer then. */
export async function runServer(settings: Config, endMs = usualEndMs): Promise<void> {
  const config = settings.ephemeral ? { ...settings, dataFolder: makePassingFolder() } : settings;
  const stop = firstSignal().then(() => endWithin(endMs));
  {
    await using server = await startServer(config);
    for (const warning of server.warnings) process.stderr.write(`Warning: ${warning}\n`);
    await announce(server, config);
    await stop;
  }
  process.exit(0);
}

/** Deleted when the process ends in any way that it can notice. */
function makePassingFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "medialoft-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The first signal asks for an orderly end; the next one ends the process at once. */
function firstSignal(): Promise<void> {
  const { promise, resolve: asked } = Promise.withResolvers<void>();
  let askedAt: number | undefined;
  for (const [signal, number] of Object.entries(endingSignals)) {
    process.on(signal, () => {
      const now = performance.now();
      askedAt ??= now;
      if (now - askedAt > samePressMs) process.exit(128 + number);
      asked();
    });
  }
  return promise;
}

/** What was answered is durable; what still hangs never ends by itself. */
function endWithin(endMs: number): void {
  const late = setTimeout(() => {
    process.stderr.write(
      "medialoft: What was asked of the database or the disk got no answer, and the server ended without it; what had been answered is kept.\n",
    );
    process.exit(1);
  }, endMs);
  late.unref();
}

async function announce(server: RunningServer, config: Config): Promise<void> {
  const onTerminal = process.stdout.isTTY && process.stderr.isTTY;
  if (onTerminal) process.stderr.write(banner(server, config));
  else await keepRootKey(server, config.dataFolder);
  if (server.firstRootKey) await server.firstRootKeyTold();
  process.stdout.write(`${JSON.stringify({ ready: true, api: server.apiUrl, object: server.objectUrl })}\n`);
}

function banner(server: RunningServer, config: Config): string {
  const about = formatFacts("Medialoft is ready.", {
    API: server.apiUrl,
    Objects: server.objectUrl,
    "Data folder": config.ephemeral ? `${config.dataFolder}, deleted at the end` : resolve(config.dataFolder),
    Mode: config.mode,
    Policies:
      server.softAccounts === 0 ? "enforced" : `not enforced in ${server.softAccounts} of the accounts (soft mode)`,
    Account: server.accountId,
  });
  const key = server.firstRootKey;
  if (!key) return `\n${about}\n`;
  const facts = { "AccessKey id": key.accessKeyId, "AccessKey secret": key.accessKeySecret };
  return `\n${about}\n${formatFacts("Its root key, shown only now:", facts)}\n`;
}

/** Where no person sees the key, a file that only its owner may read keeps it. */
async function keepRootKey({ accountId, firstRootKey }: RunningServer, dataFolder: string): Promise<void> {
  if (!firstRootKey) return;
  const path = rootKeyFile(dataFolder);
  const temporary = `${path}.${randomUUID()}`;
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  {
    await using file = await open(temporary, "wx", 0o600);
    await file.writeFile(`${JSON.stringify({ accountId, ...firstRootKey }, undefined, 2)}\n`);
    await file.sync();
  }
  await rename(temporary, path);
  await syncFolder(dataFolder);
  process.stderr.write(`The root access key is in ${path}\n`);
}

/** Windows keeps names by itself, and opens no folder. */
async function syncFolder(path: string): Promise<void> {
  if (platform === "win32") return;
  await using folder = await open(path, "r");
  await folder.sync();
}
