import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { build, type Plugin } from "vite";
import { actionCatalogue } from "../src/action-catalogue.ts";
import { operations } from "../src/operations/index.gen.ts";
import { describeOperation } from "../src/reference/describe-operation.ts";

const consoleFolder = fileURLToPath(new URL("../console", import.meta.url));

/** The pages of the console. Nothing is inlined, so that they run under a policy that allows only the server's own files. */
export async function buildConsole(outDir: string): Promise<void> {
  await build({
    configFile: false,
    root: consoleFolder,
    logLevel: "warn",
    plugins: [react(), describedOperations(), knownActions()],
    build: {
      outDir,
      emptyOutDir: true,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      chunkSizeWarningLimit: 1000,
    },
  });
}

/** The contract as plain data: the operations' own modules do not run in a browser. */
const describedOperations = (): Plugin => data("operations", operations.map(describeOperation));

/** What policies can speak of, each action once for each kind of resource. */
const knownActions = (): Plugin =>
  data("actions", [
    ...new Map(
      actionCatalogue.map(({ action, access, resource, conditionKeys = [] }) => [
        `${action} ${resource}`,
        { action, access, resource, conditionKeys },
      ]),
    ).values(),
  ]);

/** A module `virtual:<name>` whose default export is this value. */
function data(name: string, value: unknown): Plugin {
  const source = `virtual:${name}`;
  const id = `${consoleFolder}/operations/${name}-data.js`;
  return {
    name: source,
    resolveId: (asked) => (asked === source ? id : undefined),
    load: (asked) =>
      asked === id ? `export default JSON.parse(${JSON.stringify(JSON.stringify(value))});` : undefined,
  };
}
