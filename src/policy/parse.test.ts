import { describe, expect, test } from "vitest";
import type { ParsedPolicy, PolicyKind } from "./document.ts";
import { type ParseOptions, parsePolicy } from "./parse.ts";
import { tellFault } from "./tell-fault.ts";

/** `<line>:<column> <message>`, or ok. What is said is said in Chinese, too. */
function outcome(text: string, kind: PolicyKind = "identity", options?: ParseOptions): string {
  const parsed: ParsedPolicy = parsePolicy(text, kind, options);
  const said = parsed.ok ? parsed.warnings : [parsed];
  for (const { message } of said)
    expect(tellFault(message, "zh"), message).toMatch(/^[^\u4e00-\u9fff]*[\u4e00-\u9fff].*。$/);
  return parsed.ok ? "ok" : `${parsed.place.line}:${parsed.place.column} ${parsed.message}`;
}

const policy = (statement: string): string => `{"Version":"1","Statement":\n[${statement}]}`;
const allow = (rest: string): string => policy(`{"Effect":"Allow","Action":"*","Resource":"*"${rest}}`);
const conditions = (condition: string): string => allow(`,\n"Condition":{${condition}}`);

describe("the text", () => {
  test.each([
    ["", "1:1 The text ends too early."],
    ["[]", "1:1 A policy must be an object."],
    ["{", "1:2 This is not JSON: expected a name in double quotes."],
    ["[1", "1:3 The text ends too early: ] is missing."],
    ['{"Version":"1",}', "1:16 This is not JSON: expected a name in double quotes."],
    ["{'Version':'1'}", "1:2 This is not JSON: expected a name in double quotes."],
    ['{"Version" "1"}', "1:12 This is not JSON: expected a colon."],
    ['{"Version":"1" "Statement":[]}', "1:16 This is not JSON: expected a comma or }."],
    ['{"Version":"1","Version":"1"}', '1:16 "Version" stands twice in the same object.'],
    ['{"Version":"1",\n  "Statement":[{"Effect":"Allow" // all\n}]}', "2:34 This is not JSON: expected a comma or }."],
    [`${allow("")} x`, "2:51 Nothing may follow the end of the policy."],
    ['{"Version":"\\x"}', "1:12 This is not a JSON string."],
    ['{"Version":"\ud800"}', "1:12 The string holds half of a character."],
    [`{"Version":${"[".repeat(50)}`, "1:32 The policy is nested too deeply."],
    ['{"Version":truth}', "1:12 This is not JSON: expected a value."],
  ])("%j is refused with its place", (text, expected) => expect(outcome(text)).toBe(expected));

  test("is counted without the blanks outside of strings", () => {
    const key = "🎬".repeat(6000);
    const text = JSON.stringify(
      { Version: "1", Statement: [{ Effect: "Allow", Action: "*", Resource: `*${key}` }] },
      null,
      40,
    );
    expect(outcome(text)).toBe("ok");
    const tooLong = parsePolicy(text.replace(key, key + "x".repeat(100)), "identity");
    expect(tooLong).toMatchObject({ ok: false, reason: "length" });
    expect(parsePolicy(text, "session")).toMatchObject({ ok: false, reason: "length" });
    expect(parsePolicy(" ".repeat(100_001), "identity")).toMatchObject({ ok: false, reason: "length" });
  });
});

