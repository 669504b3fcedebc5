import { glob, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type BuildOptions, build } from "rolldown";
import { buildConsole } from "./build-console.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const dist = join(root, "dist");

/** Native or seldom needed: they stay packages, loaded when they are first used. */
const loadedOnDemand = /^(sharp|pg)(\/|$)/;
const serverLoadsNever = /^node-av(\/|$)/;

/** The worker's program shares no chunk with the server's, so that a worker loads nothing that it does not run. */
const programs = [
  { name: "medialoft", entry: "src/cli/main.ts", external: [loadedOnDemand, serverLoadsNever] },
  { name: "log-thread", entry: "src/database/log-thread.ts", external: [] },
  { name: "media-child", entry: "src/media/child.ts", external: [loadedOnDemand] },
];

await removeBuilt();
for (const program of programs) await build(bundleOf(program));
await buildConsole(join(dist, "console"));

function bundleOf({ name, entry, external }: (typeof programs)[number]): BuildOptions {
  return {
    cwd: root,
    input: { [name]: entry },
    platform: "node",
    external,
    logLevel: "warn",
    output: {
      dir: dist,
      format: "esm",
      entryFileNames: "[name].js",
      // Beside the entry, since modules find the files next to them by import.meta.url.
      chunkFileNames: `${name}-[name]-[hash].js`,
    },
  };
}

/** Only what this script or the built program wrote: other steps keep their output in the same folder. */
async function removeBuilt(): Promise<void> {
  for await (const file of glob("*.js", { cwd: dist })) await rm(join(dist, file));
  await rm(join(dist, "compile-cache"), { recursive: true, force: true });
}
