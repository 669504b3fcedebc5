import { execFile } from "node:child_process";
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
const copied = [
  "src",
  "scripts",
  "docs",
  "test",
  "demo",
  "package.json",
  "vitest.config.ts",
  "biome.json",
  "tsconfig.base.json",
];

/** A copy of the project in which operations can be added. */
let project: string;
beforeAll(async () => {
  project = await mkdtemp(join(tmpdir(), "medialoft-new-"));
  for (const name of copied) await cp(join(root, name), join(project, name), { recursive: true });
  await symlink(join(root, "node_modules"), join(project, "node_modules"));
});
afterAll(() => rm(project, { recursive: true, force: true }));

interface Ended {
  readonly code: number;
  readonly output: string;
}

/** Runs a program of the project in the copy, as a shell of its own would. */
function run(program: string, ...args: readonly string[]): Promise<Ended> {
  const { VITEST: _, ...env } = process.env;
  return new Promise((resolve) => {
    execFile(process.execPath, [join(project, program), ...args], { cwd: project, env }, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, output: `${stdout}${stderr}` }),
    );
  });
}

const newOperation = (...args: readonly string[]) => run("scripts/new-operation.ts", ...args);
const readCopy = (path: string) => readFile(join(project, path), "utf8");

async function compile(path: string): Promise<Ended> {
  const compilerOptions = { types: ["node"], composite: false, emitDeclarationOnly: false, noEmit: true };
  const config = { extends: "./tsconfig.base.json", compilerOptions, files: [path] };
  await writeFile(join(project, "tsconfig.json"), JSON.stringify(config));
  return run("node_modules/.bin/tsc", "-p", "tsconfig.json");
}

test.each([
  [["ICE"], "Say which: npm run new -- <ICE|"],
  [["Ice", "SearchMedia", "now"], "Say which"],
  [["Oss", "PutObject"], "Say which"],
  [["ICE", "searchMedia"], "the first a capital"],
  [["ICE", "../../x"], "the first a capital"],
  [["ICE", "FindYikeAssets"], "has no FindYikeAssets"],
  [["yike", "GetYikeAssetMediaInfo"], "src/operations/ice/GetYikeAssetMediaInfo.ts"],
  [["Medialoft", "RestoreYikeAsset"], "do without it"],
])("%j is refused with a sentence, and nothing is written", async (args, sentence) => {
  const before = await readCopy("src/operations/index.gen.ts");
  expect(await newOperation(...args)).toEqual({ code: 2, output: expect.stringContaining(sentence) });
  expect(await readCopy("src/operations/index.gen.ts")).toBe(before);
});

test("a new operation is one file that compiles, is registered, and fails the check until it is filled in", async () => {
  const made = await newOperation("yike", "GetYikeStoryboardJob");
  expect(made).toEqual({
    code: 0,
    output: expect.stringContaining("src/operations/ice/GetYikeStoryboardJob.ts is written"),
  });
  expect(await readCopy("src/operations/ice/GetYikeStoryboardJob.ts")).toContain('products: ["ICE", "yike"]');
  expect(await readCopy("src/operations/index.gen.ts")).toContain("  GetYikeStoryboardJob,\n");

  expect(await compile("src/operations/ice/GetYikeStoryboardJob.ts")).toEqual({ code: 0, output: "" });
  const lint = await run("node_modules/@biomejs/biome/bin/biome", "check", "--vcs-enabled=false", "src/operations/ice");
  expect(lint).toMatchObject({ code: 0 });
  const tests = ["run", "test/examples/examples.test.ts", "-t", "GetYikeStoryboardJob|left as", "--no-color"];
  const checked = await run("node_modules/vitest/vitest.mjs", ...tests);
  expect(checked.output).toContain("5 failed");
  expect(checked.output).toContain("FILL IN: what it does, in one sentence.");
  expect(checked.output).toMatch(/FAIL .*ICE GetYikeStoryboardJob: FILL IN: .*answers what the contract says/);
  expect(checked.code).toBe(1);
});