describe("the elements", () => {
  test.each([
    ['{"Statement":[]}', "1:1 Version is missing."],
    ['{"Version":"2012-10-17","Statement":[]}', '1:12 Version must be "1".'],
    ['{"Version":1,"Statement":[]}', "1:12 Version must be a text in double quotes."],
    ['{"Version":"1"}', "1:1 Statement is missing."],
    ['{"Version":"1","Statement":[]}', "1:28 Statement must hold at least one statement."],
    ['{"Version":"1","Statement":["x"]}', "1:29 A statement must be an object."],
    ['{"Version":"1","Statment":[]}', '1:16 "Statment" is no element of a policy. The nearest known one is Statement.'],
    [policy('{"Effect":"Permit"}'), "2:2 Action is missing."],
    [policy('{"Effect":"allow","Action":"*","Resource":"*"}'), '2:12 Effect must be "Allow" or "Deny".'],
    [policy('{"Action":"*","Resource":"*"}'), "2:2 Effect is missing."],
    [policy('{"Effect":"Allow","Resource":"*"}'), "2:2 Action is missing."],
    [policy('{"Effect":"Allow","Action":"*"}'), "2:2 Resource is missing."],
    [allow(',"NotAction":"*"'), "2:48 Action and NotAction exclude each other."],
    [
      allow(',"NotResource":"*"'),
      '2:48 "NotResource" is no element of a statement. RAM has no NotResource: name the resources, and deny the others in a statement of their own.',
    ],
    [allow(',"Sid":"x"'), '2:48 "Sid" is no element of a statement. RAM\'s statements have no names.'],
    [policy('{"Effect":"Allow","Action":[],"Resource":"*"}'), "2:29 Action is an empty list."],
    [policy('{"Effect":"Allow","Action":"*","Resource":[]}'), "2:44 Resource is an empty list."],
    [
      policy('{"Effect":"Allow","Action":[7],"Resource":"*"}'),
      "2:30 Each entry of Action must be a text in double quotes.",
    ],
    [
      policy('{"Effect":"Allow","Action":["*","GetUser"],"Resource":"*"}'),
      '2:34 "GetUser" is no action. An action is written <product>:<operation>, or * for every one.',
    ],
    [policy('{"Effect":"Allow","Action":"ram: GetUser","Resource":"*"}'), '2:29 "ram: GetUser" is no action.'],
    [
      policy('{"Effect":"Allow","Action":"*","Resource":"arn:aws:s3:::x"}'),
      '2:44 "arn:aws:s3:::x" is no resource: write acs:<product>:<region>:<account>:<path>, or * for every one.',
    ],
  ])("%s", (text, expected) => expect(outcome(text)).toBe(expected));

  test("a statement may stand bare, and a name where it is tolerated", () => {
    const bare =
      '{"Version":"1","Statement":{"Sid":"x","Effect":"Allow","Action":["*"],"Resource":["*"],"Condition":{}}}';
    expect(outcome(bare, "identity", { sids: true })).toBe("ok");
    expect(outcome(bare)).toContain("Sid");
  });
});

