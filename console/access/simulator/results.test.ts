import { expect, test } from "vitest";
import { reasonOf, remedyOf, type SimulatedResult } from "./results.ts";

const policy = '{\n  "Version": "1"\n}';
const result = (Explanation: string): SimulatedResult => ({
  Action: "ice:GetAsset",
  Resource: "acs:ice:cn-shanghai:1000000000000001:*",
  Decision: "ImplicitDeny",
  DecidedBy: "identity",
  Statements: [],
  MissingContextKeys: [],
  Explanation,
  SmallestPolicy: policy,
});

test("the policy at the end of an explanation stands by itself, without the line that leads to it", () => {
  const lacking = result(`No policy allows it.\nNearest to it: none.\nThe smallest policy:\n${policy}`);
  expect(reasonOf(lacking)).toBe("No policy allows it.\nNearest to it: none.");
  expect(remedyOf(lacking)).toBe(policy);
});

test("what a statement denies is helped by no policy", () => {
  const denied = result("Statement 2 denies it.\nA Deny always wins. Without it the call would be allowed.");
  expect(reasonOf(denied)).toContain("Without it");
  expect(remedyOf(denied)).toBeUndefined();
});
