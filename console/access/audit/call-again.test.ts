import { expect, test } from "vitest";
import { operations } from "../../../src/operations/index.gen.ts";
import { describeOperation } from "../../../src/reference/describe-operation.ts";
import type { AuditRecord } from "./audit-record.ts";
import { findAgain } from "./call-again.ts";

const described = operations.map(describeOperation);

const recordOf = (
  Action: string,
  parameters: Record<string, string>,
  more: Partial<AuditRecord> = {},
): AuditRecord => ({
  Time: "2026-11-24T08:00:00.000Z",
  Event: "call",
  Action,
  Parameters: JSON.stringify(parameters),
  ...more,
});

test("a call leads to its form, filled in", () => {
  const again = findAgain(recordOf("ice:ListYikeProductions", { PageSize: "5" }), described);
  expect(again).toEqual({ path: "/explorer/ICE/ListYikeProductions#PageSize=5", leftOut: [] });
});

test("what the log hides or cut is not filled in, but told", () => {
  const parameters = { UserName: "bob", Password: "***", Comments: `${"x".repeat(1024)}…` };
  const again = findAgain(recordOf("ram:CreateLoginProfile", { UserName: "bob", Password: "***" }), described);
  expect(again).toEqual({ path: "/explorer/RAM/CreateLoginProfile#UserName=bob", leftOut: ["Password"] });
  const cut = findAgain(recordOf("ram:CreateUser", { UserName: "bob", Comments: parameters.Comments }), described);
  expect(cut).toEqual({ path: "/explorer/RAM/CreateUser#UserName=bob", leftOut: ["Comments"] });
});

test("a call that was denied for what it needs besides leads to its own operation", () => {
  const Needs = [
    { Action: "ram:CreatePolicy", Resource: "acs:ram::1:policy/*", Decision: "Allow" },
    { Action: "ram:TagResources", Resource: "acs:ram::1:*", Decision: "ImplicitDeny" },
  ];
  const again = findAgain(recordOf("ram:TagResources", { PolicyName: "p", "Tag.1.Key": "a" }, { Needs }), described);
  expect(again?.path).toBe("/explorer/RAM/CreatePolicy#PolicyName=p&Tag.1.Key=a");
});

test("what was no call of an operation leads nowhere", () => {
  expect(findAgain(recordOf("oss:PutObject", {}), described)).toBeUndefined();
  expect(findAgain({ Time: "", Event: "root-key-replaced" }, described)).toBeUndefined();
});
