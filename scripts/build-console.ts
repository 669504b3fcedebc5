import { createHash } from "node:crypto";
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { build, type Plugin } from "vite";
import { actionCatalogue } from "../src/action-catalogue.ts";
import { operations } from "../src/operations/index.gen.ts";
import { translateOperation } from "../src/reference/chinese/translate.ts";
import { describeOperation, type OperationDescription } from "../src/reference/describe-operation.ts";
import { summarizeOperation } from "../src/reference/summarize-operation.ts";

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

/** The contracts as plain data, since the operations' own modules do not run in a browser: a file for each, so that a page reads only those that it shows. */
function describedOperations(): Plugin {
  const described = operations.map(describeOperation);
  const files = [...filesIn("en", described), ...filesIn("zh", described.map(translateOperation))];
  const hash = createHash("sha256").update(JSON.stringify(files)).digest("base64url").slice(0, 8);
  const folder = `assets/operations-${hash}`;
  const names = described.map(({ name }) => name);
  return {
    ...made("operations", `export const folder = "/${folder}"; export const names = ${JSON.stringify(names)};`),
    generateBundle() {
      for (const [path, value] of files) {
        this.emitFile({ type: "asset", fileName: `${folder}/${path}.json`, source: JSON.stringify(value) });
      }
    },
  };
}

const filesIn = (language: string, described: readonly OperationDescription[]) => [
  [language, described.map(summarizeOperation)] as const,
  [
    `${language}/permissions`,
    Object.fromEntries(described.map(({ name, permissions }) => [name, permissions])),
  ] as const,
  ...described.map((operation) => [`${language}/${operation.name}`, operation] as const),
];

/** What policies can speak of, each action once for each kind of resource. */
const knownActions = (): Plugin =>
  made("actions", `export default JSON.parse(${JSON.stringify(JSON.stringify(listActions()))});`);

const listActions = () => [
  ...new Map(
    actionCatalogue.map(({ action, access, resource, conditionKeys = [] }) => [
      `${action} ${resource}`,
      { action, access, resource, conditionKeys },
    ]),
  ).values(),
];

/** A module `virtual:<name>` with this text. */
function made(name: string, text: string): Plugin {
  const source = `virtual:${name}`;
  const id = `${consoleFolder}/operations/${name}-data.js`;
  return {
    name: source,
    resolveId: (asked) => (asked === source ? id : undefined),
    load: (asked) => (asked === id ? text : undefined),
  };
}
