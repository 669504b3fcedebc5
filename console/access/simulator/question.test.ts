import { describe, expect, test } from "vitest";
import { defaultContext, findLacking, fromAddress, type Question, toCall, toFragment } from "./question.ts";

const standard: Question = {
  who: "user",
  name: "",
  policy: "",
  session: "",
  actions: [],
  resources: [],
  context: [{ key: "acs:SourceIp", value: "127.0.0.1" }],
};

describe("the address of a question", () => {
  test("comes back as it was asked, a policy's text and signs of equality in it included", () => {
    const asked: Question = {
      ...standard,
      who: "policy",
      policy: '{ "Version": "1" }',
      actions: ["ice:Get*", "ram:GetUser"],
      resources: ["acs:ram::1000000000000001:user/a&b"],
      context: [{ key: "acs:RequestTag/a", value: "b=c" }],
    };
    expect(fromAddress("", toFragment(asked), standard)).toEqual(asked);
  });

  test("may stand before the # as well, and says only what differs from the standard", () => {
    expect(fromAddress("?role=Reader&action=ice:GetAsset", "", standard)).toEqual({
      ...standard,
      who: "role",
      name: "Reader",
      actions: ["ice:GetAsset"],
    });
  });
});

describe("the call", () => {
  test("asks about somebody, or about a policy that nobody has", () => {
    const question = { ...standard, name: "alice", actions: ["a:B", "a:C"] };
    expect(toCall(question)).toEqual({
      product: "Medialoft",
      action: "SimulatePrincipal",
      parameters: {
        UserName: "alice",
        "Actions.1": "a:B",
        "Actions.2": "a:C",
        "Context.1.Key": "acs:SourceIp",
        "Context.1.Value": "127.0.0.1",
      },
    });
    expect(toCall({ ...question, who: "policy", policy: "{}" }).parameters).toMatchObject({
      "PolicyDocuments.1": "{}",
    });
  });

  test("leaves out keys without a value, and a session policy where nobody acts in a role", () => {
    const context = [
      { key: "acs:SourceIp", value: "" },
      { key: "", value: "x" },
    ];
    const question = { ...standard, name: "x", actions: ["a:B"], context, session: "{}" };
    expect(Object.keys(toCall(question).parameters)).toEqual(["UserName", "Actions.1"]);
    expect(toCall({ ...question, who: "role" }).parameters).toMatchObject({ RoleName: "x", SessionPolicy: "{}" });
  });

  test("cannot be made without somebody, a text or an action", () => {
    expect(findLacking(standard)).toBe("name");
    expect(findLacking({ ...standard, who: "policy" })).toBe("policy");
    expect(findLacking({ ...standard, name: "alice" })).toBe("actions");
    expect(findLacking({ ...standard, who: "root" })).toBeUndefined();
  });
});

test("a call from here and now has a time with its zone", () => {
  expect(defaultContext(new Date("2026-11-24T08:00:00.123Z"), true)).toContainEqual({
    key: "acs:CurrentTime",
    value: "2026-11-24T08:00:00Z",
  });
});
