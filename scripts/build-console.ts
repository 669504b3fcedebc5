import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { build, type Plugin } from "vite";
import { operations } from "../src/operations/index.gen.ts";
import { describeOperation } from "../src/reference/describe-operation.ts";

const consoleFolder = fileURLToPath(new URL("../console", import.meta.url));

/** The pages of the console. Nothing is inlined, so that they run under a policy that allows only the server's own files. */
export async function buildConsole(outDir: string): Promise<void> {
  await build({
    configFile: false,
    root: consoleFolder,
    logLevel: "warn",
    plugins: [react(), describedOperations()],
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
function describedOperations(): Plugin {
  const name = "virtual:operations";
  const id = `${consoleFolder}/operations/described.js`;
  return {
    name,
    resolveId: (source) => (source === name ? id : undefined),
    load(asked) {
      if (asked !== id) return undefined;
      const text = JSON.stringify(operations.map(describeOperation));
      return `export default JSON.parse(${JSON.stringify(text)});`;
    },
  };
}
