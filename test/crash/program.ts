import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import type { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { compileCache } from "../command.ts";

const main = fileURLToPath(new URL("../../src/cli/main.ts", import.meta.url));

export const rootKey = { accessKeyId: "LTAIcrashroot00000000000", secret: "crash-root-secret-0123456789" } as const;

/** The server as a process of its own, in a process group of its own. */
export class Program implements AsyncDisposable {
  readonly #child: ChildProcessByStdio<null, Readable, Readable>;
  readonly #ended: Promise<unknown>;
  readonly #killGroup = () => this.#signal("SIGKILL");
  #stdout = "";
  #stderr = "";

  constructor(folder: string) {
    const { PATH = "" } = process.env;
    const args = [main, "serve", "--data", folder, "--api-port", "0", "--object-port", "0"];
    this.#child = spawn(process.execPath, args, {
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        PATH,
        ...compileCache,
        MEDIALOFT_ROOT_ACCESS_KEY_ID: rootKey.accessKeyId,
        MEDIALOFT_ROOT_ACCESS_KEY_SECRET: rootKey.secret,
      },
    });
    this.#child.stdout.setEncoding("utf8").on("data", (text: string) => {
      this.#stdout += text;
    });
    this.#child.stderr.setEncoding("utf8").on("data", (text: string) => {
      this.#stderr += text;
    });
    this.#ended = once(this.#child, "close");
    process.on("exit", this.#killGroup);
  }

  /** Where it is reached. */
  async ready(): Promise<{ readonly api: string; readonly object: string }> {
    while (!this.#stdout.includes("\n") && this.isAlive) {
      await Promise.race([once(this.#child.stdout, "data"), this.#ended]);
    }
    const [line = ""] = this.#stdout.split("\n");
    if (line === "") throw new Error(`The server did not start: ${this.#stderr}`);
    return JSON.parse(line);
  }

  get isAlive(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** What it said of failures. */
  get complaints(): string {
    return this.#stderr;
  }

  /** Ends the whole group without a chance to do anything more. */
  async kill(): Promise<void> {
    this.#killGroup();
    await this.#ended;
    process.off("exit", this.#killGroup);
  }

  /** Asks for an orderly end; answers the exit code. */
  async stop(): Promise<number | null> {
    this.#signal("SIGTERM");
    await this.#ended;
    process.off("exit", this.#killGroup);
    return this.#child.exitCode;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.kill();
  }

  #signal(signal: NodeJS.Signals): void {
    if (this.isAlive && this.#child.pid !== undefined) process.kill(-this.#child.pid, signal);
  }
}
