import { describe, expect, test } from "vitest";
import { operations } from "../../../src/operations/index.gen.ts";
import { describeOperation } from "../../../src/reference/describe-operation.ts";
import { needsOf } from "./operation-needs.ts";

const account = "2000000000000002";

function needs(name: string) {
  const operation = operations.find((one) => one.name === name);
  if (!operation) throw new Error(`There is no ${name}.`);
  return needsOf(describeOperation(operation), account);
}

describe("what a call of an operation needs", () => {
  test("is named as in its example, in the own account", () => {
    expect(needs("GetUser")).toEqual({ actions: ["ram:GetUser"], resources: [`acs:ram::${account}:user/alice`] });
    expect(needs("AssumeRole").resources).toEqual([`acs:ram::${account}:role/Reader`]);
  });

  test("are all the resources that the action is asked on", () => {
    expect(needs("AddUserToGroup").resources).toHaveLength(2);
    expect(needs("AttachPolicyToUser").resources).toEqual([
      `acs:ram::${account}:user/alice`,
      "acs:ram::system:policy/AliyunRAMReadOnlyAccess",
    ]);
  });

  test("names no resource where the action knows none", () => {
    expect(needs("GetYikeAssetMediaInfo")).toEqual({ actions: ["ice:GetYikeAssetMediaInfo"], resources: [] });
  });
});
