import { fileURLToPath } from "node:url";
import { loadEngine, runPairs } from "./agreement.ts";

const [pairs = 1_000_000, seed = Date.now() % 2 ** 31] = process.argv.slice(2).map(Number);
const engine = await loadEngine(fileURLToPath(new URL("../../src/policy", import.meta.url)));
const started = performance.now();
const { tally, failure } = runPairs(engine, { pairs, seed });
if (failure) {
  console.error(failure);
  process.exitCode = 1;
} else {
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  console.log(`${tally.pairs} pairs of policies and request (seed ${seed}): both evaluators agree, in ${seconds} s`);
  for (const [name, times] of [...tally.counts].sort())
    console.log(`${name} ${((100 * times) / tally.pairs).toFixed(1)} %`);
}
