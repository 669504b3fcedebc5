import { expect, test } from "vitest";
import type { Language } from "../../src/contract/language.ts";
import { compilePolicy } from "../../src/policy/compile.ts";
import { type CompiledSource, decide, decideTrust, type PolicySource } from "../../src/policy/decide.ts";
import type { PolicyKind } from "../../src/policy/document.ts";
import { explainDenial, explainTrustDenial } from "../../src/policy/explain-denial.ts";
import { parsePolicy } from "../../src/policy/parse.ts";
import { requestContext } from "../../src/policy/request-context.ts";
import { catalogue } from "./catalogue.ts";

interface Mistake {
  readonly title: string;
  /** By the policy's name. */
  readonly policies?: Readonly<Record<string, object | readonly object[]>>;
  readonly session?: object;
  readonly trust?: object;
  readonly ask: readonly [action: string, resource?: string];
  /** What else the call needs and is not allowed. */
  readonly also?: readonly [action: string, resource?: string];
  readonly principal?: string;
  readonly context?: Readonly<Record<string, string>>;
}

const all = "acs:ice:cn-shanghai:1000000000000001:*";
const clip = "acs:oss:cn-shanghai:1000000000000001:loft/cuts/7.mp4";
const ann = "acs:ram::1000000000000001:user/ann";
const build = "acs:ram::1000000000000001:role/editor/build-7";
const get = "ice:GetYikeAssetMediaInfo";
const remove = "ice:DeleteYikeAssetMediaInfos";
const allow = (Action: unknown, Resource: unknown = "*", Condition?: object) => ({
  Effect: "Allow",
  Action,
  Resource,
  ...(Condition ? { Condition } : {}),
});
const deny = (Action: unknown, Resource: unknown = "*", Condition?: object) => ({
  ...allow(Action, Resource, Condition),
  Effect: "Deny",
});

const mistakes: readonly Mistake[] = [
  { title: "A new user without any policy", ask: [get] },
  { title: "The action of another product", policies: { library: allow("vod:GetYikeAssetMediaInfo") }, ask: [get] },
  { title: "The beginning of the action in another product", policies: { library: allow("vod:Get*") }, ask: [get] },
  { title: "Another action by the other name of the product", policies: { library: allow("yike:List*") }, ask: [get] },
  { title: "A name without its star", policies: { library: allow(["ice:List", "ice:Get"]) }, ask: [get] },
  { title: "A misspelt action", policies: { library: allow("ice:GetYikeAssetMediaInfos") }, ask: [get] },
  { title: "Reading is allowed, writing is not", policies: { reading: allow("ice:Get*") }, ask: [remove] },
  {
    title: "A resource that is narrower than the action supports",
    policies: { "one-production": allow(get, "acs:ice:*:*:production/7") },
    ask: [get],
  },
  {
    title: "The vendor's read-only policy has no batches",
    policies: { AliyunICEReadOnlyAccess: allow(["ice:Get*", "ice:List*", "ice:Describe*"], "acs:ice:*:*:*") },
    ask: ["ice:BatchGetYikeAssetMediaInfos"],
  },
  {
    title: "Another bucket",
    policies: { bucket: allow("oss:*", "acs:oss:*:*:attic/*") },
    ask: ["oss:GetObject", clip],
  },
  {
    title: "The bucket without its objects",
    policies: { bucket: allow("oss:GetObject", "acs:oss:*:*:loft") },
    ask: ["oss:GetObject", clip],
  },
  {
    title: "Another region",
    policies: { bucket: allow("oss:GetObject", "acs:oss:cn-beijing:*:loft/*") },
    ask: ["oss:GetObject", clip],
  },
  {
    title: "Another account's number",
    policies: { bucket: allow("oss:GetObject", "acs:oss:*:1000000000000002:loft/*") },
    ask: ["oss:GetObject", clip],
  },
  {
    title: "A resource in another case",
    policies: { self: allow("ram:GetUser", "acs:ram::1000000000000001:user/Ann") },
    ask: ["ram:GetUser", ann],
  },
  {
    title: "An Allow that asks for the office's addresses",
    policies: { office: allow("ice:*", "*", { IpAddress: { "acs:SourceIp": ["203.0.113.0/24", "192.0.2.7"] } }) },
    ask: [get],
    context: { "acs:SourceIp": "198.51.100.4" },
  },
  {
    title: "An Allow that asks for a second factor",
    policies: { careful: allow("ice:*", "*", { Bool: { "acs:MFAPresent": "true" } }) },
    ask: [remove],
    context: { "acs:MFAPresent": "false" },
  },
  {
    title: "An Allow that has ended, and asks for HTTPS",
    policies: {
      november: allow("ice:*", "*", {
        DateLessThan: { "acs:CurrentTime": "2026-11-01T00:00:00+08:00" },
        Bool: { "acs:SecureTransport": "true" },
      }),
    },
    ask: [get],
    context: { "acs:CurrentTime": "2026-11-24T09:00:00Z", "acs:SecureTransport": "false" },
  },
  {
    title: "A Deny by source address",
    policies: {
      library: allow("ice:*"),
      "office-only": deny("ice:Delete*", "*", { NotIpAddress: { "acs:SourceIp": "203.0.113.0/24" } }),
    },
    ask: [remove],
    context: { "acs:SourceIp": "198.51.100.4" },
  },
  {
    title: "A Deny, and no Allow besides",
    policies: { frozen: [allow("ice:Get*"), deny(["ice:Delete*", "ice:Create*"])] },
    ask: [remove],
  },
  {
    title: "NotAction leaves out what is needed",
    policies: { "all-but-users": { Effect: "Allow", NotAction: ["ram:*", "sts:*"], Resource: "*" } },
    ask: ["ram:GetUser", ann],
  },
  {
    title: "One of the two permissions that a call needs",
    policies: { groups: allow("ram:AddUserToGroup", "acs:ram:*:*:user/ann") },
    ask: ["ram:AddUserToGroup", "acs:ram::1000000000000001:group/editors"],
  },
  {
    title: "Neither of the two permissions that a call needs",
    policies: { reading: allow("ram:Get*") },
    ask: ["ram:AddUserToGroup", ann],
    also: ["ram:AddUserToGroup", "acs:ram::1000000000000001:group/editors"],
  },
  {
    title: "A Deny for one permission, and the other one missing",
    policies: { users: [allow("ram:*", ann), deny("ram:*", ann, { Bool: { "acs:MFAPresent": "false" } })] },
    ask: ["ram:AddUserToGroup", ann],
    also: ["ram:AddUserToGroup", "acs:ram::1000000000000001:group/editors"],
    context: { "acs:MFAPresent": "false" },
  },
  {
    title: "A session policy that forgot the action",
    policies: { library: allow("ice:*") },
    session: allow("ice:Get*"),
    ask: [remove],
    principal: build,
  },
  {
    title: "A session policy that wants what the role may not",
    policies: { reading: allow("ice:Get*") },
    session: allow("ice:List*"),
    ask: [remove],
    principal: build,
  },
  {
    title: "A session policy cannot give what the role lacks",
    policies: { reading: allow("ice:Get*") },
    session: allow("*"),
    ask: [remove],
    principal: build,
  },
  {
    title: "A role that trusts somebody else",
    trust: { Effect: "Allow", Action: "sts:AssumeRole", Principal: { RAM: "acs:ram::1000000000000002:root" } },
    ask: ["sts:AssumeRole"],
  },
  {
    title: "A role that asks for another ExternalId",
    trust: {
      Effect: "Allow",
      Action: "sts:AssumeRole",
      Principal: { RAM: "acs:ram::1000000000000001:root" },
      Condition: { StringEquals: { "sts:ExternalId": "loft-7" } },
    },
    ask: ["sts:AssumeRole"],
    context: { "sts:ExternalId": "loft-8" },
  },
];

