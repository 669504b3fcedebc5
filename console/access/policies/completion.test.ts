import { describe, expect, test } from "vitest";
import { propose, textToInsert } from "./completion.ts";
import { placeOf } from "./cursor-place.ts";

const known = [
  { action: "ice:GetAsset", access: "get", resource: "*", conditionKeys: [] },
  { action: "ice:GetFolder", access: "get", resource: "*", conditionKeys: [] },
  { action: "ice:DeleteAsset", access: "delete", resource: "*", conditionKeys: [] },
  { action: "ram:GetUser", access: "get", resource: "user/{UserName}", conditionKeys: [] },
  { action: "sts:AssumeRole", access: "create", resource: "{RoleArn}", conditionKeys: ["sts:ExternalId"] },
] as const;

/** The cursor stands at the bar. */
function at(text: string) {
  const cursor = text.indexOf("|");
  const whole = text.replace("|", "");
  const place = placeOf(whole, cursor);
  const proposals = propose(place, "identity", known);
  return {
    texts: proposals.map((proposal) => proposal.text),
    accept: (wanted: string) => {
      const chosen = proposals.find((proposal) => proposal.text === wanted) ?? { text: "-", detail: "" };
      return whole.slice(0, place.start) + textToInsert(chosen, place, whole) + whole.slice(place.end);
    },
  };
}

describe("what is proposed", () => {
  test.each([
    ["the elements of a policy", '{ "|', ["Version", "Statement"]],
    ["its one version", '{ "Version": "|', ["1"]],
    ["the effects", '{ "Statement": [{ "Effect": "|" }]}', ["Allow", "Deny"]],
    ["the elements of a statement by what is typed", '{ "Statement": [{ "Effect": "Allow", "Re|', ["Resource"]],
    ["operators", '{ "Statement": [{ "Condition": { "Ip|', ["IpAddress", "NotIpAddress"]],
    ["condition keys of actions", '{ "Statement": { "Condition": { "StringEquals": { "sts|', ["sts:ExternalId"]],
    [
      "condition keys that calls have, and none that no call of this server has",
      '{ "Statement": { "Condition": { "StringLike": { "acs:P|',
      ["acs:PrincipalARN"],
    ],
    [
      "true and false where a key is one of them",
      '{ "Statement": { "Condition": { "Bool": { "acs:SecureTransport": "|',
      ["true", "false"],
    ],
    [
      "resources of the actions' kinds",
      '{ "Statement": [{ "Resource": ["*", "acs:ram|',
      ["acs:ram:*:*:*", "acs:ram:*:*:user/*"],
    ],
  ])("%s", (_, text, texts) => {
    expect(at(text).texts).toEqual(texts);
  });

  test("actions by any part of their name, those that begin so first", () => {
    expect(at('{ "Statement": [{ "Action": ["ice:get|').texts).toEqual(["ice:Get*", "ice:GetAsset", "ice:GetFolder"]);
    expect(at('{ "Statement": [{ "Action": "asset|').texts).toEqual(["ice:DeleteAsset", "ice:GetAsset"]);
  });

  test("nothing where it is written already, and nothing where nobody knows", () => {
    expect(at('{ "Statement": [{ "Action": "ice:DeleteAsset|" }] }').texts).toEqual([]);
    expect(at('{ "Other": { "|').texts).toEqual([]);
  });
});

describe("what is taken", () => {
  test("replaces the word under the cursor and leaves what follows", () => {
    const { accept } = at('{ "Statement": [{ "Action": ["ice:G|", "ram:GetUser"] }] }');
    expect(accept("ice:GetAsset")).toBe('{ "Statement": [{ "Action": ["ice:GetAsset", "ram:GetUser"] }] }');
  });

  test("closes a quote that is open, without swallowing the next element", () => {
    const { accept } = at('{ "Statement": [{ "Action": "ice:Del|, "Resource": "*" }] }');
    expect(accept("ice:DeleteAsset")).toBe('{ "Statement": [{ "Action": "ice:DeleteAsset", "Resource": "*" }] }');
  });

  test("as a name brings its colon, unless there is one", () => {
    expect(at('{ "Ver|').accept("Version")).toBe('{ "Version": ');
    expect(at('{ "Ver|": "1" }').accept("Version")).toBe('{ "Version": "1" }');
  });
});
