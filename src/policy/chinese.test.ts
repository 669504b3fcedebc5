import { describe, expect, test } from "vitest";
import type { CatalogueAction } from "./catalogue.ts";
import { commonConditionKeys } from "./condition-keys.ts";
import type { PolicyDocument, PolicyKind } from "./document.ts";
import { explainStatement } from "./explain-statement.ts";
import { lintPolicy } from "./lint.ts";
import { documentedOperators } from "./operators.ts";
import { parsePolicy } from "./parse.ts";
import { tellFault } from "./tell-fault.ts";

function parse(statement: object, kind: PolicyKind = "identity"): PolicyDocument {
  const parsed = parsePolicy(JSON.stringify({ Version: "1", Statement: statement }), kind);
  if (!parsed.ok) throw new Error(parsed.message);
  return parsed.document;
}

const explain = (statement: object, kind?: PolicyKind) =>
  parse(statement, kind).statements.map((one) => explainStatement(one, "zh"));

const allow = (Action: unknown, Resource: unknown = "*", Condition: object = {}) => ({
  Effect: "Allow",
  Action,
  Resource,
  Condition,
});

describe("a statement in Chinese", () => {
  test.each([
    [allow("*"), "允许对所有资源执行所有操作。"],
    [
      allow(["ice:*", "ram:Get*", "oss:PutObject", "i*:*s"], "acs:ice:*:*:*"),
      "允许对所有匹配 acs:ice:*:*:* 的资源执行 ice 的所有操作、ram 中以 Get 开头的操作、oss:PutObject 和所有匹配 i*:*s 的操作。",
    ],
    [
      { Effect: "Deny", NotAction: "ice:Get*", Resource: ["acs:ram::1:user/ann", "acs:ram::1:user/b*"] },
      "拒绝对 acs:ram::1:user/ann 和所有匹配 acs:ram::1:user/b* 的资源执行除 ice 中以 Get 开头的操作以外的所有操作。",
    ],
    [
      allow("ice:GetYikeAsset", "*", {
        NotIpAddress: { "acs:SourceIP": ["192.0.2.1", "192.0.2.2"] },
        Bool: { "acs:SecureTransport": "false" },
        DateGreaterThanEquals: { "acs:CurrentTime": "2026-12-01" },
        NumericLessThanEqualsIfExists: { "ice:Count": "5" },
        "ForAnyValue:StringLike": { "ice:Tag": ["a*", "b"] },
        "ForAllValues:StringNotEqualsIgnoreCase": { "ice:Tag": "c" },
        Null: { "ice:Colour": "true" },
      }),
      "当源地址不属于 192.0.2.1 和 192.0.2.2，且调用未使用 HTTPS，且时间不早于 2026-12-01，且 ice:Count 不大于 5（或不存在），且 ice:Tag 至少有一个值匹配 a* 或 b，且 ice:Tag 的每个值都（不区分大小写）不为 c，且 ice:Colour 不存在时，允许对所有资源执行 ice:GetYikeAsset。",
    ],
  ])("%j", (statement, sentence) => expect(explain(statement)).toEqual([sentence]));

  test("says who may assume the role", () => {
    const Principal = { RAM: ["acs:ram::1:root", "acs:ram::2:user/bob"], Service: "ecs.aliyuncs.com" };
    expect(explain({ Effect: "Allow", Action: "sts:AssumeRole", Principal }, "trust")).toEqual([
      "允许 acs:ram::1:root、acs:ram::2:user/bob 和 ecs.aliyuncs.com 扮演此角色。",
    ]);
  });

  test("says something else of every operator, and has a name for every common key", () => {
    const values: Readonly<Record<string, string>> = { Num: "5", Dat: "2026-12-01", Boo: "true" };
    const said = documentedOperators.map((operator) => {
      const value = values[operator.replace("Not", "").slice(0, 3)] ?? "192.0.2.1";
      return explain(allow("*", "*", { [operator]: { "ice:Key": value } }))[0];
    });
    // Equals says the same of texts, numbers and truth.
    expect(new Set(said).size).toBeGreaterThan(documentedOperators.length / 2);
    expect(said.filter((sentence) => /[a-z]{2,} [a-z]{2,}/.test(sentence ?? ""))).toEqual([]);
    for (const { name, chinese } of commonConditionKeys) {
      expect(chinese.subject, name).toMatch(/[\u4e00-\u9fff]/);
    }
  });
});

