import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable, Writable } from "node:stream";
import { fileURLToPath } from "node:url";

export const rootKey = { accessKeyId: "LTAIbenchroot00000000000", secret: "bench-root-secret-0123456789" } as const;

/** A program of its own that says in one line of JSON that it is ready. */
export class Program implements AsyncDisposable {
  readonly #child: ChildProcessByStdio<Writable, Readable, null>;
  readonly #lines: string[] = [];
  #rest = "";

  constructor(script: string, args: readonly string[] = []) {
    const { PATH = "" } = process.env;
    const path = fileURLToPath(new URL(script, import.meta.url));
    this.#child = spawn(process.execPath, [path, ...args], {
      stdio: ["pipe", "pipe", "inherit"],
      env: {
        PATH,
        MEDIALOFT_ROOT_ACCESS_KEY_ID: rootKey.accessKeyId,
        MEDIALOFT_ROOT_ACCESS_KEY_SECRET: rootKey.secret,
      },
    });
    this.#child.stdin.on("error", () => undefined);
    this.#child.stdout.setEncoding("utf8").on("data", (text: string) => {
      const lines = (this.#rest + text).split("\n");
      this.#rest = lines.pop() ?? "";
      this.#lines.push(...lines);
      this.#child.emit("line");
    });
    this.#child.once("close", () => this.#child.emit("line"));
  }

  /** The next line that it says. */
  async next<T = { readonly api: string; readonly object: string }>(): Promise<T> {
    for (;;) {
      const line = this.#lines.shift();
      if (line !== undefined) return JSON.parse(line);
      if (this.#child.exitCode !== null) throw new Error(`A program ended early, with ${this.#child.exitCode}.`);
      await once(this.#child, "line");
    }
  }

  tell(line: string): void {
    this.#child.stdin.write(`${line}\n`);
  }

  /** The most memory it ever had, in bytes, on Linux. */
  async peakMemoryBytes(): Promise<number> {
    const status = await readFile(`/proc/${this.#child.pid}/status`, "utf8");
    return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1]) * 1024;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#child.exitCode !== null) return;
    const closed = once(this.#child, "close");
    this.#child.kill("SIGTERM");
    await closed;
  }
}

/** Medialoft as it is installed. */
export const startMedialoft = (folder: string): Program =>
  new Program("../bin/medialoft.js", ["serve", "--data", folder, "--api-port", "0", "--object-port", "0"]);

export interface Folder extends AsyncDisposable {
  readonly path: string;
}

export async function makeFolder(): Promise<Folder> {
  const path = await mkdtemp(join(tmpdir(), "medialoft-bench-"));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}