function compiled(Statement: unknown, kind: PolicyKind) {
  const parsed = parsePolicy(JSON.stringify({ Version: "1", Statement }), kind);
  if (!parsed.ok) throw new Error(parsed.message);
  return compilePolicy(parsed.document);
}

function explain(mistake: Mistake, language: Language = "en"): string {
  const { policies = {}, session, trust, ask, also, principal = ann, context = {} } = mistake;
  const [action, resource = all] = ask;
  const request = { action, resource, principal, context: requestContext(context) };
  if (trust) {
    const policy = compiled(trust, "trust");
    const decision = decideTrust(policy, request);
    const texts = [false, true].map((mayReadPolicy) =>
      explainTrustDenial({ trust: policy, decision, request, mayReadPolicy }, language),
    );
    return `To the caller:\n${texts[0]}\nTo whoever may read the policy:\n${texts[1]}`;
  }
  const attachedTo: PolicySource["attachedTo"] =
    principal === ann ? { kind: "user", name: "ann" } : { kind: "role", name: "editor" };
  const identity = Object.entries(policies).map(([name, statement]): CompiledSource => {
    const type = name.startsWith("Aliyun") ? "System" : "Custom";
    return { name, type, version: "v1", attachedTo, policy: compiled(statement, "identity") };
  });
  const question = { identity, session: session && compiled(session, "session"), request };
  const decision = decide(question);
  expect(decision.effect).not.toBe("Allow");
  const alsoDenied = also ? [{ ...request, action: also[0], resource: also[1] ?? all }] : [];
  return explainDenial({ ...question, alsoDenied }, decision, catalogue, language);
}

test.each([
  ["en", "denials.txt"],
  ["zh", "denials-zh.txt"],
] as const)("each typical mistake is explained to the person who made it: %s", async (language, file) => {
  const text = mistakes.map((mistake) => `== ${mistake.title}\n\n${explain(mistake, language)}\n`).join("\n");
  await expect(text).toMatchFileSnapshot(`../golden/${file}`);
});

test("in Chinese nothing is left in English", () => {
  const english = mistakes.map((mistake) =>
    explain(mistake, "zh")
      .replace(/^\{[\s\S]*\}$/gm, "")
      .replace(/^To .*:$/gm, ""),
  );
  expect(english.filter((text) => !/[\u4e00-\u9fff]/.test(text) || /[a-z]{2,} [a-z]{2,}/.test(text))).toEqual([]);
});

test("the policy at the end of an explanation allows what was denied", () => {
  for (const mistake of mistakes.filter(({ trust, session }) => !trust && !session)) {
    const [text] = /^\{[\s\S]*\}$/m.exec(explain(mistake)) ?? [];
    if (!text) continue;
    const parsed = parsePolicy(text, "identity");
    if (!parsed.ok) throw new Error(parsed.message);
    const asked = [mistake.ask, ...(mistake.also ? [mistake.also] : [])];
    const source = { name: "new", type: "Custom", version: "v1", attachedTo: { kind: "user", name: "ann" } } as const;
    const identity = [{ ...source, policy: compilePolicy(parsed.document) }];
    for (const [action, resource = all] of asked) {
      const request = { action, resource, principal: ann, context: requestContext({}) };
      expect(decide({ identity, request }).effect).toBe("Allow");
    }
  }
});
