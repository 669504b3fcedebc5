import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fillIn } from "../examples/example-text.ts";
import { cases, codeOf, type SampleServers, startSampleServers } from "./cases.ts";
import { type Runner, startRunner } from "./runner.ts";

let servers: SampleServers;
let runner: Runner;
beforeAll(async () => {
  [servers, runner] = await Promise.all([startSampleServers(), startRunner()]);
});
afterAll(async () => {
  await runner[Symbol.asyncDispose]();
  await servers[Symbol.asyncDispose]();
});

describe.each([
  ["typescript-esm", ".mts"],
  ["typescript-cjs", ".cts"],
] as const)("%s, as it is printed,", (id, extension) => {
  test.each(cases)("$title", async (one) => {
    await using server = await servers.for(one);
    const { output, error } = await runner.run(codeOf(one, id, server.apiUrl), extension, one.env);
    expect(error).toBeUndefined();
    const { RequestId, ...answer } = JSON.parse(output ?? "");
    expect(RequestId).toMatch(/^[0-9A-F-]{36}$/);
    expect(answer).toEqual(fillIn(one.example.output, answer));
  });
});

test("a sample that fails says why and ends with an error", async () => {
  const [one] = cases;
  if (!one) throw new Error("There is no example.");
  await using server = await servers.for(one);
  const env = { ...one.env, ALIBABA_CLOUD_ACCESS_KEY_SECRET: "another secret" };
  for (const [id, extension] of [["typescript-esm", ".mts"] as const, ["typescript-cjs", ".cts"] as const]) {
    const { error } = await runner.run(codeOf(one, id, server.apiUrl), extension, env);
    expect(error).toContain("SignatureDoesNotMatch");
  }
});
