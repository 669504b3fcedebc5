import { expect, test } from "vitest";
import type { AuditRecord } from "../audit/audit-record.ts";
import { countDenials, findSoftStart } from "./soft-denials.ts";

const recordOf = (Time: string, more: Partial<AuditRecord>): AuditRecord => ({
  Time,
  Event: "call",
  Principal: "acs:ram::1:user/alice",
  Decision: "SoftDeny",
  Resource: "acs:ice:cn-shanghai:1:*",
  ...more,
});

test("calls that differ in nothing are counted together, with the time of the last one", () => {
  const records = [
    recordOf("3", { Action: "ice:A" }),
    recordOf("2", { Action: "ice:B" }),
    recordOf("1", { Action: "ice:A" }),
    recordOf("0", { Action: "ice:A", Principal: "acs:ram::1:user/bob" }),
  ];
  expect(countDenials(records).map(({ action, count, lastAt }) => [action, count, lastAt])).toEqual([
    ["ice:A", 2, "3"],
    ["ice:B", 1, "2"],
    ["ice:A", 1, "0"],
  ]);
});

test("a call that lacked several permissions counts for each, and not for those that it had", () => {
  const Needs = [
    { Action: "ram:CreatePolicy", Resource: "r", Decision: "ImplicitDeny" },
    { Action: "ram:TagResources", Resource: "r", Decision: "ExplicitDeny" },
    { Action: "ram:ListTagResources", Resource: "r", Decision: "Allow" },
  ];
  expect(countDenials([recordOf("1", { Action: "ram:CreatePolicy", Needs })]).map(({ action }) => action)).toEqual([
    "ram:CreatePolicy",
    "ram:TagResources",
  ]);
});

test("soft mode began when it was last switched on with success", () => {
  const set = (Time: string, Mode: string, Status = 200) =>
    recordOf(Time, { Action: "medialoft:SetAuthorizationMode", Parameters: JSON.stringify({ Mode }), Status });
  expect(findSoftStart([set("4", "soft", 403), set("3", "enforce"), set("2", "soft"), set("1", "soft")])).toBe("2");
  expect(findSoftStart([set("1", "enforce")])).toBeUndefined();
});