describe("conditions", () => {
  test.each([
    [
      '"StringEqual":{"acs:SourceIp":"x"}',
      '3:14 "StringEqual" is no operator of a condition. The nearest one is StringEquals.',
    ],
    [
      '"stringequals":{"ice:A":"x"}',
      '3:14 "stringequals" is no operator of a condition. The nearest one is StringEquals.',
    ],
    [
      '"ForAnyValues:StringEquals":{}',
      '3:14 "ForAnyValues:StringEquals" is no operator of a condition. The nearest one is StringEquals.',
    ],
    ['"NullIfExists":{}', '3:14 "NullIfExists" is no operator'],
    ['"StringEquals":{}', "3:29 StringEquals has no key to look at."],
    ['"StringEquals":"x"', "3:29 StringEquals must be an object."],
    ['"StringEquals":{"ice:A":[]}', "3:38 ice:A is an empty list."],
    ['"StringEquals":{"ice:A":null}', "3:38 A value of StringEquals must be a text in double quotes."],
    [
      '"IpAddress":{"acs:SourceIps":"::1"}',
      '3:27 "acs:SourceIps" is no key of a condition. The nearest one is acs:SourceIp.',
    ],
    ['"StringEquals":{"Colour":"red"}', '3:30 "Colour" is no key of a condition. A key is written <product>:<name>.'],
    ['"StringEquals":{"acs:RequestTag/":"x"}', '3:30 "acs:RequestTag/" is no key'],
    [
      '"IpAddress":{"acs:SourceIp":["203.0.113.0/40"]}',
      '3:43 IpAddress needs an IP address or a range such as 203.0.113.0/24, not "203.0.113.0/40".',
    ],
    ['"NumericEquals":{"ice:A":"many"}', '3:39 NumericEquals needs a number of at most 15 digits, not "many".'],
    [
      '"DateLessThan":{"acs:CurrentTime":"tomorrow"}',
      "3:48 DateLessThan needs a time such as 2026-11-24T08:00:00+08:00, with its zone",
    ],
    ['"Bool":{"acs:MFAPresent":"yes"}', '3:39 Bool needs true or false, not "yes".'],
    ['"Null":{"ice:A":"maybe"}', '3:30 Null needs true or false, not "maybe".'],
  ])("%s is refused", (condition, expected) => expect(outcome(conditions(condition))).toContain(expected));

  test("bare numbers and booleans are taken, with a warning", () => {
    const text = conditions('"Bool":{"acs:MFAPresent":true},"NumericLessThan":{"ice:A":[5]}');
    const parsed = parsePolicy(text, "identity");
    expect(parsed).toMatchObject({
      ok: true,
      document: { statements: [{ conditions: [{ values: ["true"] }, { values: ["5"] }] }] },
      warnings: [{ place: { line: 3, column: 39 } }, { place: { line: 3 } }],
    });
  });

  test("operators that no document of RAM's has are refused where the server is set so", () => {
    for (const name of ["StringEqualsIfExists", "ForAnyValue:StringEquals", "ForAllValues:StringLike"]) {
      const text = conditions(`"${name}":{"ice:A":"x"}`);
      expect(outcome(text)).toBe("ok");
      expect(outcome(text, "identity", { extraOperators: false })).toBe(
        `3:14 "${name}" is an operator that no document of RAM's names, and this server refuses it: its setting MEDIALOFT_EXTRA_OPERATORS is off. The nearest one is ${name.replace(/^For\w+:|IfExists$/g, "")}.`,
      );
    }
    expect(outcome(conditions('"Null":{"ice:A":"true"}'), "identity", { extraOperators: false })).toBe(
      '3:14 "Null" is an operator that no document of RAM\'s names, and this server refuses it: its setting MEDIALOFT_EXTRA_OPERATORS is off.',
    );
  });
});

describe("a trust policy", () => {
  const trust = (rest: string): string => policy(`{"Effect":"Allow",${rest}}`);
  test.each([
    ['"Action":"sts:AssumeRole","Principal":{"RAM":"acs:ram::1:root"}', "ok"],
    ['"Action":["STS:assumerole"],"Principal":{"RAM":["acs:ram::1:user/a.b@c","acs:ram::1:role/x/y"]}', "ok"],
    [
      '"Action":"sts:AssumeRole","Principal":{"Service":["ecs.aliyuncs.com"],"Federated":"acs:ram::1:saml-provider/x"}',
      "ok",
    ],
    ['"Action":"*","Principal":{"RAM":"acs:ram::1:root"}', "2:29 The only action of a trust policy is sts:AssumeRole."],
    ['"Action":"sts:AssumeRole"', "2:2 Principal is missing."],
    ['"Action":"sts:AssumeRole","Principal":{}', "2:58 Principal names nobody."],
    ['"Action":"sts:AssumeRole","Principal":"*"', "2:58 Principal must be an object."],
    ['"Action":"sts:AssumeRole","Principal":{"RAM":"*"}', '2:65 "*" is no principal of the kind RAM'],
    ['"Action":"sts:AssumeRole","Principal":{"RAM":"acs:ram::*:root"}', "is no principal of the kind RAM"],
    [
      '"Action":"sts:AssumeRole","Principal":{"AWS":"x"}',
      '2:59 "AWS" is no kind of principal. The nearest known one is RAM.',
    ],
    ['"Action":"sts:AssumeRole","Principal":{"RAM":"acs:ram::1:root"},"Resource":"*"', "names no resource"],
    [
      '"NotAction":"sts:AssumeRole","Principal":{"RAM":"acs:ram::1:root"}',
      "allows or denies sts:AssumeRole and nothing",
    ],
  ])("%s", (rest, expected) => expect(outcome(trust(rest), "trust")).toContain(expected));

  test("and only a trust policy names principals", () => {
    expect(outcome(allow(',"Principal":{"RAM":"acs:ram::1:root"}'))).toContain("applies to whom it is attached to");
  });
});
