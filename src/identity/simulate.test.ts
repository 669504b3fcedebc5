import { expect, onTestFinished, test } from "vitest";
import { simulate, simulateDocuments } from "./simulate.ts";

const accountId = "1000000000000001";
const place = { accountId, region: "cn-shanghai", catalogue: [] };
const principal = `acs:ram::${accountId}:user/ann`;
const object = (key: string): string => `acs:oss:oss-cn-shanghai:${accountId}:loft/${key}`;

function given(...patterns: readonly string[]) {
  const documents = patterns.map((Resource) =>
    JSON.stringify({ Version: "1", Statement: [{ Effect: "Allow", Action: "*", Resource }] }),
  );
  const options = { language: "en", now: 0, extraOperators: true } as const;
  return simulateDocuments({ documents, session: undefined, principal }, [], options).simulated;
}

const ask = (policies: ReturnType<typeof given>, resources: readonly string[], values: readonly string[] = []) =>
  simulate(policies, { actions: ["oss:GetObject"], resources, context: [{ key: "x:y", values }] }, place);

test("other calls get their turn between two decisions", async () => {
  let turns = 0;
  const takeTurn = (): void => {
    turns++;
    turn = setImmediate(takeTurn);
  };
  let turn = setImmediate(takeTurn);
  onTestFinished(() => clearImmediate(turn));
  const resources = Array.from({ length: 200 }, (_, i) => object(`${i}.mp4`));
  expect(await ask(given(object("1*")), resources)).toHaveLength(200);
  expect(turns).toBeGreaterThanOrEqual(199);
});

test("long policies are not asked for much at once", async () => {
  const policies = given(...Array.from({ length: 10 }, () => `*${"a".repeat(6000)}?b`));
  const key = "a".repeat(1000);
  expect(await ask(policies, [object(key)])).toMatchObject([{ effect: "ImplicitDeny" }]);
  const refusal = {
    code: "InvalidParameter",
    parameter: "Actions",
    diagnosis: expect.stringMatching(/fewer or shorter/),
  };
  await expect(
    ask(
      policies,
      Array.from({ length: 4 }, () => object(key)),
    ),
  ).rejects.toMatchObject(refusal);
  await expect(ask(policies, [object("x")], [key, key, key, key, key])).rejects.toMatchObject(refusal);
});
