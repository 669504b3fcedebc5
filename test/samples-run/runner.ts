import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { demoNow } from "./cases.ts";

interface Outcome {
  readonly output?: string;
  readonly error?: string;
}

/** One Node process that runs programs one after the other, each from a file of its own. */
export interface Runner extends AsyncDisposable {
  run(code: string, extension: string, env: Readonly<Record<string, string>>): Promise<Outcome>;
}

const root = fileURLToPath(new URL("../..", import.meta.url));

export async function startRunner(): Promise<Runner> {
  const folder = await mkdtemp(join(tmpdir(), "medialoft-samples-"));
  await symlink(join(root, "node_modules"), join(folder, "node_modules"));
  const { VITEST: _, NODE_OPTIONS: __, ...env } = process.env;
  const child = fork(fileURLToPath(new URL("runner-process.ts", import.meta.url)), {
    execArgv: [],
    env: { ...env, DEMO_NOW: String(demoNow) },
  });
  let count = 0;
  return {
    async run(code, extension, credentials) {
      const path = join(folder, `sample-${count++}${extension}`);
      await writeFile(path, code);
      const answered = once(child, "message");
      child.send({ path, env: credentials });
      const [outcome] = await answered;
      return outcome as Outcome;
    },
    async [Symbol.asyncDispose]() {
      const gone = once(child, "exit");
      child.kill();
      await gone;
      await rm(folder, { recursive: true, force: true });
    },
  };
}
