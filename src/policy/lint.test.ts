import { expect, test } from "vitest";
import type { CatalogueAction } from "./catalogue.ts";
import type { PolicyKind } from "./document.ts";
import { lintPolicy } from "./lint.ts";
import { parsePolicy } from "./parse.ts";

const catalogue: readonly CatalogueAction[] = [
  { action: "ice:GetYikeAsset", resource: "*" },
  { action: "ice:ListYikeAssets", resource: "*" },
  { action: "ram:GetUser", resource: "user/{UserName}" },
  { action: "ram:GetPolicy", resource: "policy/{PolicyName}" },
  { action: "ram:GetPolicy", resource: "acs:ram::system:policy/{PolicyName}" },
  { action: "sts:AssumeRole", resource: "{RoleArn}" },
  { action: "oss:PutObject", resource: "{Bucket}/{Key}", conditionKeys: ["oss:ContentLength"] },
];

const now = Date.parse("2026-11-24T12:00:00Z");

function lint(statement: object, kind: PolicyKind = "identity") {
  const parsed = parsePolicy(JSON.stringify({ Version: "1", Statement: statement }), kind);
  if (!parsed.ok) throw new Error(parsed.message);
  return lintPolicy(parsed.document, catalogue, { now }).map(({ code, message }) => `${code}: ${message}`);
}

const allow = (Action: unknown, Resource: unknown = "*", Condition: object = {}) => ({
  Effect: "Allow",
  Action,
  Resource,
  Condition,
});

const variable = ["$", "{acs:PrincipalARN}"].join("");

test("a policy that does what it says gets no warning", () => {
  expect(lint(allow(["ice:Get*", "ice:listyikeassets"]))).toEqual([]);
  expect(lint(allow("ice:*", "acs:ice:*:*:*"))).toEqual([]);
  expect(lint(allow(["yike:Get*", "YIKE:ListYikeAssets"], "acs:yike:*:*:*"))).toEqual([]);
  expect(lint(allow("ram:GetUser", "acs:ram::1:user/ann"))).toEqual([]);
  expect(lint(allow("ram:GetPolicy", "acs:ram::system:policy/AdministratorAccess"))).toEqual([]);
  expect(lint(allow("oss:*", ["acs:oss:*:*:loft/a:b/*", "acs:*:*cn-beijing*:*:*"]))).toEqual([]);
  expect(lint(allow("oss:*", "*", { NumericLessThan: { "oss:ContentLength": "10" } }))).toEqual([]);
});

