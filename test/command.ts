import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";

const root = join(import.meta.dirname, "..");
const main = join(root, "src/cli/main.ts");
/** What was read once is not read anew at each start. */
export const compileCache = { NODE_COMPILE_CACHE: join(root, "node_modules/.cache/compiled-for-tests") };
export const anyPorts = ["--api-port", "0", "--object-port", "0"];

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

type Environment = Readonly<Record<string, string>>;

/** A command of this program in a process of its own. */
export class Run {
  stdout = "";
  stderr = "";
  readonly child: ChildProcessByStdio<null, Readable, Readable>;
  readonly #ended: Promise<unknown>;

  constructor(command: string, args: readonly string[], environment: Environment) {
    const { PATH = "" } = process.env;
    const env = { PATH, ...compileCache, ...environment };
    this.child = spawn(command, args, { cwd: root, env, stdio: ["ignore", "pipe", "pipe"] });
    this.child.stdout.setEncoding("utf8").on("data", (text: string) => {
      this.stdout += text;
    });
    this.child.stderr.setEncoding("utf8").on("data", (text: string) => {
      this.stderr += text;
    });
    this.#ended = once(this.child, "close");
  }

  async ended(): Promise<Outcome> {
    await this.#ended;
    return { code: this.child.exitCode, stdout: this.stdout, stderr: this.stderr };
  }

  /** The ready line of a server, which must be the first thing on standard output. */
  async ready(): Promise<{ api: string; object: string }> {
    while (!this.stdout.includes("\n") && this.child.exitCode === null) {
      await Promise.race([once(this.child.stdout, "data"), this.#ended]);
    }
    const [line = ""] = this.stdout.split("\n");
    if (line === "") throw new Error(`The server did not start: ${this.stderr}`);
    const { ready, ...addresses } = JSON.parse(line);
    if (ready !== true) throw new Error(`This is no ready line: ${line}`);
    return addresses;
  }

  stop(signal: NodeJS.Signals = "SIGTERM"): Promise<Outcome> {
    this.child.kill(signal);
    return this.ended();
  }
}

/** Runs commands on a data folder of their own, for temporary files, too. At its end nothing of it is left. */
export class CommandFolder implements AsyncDisposable {
  readonly path = mkdtempSync(join(tmpdir(), "medialoft-command-"));
  readonly data = join(this.path, "data");
  readonly #runs: Run[] = [];

  run(command: string, args: readonly string[], environment: Environment = {}): Run {
    const run = new Run(command, args, { TMPDIR: this.path, ...environment });
    this.#runs.push(run);
    return run;
  }

  start(args: readonly string[], environment?: Environment): Run {
    return this.run(process.execPath, [main, ...args], environment);
  }

  serve(args: readonly string[] = ["--data", this.data], environment?: Environment): Run {
    return this.start(["serve", ...anyPorts, ...args], environment);
  }

  /** Of the first account, as the first start wrote it down. */
  readRootKey(): { accountId: string; accessKeyId: string; accessKeySecret: string } {
    return JSON.parse(readFileSync(join(this.data, "root-access-key.json"), "utf8"));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#runs.map((run) => run.stop("SIGKILL")));
    rmSync(this.path, { recursive: true, force: true });
  }
}

/** The lines of names and values that a command printed. */
export function readFacts(text: string): Record<string, string> {
  return Object.fromEntries([...text.matchAll(/^ {2}(\S.*?) {2,}(.*)$/gm)].map(([, name, value]) => [name, value]));
}
