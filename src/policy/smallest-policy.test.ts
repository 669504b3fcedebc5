import fc from "fast-check";
import { expect, onTestFinished, test, vi } from "vitest";
import { compilePolicy } from "./compile.ts";
import { decide } from "./decide.ts";
import { maxPolicyLength, parsePolicy } from "./parse.ts";
import { requestContext } from "./request-context.ts";
import { leastPolicy, smallestPolicy } from "./smallest-policy.ts";

type Need = Parameters<typeof smallestPolicy>[0][number];

function allows(text: string, need: Need): boolean {
  const parsed = parsePolicy(text, "identity");
  if (!parsed.ok) throw new Error(`${parsed.message} in ${text}`);
  const attachedTo = { kind: "user", name: "ann" } as const;
  const source = {
    name: "new",
    type: "Custom",
    version: "v1",
    attachedTo,
    policy: compilePolicy(parsed.document),
  } as const;
  const request = { ...need, principal: "acs:ram::1:user/ann", context: requestContext({}) };
  return decide({ identity: [source], request }).effect === "Allow";
}

const object = (key: string): string => `acs:oss:cn-shanghai:1:loft/${key}`;

test("puts actions on the same resources into one statement", () => {
  const text = smallestPolicy([
    { action: "oss:PutObject", resource: object("a") },
    { action: "oss:GetObject", resource: object("b") },
    { action: "oss:GetObject", resource: object("a") },
    { action: "oss:PutObject", resource: object("b") },
    { action: "ice:GetYikeAsset", resource: "acs:ice:cn-shanghai:1:*" },
    { action: "ice:GetYikeAsset", resource: "acs:ice:cn-beijing:1:*" },
  ]);
  expect(JSON.parse(text)).toEqual({
    Version: "1",
    Statement: [
      { Effect: "Allow", Action: ["oss:GetObject", "oss:PutObject"], Resource: [object("a"), object("b")] },
      { Effect: "Allow", Action: "ice:GetYikeAsset", Resource: "*" },
    ],
  });
});

test("allows each request, and none beside them", () => {
  const need = fc.record({
    action: fc.constantFrom("oss:GetObject", "oss:PutObject", "oss:DeleteObject"),
    resource: fc.constantFrom("a", "b", "c/d", "c/e").map(object),
  });
  fc.assert(
    fc.property(fc.array(need, { minLength: 1, maxLength: 8 }), need, (needs, other) => {
      const text = smallestPolicy(needs);
      const isAsked = needs.some(({ action, resource }) => action === other.action && resource === other.resource);
      return needs.every((one) => allows(text, one)) && allows(text, other) === isAsked;
    }),
    { numRuns: 300 },
  );
});

test("widens folder by folder when it would be too long", () => {
  const needs = Array.from({ length: 400 }, (_, i) => ({
    action: "oss:GetObject",
    resource: object(`cuts/${i}/master.mp4`),
  }));
  const other = { action: "oss:PutObject", resource: object("notes.txt") };
  expect(leastPolicy([...needs.slice(0, 9), other])).toMatchObject({ isExact: true });
  const { document: text = "", isExact } = leastPolicy([...needs, other]) ?? {};
  expect(isExact).toBe(false);
  expect(JSON.stringify(JSON.parse(text)).length).toBeLessThanOrEqual(maxPolicyLength.identity);
  for (const need of needs) expect(allows(text, need)).toBe(true);
  expect(allows(text, { action: "oss:GetObject", resource: object("elsewhere/x") })).toBe(false);
  expect(allows(text, { action: "oss:PutObject", resource: object("cuts/1/master.mp4") })).toBe(false);
});

test("finds how far to widen in a few tries, however deep the folders are", () => {
  const deep = "/a".repeat(490);
  const needs = Array.from({ length: 50 }, (_, i) => ({
    action: "oss:GetObject",
    resource: object(`cuts/${i}${deep}`),
  }));
  const tries = vi.spyOn(JSON, "stringify");
  onTestFinished(() => tries.mockRestore());
  const { document: text = "", isExact } = leastPolicy(needs) ?? {};
  expect(tries.mock.calls.length).toBeLessThan(40 * needs.length);
  expect(isExact).toBe(false);
  expect(text.length).toBeGreaterThan(4000);
  for (const need of needs) expect(allows(text, need)).toBe(true);
  expect(allows(text, { action: "oss:GetObject", resource: object("cuts/50/a") })).toBe(false);
});

test("widens nothing but the names of objects: who calls much does not get more users, or all buckets", () => {
  const user = { action: "ram:CreateAccessKey", resource: "acs:ram::1:user/ann" };
  const needs = Array.from({ length: 400 }, (_, i) => ({ action: "oss:GetObject", resource: object(`${i}.mp4`) }));
  const { document: text = "", isExact } = leastPolicy([user, ...needs]) ?? {};
  expect(isExact).toBe(false);
  expect(allows(text, user)).toBe(true);
  expect(allows(text, { ...user, resource: "acs:ram::1:user/bob" })).toBe(false);
  expect(allows(text, { action: "oss:GetObject", resource: "acs:oss:cn-shanghai:1:other/0.mp4" })).toBe(false);
});

test("does not guess where nothing exact fits", () => {
  const users = Array.from({ length: 400 }, (_, i) => ({ action: "ram:GetUser", resource: `acs:ram::1:user/ann${i}` }));
  expect(leastPolicy(users)).toBeUndefined();
  expect(allows(smallestPolicy(users.slice(0, 5)), { action: "ram:GetUser", resource: "acs:ram::1:user/bob" })).toBe(
    false,
  );
  const long = { action: "sts:AssumeRole", resource: `acs:ram::1:role/${"a".repeat(7000)}` };
  expect(smallestPolicy([long])).toContain(long.resource);
});

test("names a star in an object's name as closely as a policy can", () => {
  const text = smallestPolicy([{ action: "oss:GetObject", resource: object("a*b/*") }]);
  expect(JSON.parse(text).Statement).toMatchObject([{ Resource: object("a?b/?") }]);
  expect(smallestPolicy([{ action: "oss:GetObject", resource: "acs:oss:cn-shanghai:1:*/*" }])).toContain("1:*/*");
});
