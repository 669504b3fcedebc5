import { describe, expect, test } from "vitest";
import { parsePolicy } from "../../../src/policy/parse.ts";
import { readTrust, type TrustChoice, writeTrust } from "./trust-choice.ts";

const own = "1234567890123456";
const other = "6543210987654321";

const choices: readonly TrustChoice[] = [
  { who: "own", accountId: own, name: "", externalId: "" },
  { who: "other", accountId: other, name: "", externalId: "partner-7" },
  { who: "user", accountId: own, name: "alice", externalId: "" },
  { who: "role", accountId: other, name: "Reader", externalId: "x2" },
];

describe("a plain trust policy", () => {
  test.each(choices)("of $who is written as the grammar wants it, and read back", (choice) => {
    const text = writeTrust(choice);
    expect(parsePolicy(text, "trust").ok).toBe(true);
    expect(readTrust(text, own)).toEqual(choice);
  });

  test("is read back while it is not complete", () => {
    const begun: TrustChoice = { who: "user", accountId: "", name: "", externalId: "" };
    expect(readTrust(writeTrust(begun), own)).toEqual(begun);
  });

  test("is read where a single thing stands without its list", () => {
    const text = `{"Version":"1","Statement":{"Effect":"Allow","Action":["STS:assumeRole"],"Principal":{"RAM":"acs:ram::${own}:root"}}}`;
    expect(readTrust(text, own)).toEqual(choices[0]);
  });
});

describe("anything else is left to whoever wrote it", () => {
  const statement = { Effect: "Allow", Action: "sts:AssumeRole", Principal: { RAM: [`acs:ram::${own}:root`] } };
  const document = (...statements: object[]) => JSON.stringify({ Version: "1", Statement: statements });

  test.each([
    ["two statements", document(statement, statement)],
    ["a denial", document({ ...statement, Effect: "Deny" })],
    [
      "two principals",
      document({ ...statement, Principal: { RAM: [`acs:ram::${own}:root`, `acs:ram::${other}:root`] } }),
    ],
    ["a service", document({ ...statement, Principal: { Service: ["ecs.aliyuncs.com"] } })],
    ["another condition", document({ ...statement, Condition: { IpAddress: { "acs:SourceIp": "10.0.0.0/8" } } })],
    [
      "a condition beside it",
      document({ ...statement, Condition: { StringEquals: { "sts:ExternalId": "a", b: "c" } } }),
    ],
    ["no JSON", "{"],
  ])("%s", (_name, text) => expect(readTrust(text, own)).toBeUndefined());
});
