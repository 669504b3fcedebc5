import { defineConfig } from "vitest/config";

/** They put something of their own in place of a module, which must not be loaded yet. */
const alone = ["test/scenarios/operations-foreign.test.ts", "test/scenarios/server-fetch.test.ts"];

export default defineConfig({
  test: {
    testTimeout: 300_000,
    hookTimeout: 300_000,
    maxWorkers: 2,
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
