import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { systemPolicies } from "../../../src/policy/system-policies.ts";

test("every system policy is described in Chinese", async () => {
  const source = await readFile(new URL("policy-description.ts", import.meta.url), "utf8");
  const described = [...source.matchAll(/^ {2}(\w+): "\p{Script=Han}/gmu)].map(([, name]) => name);
  expect(described.sort()).toEqual(systemPolicies.map(({ name }) => name).sort());
});