describe("what is wrong with a text, in Chinese", () => {
  test.each([
    ["{", "不是 JSON：此处应为双引号中的名称。"],
    ['{"Version":"1"}', "缺少 Statement。"],
    ['{"Version":1}', "Version 必须是双引号中的文本。"],
    ['{"Version":"1","Statement":["x"]}', "语句必须是对象。"],
    ['{"Version":"1","Statment":[]}', '"Statment" 不是权限策略的元素。最接近的是 Statement。'],
    [
      '{"Version":"1","Statement":{"Sid is no action. \\"":1}}',
      '"Sid is no action. \\"" 不是语句的元素。最接近的是 NotAction。',
    ],
    [
      '{"Version":"1","Statement":{"Effect":"Allow","Action":"x","Resource":"*"}}',
      '"x" 不是操作。操作写作 <product>:<operation>，* 表示所有操作。',
    ],
    [
      '{"Version":"1","Statement":{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"IpAddress":{"acs:SourceIp":"x"}}}}',
      'IpAddress 需要 IP 地址或网段（例如 203.0.113.0/24），而不是 "x"。',
    ],
  ])("%s", (text, message) => {
    const parsed = parsePolicy(text, "identity");
    if (parsed.ok) expect.fail("The text was taken.");
    expect(tellFault(parsed.message, "zh")).toBe(message);
    expect(tellFault(parsed.message, "en")).toBe(parsed.message);
  });

  test("an operator that the setting refuses", () => {
    const text = JSON.stringify({
      Version: "1",
      Statement: allow("*", "*", { StringEqualsIfExists: { "ice:A": "x" } }),
    });
    const parsed = parsePolicy(text, "identity", { extraOperators: false });
    expect(parsed.ok ? "taken" : tellFault(parsed.message, "zh")).toBe(
      'RAM 文档中没有运算符 "StringEqualsIfExists"，且本服务器的设置 MEDIALOFT_EXTRA_OPERATORS 为 off，因此不接受该运算符。最接近的是 StringEquals。',
    );
  });

  test("what is not known stays as it is", () => {
    expect(tellFault("Version is missing. Nobody knows.", "zh")).toBe("Version is missing. Nobody knows.");
  });
});

const catalogue: readonly CatalogueAction[] = [
  { action: "ice:GetYikeAsset", resource: "*" },
  { action: "ice:ListYikeAssets", resource: "*" },
  { action: "ram:GetUser", resource: "user/{UserName}" },
  { action: "oss:PutObject", resource: "{Bucket}/{Key}", conditionKeys: ["oss:ContentLength"] },
];

const variable = ["$", "{acs:PrincipalARN}"].join("");

describe("a warning in Chinese", () => {
  test.each([
    [allow("ice:GetYikeAssets"), "没有操作 ice:GetYikeAssets。最接近的是 ice:GetYikeAsset。"],
    [allow("ecs:*"), "没有匹配 ecs:* 的操作。本服务器没有产品 ecs。"],
    [
      allow("ice:*", "acs:ice:*:*:asset/7"),
      'ice:GetYikeAsset 和 ice:ListYikeAssets 不支持更具体的资源，始终针对产品的全部资源鉴权。此语句指定了具体资源，因此不会允许这些操作，策略不生效。请改为 "Resource": "*"。',
    ],
    [allow("ram:GetUser", "acs:oss:*:*:loft/*"), "ram:GetUser 从不针对此语句中的资源鉴权。"],
    [
      allow("oss:PutObject", ["acs:oss:*:*:loft/*", "acs:ram:*:*:user/*"]),
      "此语句中没有操作会针对 acs:ram:*:*:user/* 鉴权。",
    ],
    [allow("*"), "此语句允许对所有资源执行所有操作，包括更改他人的权限。"],
    [
      { Effect: "Allow", NotAction: "ice:GetYikeAsset", Resource: "*" },
      "除列出的操作外，此语句允许其余所有操作，包括今后新增的操作。",
    ],
    [allow("oss:*", `acs:oss:*:*:loft/${variable}/*`), `RAM 不支持变量：acs:oss:*:*:loft/${variable}/* 会按字面处理。`],
    [
      allow("ice:*", "*", { StringEquals: { "oss:ContentLength": "x" } }),
      "这些操作的请求中没有 oss:ContentLength：StringEquals 永远不成立。",
    ],
    [
      allow("ice:*", "*", { StringEquals: { "acs:sourceip": "192.0.2.0/24" } }),
      "StringEquals 用于比较文本，而 acs:SourceIp 是 IP 地址：请使用 IpAddress 或 NotIpAddress。",
    ],
    [
      allow("oss:*", "*", {
        NumericLessThan: { "oss:ContentLength": "5" },
        NumericGreaterThanEquals: { "oss:ContentLength": "5" },
      }),
      "这两个条件不可能同时成立：oss:ContentLength 小于 5；oss:ContentLength 不小于 5。",
    ],
    [
      allow("ice:*", "*", { DateLessThan: { "acs:CurrentTime": "2026-11-01T00:00:00Z" } }),
      "该时间已过，此语句不再生效：时间早于 2026-11-01T00:00:00Z。",
    ],
  ])("%j", (statement, message) => {
    const document = parse(statement);
    const now = Date.parse("2026-11-24T12:00:00Z");
    const warnings = lintPolicy(document, catalogue, { language: "zh", now });
    expect(warnings.map((warning) => warning.message)).toEqual([message]);
    const kinds = (list: typeof warnings) => list.map(({ statement: index, code }) => [index, code]);
    expect(kinds(warnings)).toEqual(kinds(lintPolicy(document, catalogue, { now })));
  });
});
