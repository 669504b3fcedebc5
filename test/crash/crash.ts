/** kill -9 under load, round after round, on one data folder: npm run crash -- --rounds 50 [--seed N] */
import { randomInt } from "node:crypto";
import { parseArgs } from "node:util";
import { crash } from "./rounds.ts";

const { values } = parseArgs({
  options: { rounds: { type: "string", default: "10" }, seed: { type: "string", default: String(randomInt(2 ** 31)) } },
});
const rounds = Number(values.rounds);
const seed = Number(values.seed);
if (!Number.isInteger(rounds) || rounds < 1 || !Number.isInteger(seed))
  throw new Error("--rounds and --seed are numbers.");

const say = (line: string) => process.stdout.write(`${line}\n`);
process.once("SIGINT", () => process.exit(130));
say(`${rounds} rounds of kill -9 under load, --seed ${seed}`);
const { acknowledged, problems } = await crash({ rounds, seed, answersAtMost: 600, say });
for (const problem of problems) say(`LOST: ${problem}`);
say(`${acknowledged} acknowledged answers, ${problems.length} problems, --seed ${seed}`);
process.exitCode = problems.length === 0 ? 0 : 1;
