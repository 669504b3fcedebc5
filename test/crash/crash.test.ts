import { randomInt } from "node:crypto";
import { expect, test } from "vitest";
import { crash } from "./rounds.ts";

test("after each kill -9 under load everything acknowledged is there, and nothing is half there", async () => {
  const seed = randomInt(2 ** 31);
  const lines: string[] = [];
  const { problems } = await crash({ rounds: 4, seed, answersAtMost: 150, say: (line) => lines.push(line) });
  expect(problems, `seed ${seed}\n${lines.join("\n")}`).toEqual([]);
});