test.each([
  [
    "a misspelt action",
    allow("ice:GetYikeAssets"),
    "no action ice:GetYikeAssets. The nearest one is ice:GetYikeAsset.",
  ],
  [
    "a misspelt action by the other name of its product",
    allow("Yike:GetYikeAssets"),
    "unknown-action: There is no action Yike:GetYikeAssets. The nearest one is ice:GetYikeAsset.",
  ],
  [
    "a resource by the other name of its product that is narrower than the action supports",
    allow("yike:Get*", "acs:yike:*:*:asset/7"),
    "the policy is ineffective",
  ],
  ["a pattern without actions", allow("ice:Fetch*"), "unknown-action: No action is like ice:Fetch*."],
  ["another product's prefix", allow("vod:GetUser"), "no action vod:GetUser. The nearest one is ram:GetUser."],
  ["a product that is not here", allow("ecs:*"), "This server has no product ecs."],
  [
    "a resource narrower than the action supports",
    allow("ice:Get*", "acs:ice:*:*:asset/7"),
    "the policy is ineffective",
  ],
  ["another product's resource", allow("ram:GetUser", "acs:oss:*:*:loft/*"), "never asked on a resource of this"],
  ["a resource of another kind", allow("ram:GetUser", "acs:ram:*:*:group/*"), "ram:GetUser is never asked"],
  [
    "an idle resource",
    allow("oss:PutObject", ["acs:oss:*:*:loft/*", "acs:ram:*:*:user/*"]),
    "ever asked on acs:ram:*:*:user/*.",
  ],
  ["everything on everything", allow("*"), "too-broad: This statement allows everything"],
  ["NotAction", { Effect: "Allow", NotAction: "ice:GetYikeAsset", Resource: "*" }, "also the ones that come later"],
  ["a variable", allow("oss:*", `acs:oss:*:*:loft/${variable}/*`), "RAM fills in no variables"],
  [
    "a key that the actions do not have",
    allow("ice:*", "*", { StringEquals: { "oss:ContentLength": "x" } }),
    "never-holds: No request of these actions has oss:ContentLength",
  ],
  [
    "a negated key that the actions do not have",
    allow("ice:*", "*", { StringNotEquals: { "ice:Colour": "x" } }),
    "always-holds",
  ],
  [
    "a negated key that calls of this server never have",
    { ...allow("ice:*", "*", { StringNotLike: { "acs:PrincipalRdPath": "rd-1/*" } }), Effect: "Deny" },
    "always-holds: No request of these actions has acs:PrincipalRdPath: StringNotLike always holds.",
  ],
  [
    "an address compared as a text",
    allow("ice:*", "*", { StringEquals: { "acs:sourceip": "192.0.2.0/24" } }),
    "acs:SourceIp is about addresses: use IpAddress or NotIpAddress.",
  ],
  [
    "an empty range",
    allow("oss:*", "*", {
      NumericLessThan: { "oss:ContentLength": "5" },
      NumericGreaterThanEquals: { "oss:ContentLength": "5" },
    }),
    "These two never hold at once: oss:ContentLength is less than 5; oss:ContentLength is at least 5.",
  ],
  [
    "an empty time span",
    allow("ice:*", "*", {
      DateGreaterThan: { "acs:CurrentTime": "2026-12-01" },
      DateLessThan: { "acs:CurrentTime": "2026-11-01" },
    }),
    "These two never hold at once",
  ],
  [
    "a time that is over",
    allow("ice:*", "*", { DateLessThan: { "acs:CurrentTime": ["2026-11-01", "2026-11-24"] } }),
    "never-holds: This time is over, and the statement has no effect any more",
  ],
  [
    "what is wanted and refused at once",
    allow("ice:*", "*", {
      IpAddress: { "acs:SourceIp": "192.0.2.1" },
      NotIpAddress: { "acs:SourceIp": ["192.0.2.1", "192.0.2.9"] },
    }),
    "These two never hold at once",
  ],
])("warns of %s", (_, statement, expected) => {
  expect(lint(statement).join("\n")).toContain(expected);
});

test.each(["acs:ResourceTag/Team", "acs:RequestTag/Team", "acs:SourceVpc", "acs:PrincipalRdId", "ACS:principalrdpath"])(
  "warns of %s, which no call of this server has",
  (key) => {
    expect(lint(allow("oss:*", "*", { StringEquals: { [key]: "x" } }))).toEqual([
      `never-holds: No request of these actions has ${key}: StringEquals never holds.`,
    ]);
  },
);

test("limits that meet in one value can hold", () => {
  const condition = {
    NumericLessThanEquals: { "oss:ContentLength": "5" },
    NumericGreaterThanEquals: { "oss:ContentLength": "5" },
  };
  expect(lint(allow("oss:*", "*", condition))).toEqual([]);
});

test("a trust policy knows the keys of AssumeRole", () => {
  const trust = (key: string) => ({
    Effect: "Allow",
    Action: "sts:AssumeRole",
    Principal: { RAM: "acs:ram::1:root" },
    Condition: { StringEquals: { [key]: "x" } },
  });
  expect(lint(trust("sts:externalid"), "trust")).toEqual([]);
  expect(lint(trust("acs:PrincipalArn"), "trust")).toEqual([]);
  expect(lint(trust("oss:ContentLength"), "trust")).toHaveLength(1);
  expect(lint(trust("acs:PrincipalRdId"), "trust")).toHaveLength(1);
});

test("a role is assumed by its own name, which is one of RAM's", () => {
  expect(lint(allow("sts:AssumeRole", "acs:ram::1000000000000001:role/Reader"))).toEqual([]);
});

test("the nearest action is one of the product that is written", () => {
  expect(lint(allow("ice:GetU"))[0]).toContain("ice:GetYikeAsset");
});
