import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** They put something of their own in place of a module, which must not be loaded yet. */
const alone = ["operations-foreign", "own-doors", "server-fetch"].map((name) => `test/scenarios/${name}.test.ts`);

/** They take longest, and would leave a worker without work at the end: what has no duration yet is begun by its size. */
const slow = [
  "browser/pages",
  "durability/power-cut",
  "scenarios/server-command",
  "hostile/rpc",
  "hostile/oss",
  "policy/agreement",
  "samples-run/curl",
  "examples/new-operation",
  "cli",
  "crash/crash",
  "media/mutations",
  "samples-run/typescript",
];

class SlowFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isSlow = ({ moduleId }: TestSpecification) => slow.some((name) => moduleId.endsWith(`/test/${name}.test.ts`));
    const isAlone = ({ project }: TestSpecification) => project.name === "alone";
    const sorted = await super.sort(files);
    const rank = (file: TestSpecification) => (isAlone(file) ? 0 : isSlow(file) ? 1 : 2);
    return sorted.sort((a, b) => rank(a) - rank(b));
  }
}

export default defineConfig({
  test: {
    testTimeout: 300_000,
    hookTimeout: 300_000,
    maxWorkers: 2,
    sequence: { sequencer: SlowFirst },
    // How long a loaded machine takes decides no test.
    expect: { poll: { timeout: 60_000 } },
    reporters: ["default"],
    projects: [
      {
        extends: true,
        test: {
          name: "together",
          globalSetup: "test/quick-folder.ts",
          include: ["src/**/*.test.ts", "console/**/*.test.ts", "test/**/*.test.ts"],
          exclude: alone,
          // Loading everything anew for each file takes half of all the time, and a PostgreSQL server for each most of the rest.
          isolate: false,
        },
      },
      { extends: true, test: { name: "alone", include: alone } },
    ],
  },
});
