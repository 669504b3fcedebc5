import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeBase64Text } from "./base64-text.ts";
import { checkPostPolicy, type PostForm, parsePostPolicy } from "./oss-post-policy.ts";
import { readPostSignature } from "./oss-post-signature.ts";

const expiration = "2026-01-02T04:04:05.000Z";
const expiresAt = Date.parse(expiration);
const encode = (document: unknown) => Buffer.from(JSON.stringify(document)).toString("base64");
const form: PostForm = {
  fields: new Map([
    ["key", "user/1/a.mp4"],
    ["content-type", "video/mp4"],
    ["success_action_status", "200"],
  ]),
  bucket: "demo-bucket",
  signatureVersion: "v1",
  now: expiresAt,
};

function policyOf(...conditions: unknown[]) {
  const policy = parsePostPolicy(encode({ expiration, conditions }));
  if ("invalid" in policy) throw new Error(policy.invalid);
  return policy;
}
const check = (condition: unknown, changes: Partial<PostForm> = {}) =>
  checkPostPolicy(policyOf(condition), { ...form, ...changes });

describe("a form", () => {
  test.each([
    [{ bucket: "demo-bucket" }],
    [{ key: "user/1/a.mp4" }],
    [["eq", "$key", "user/1/a.mp4"]],
    [["eq", "$Content-Type", "video/mp4"]],
    [["eq", "success_action_status", "200"]],
    [["starts-with", "$key", "user/1/"]],
    [["starts-with", "$key", ""]],
    [["starts-with", "$x-oss-meta-absent", ""]],
    [["in", "$content-type", ["image/png", "video/mp4"]]],
    [["not-in", "$content-type", ["text/html"]]],
    [["not-in", "$cache-control", ["no-cache"]]],
  ])("that meets %j is allowed", (condition) => {
    expect(check(condition)).toBeUndefined();
  });

  test.each([
    [{ bucket: "other" }, '["eq", "$bucket", "other"]'],
    [["eq", "$key", "user/1/a.mp"], '["eq", "$key", "user/1/a.mp"]'],
    [["eq", "$absent", ""], '["eq", "$absent", ""]'],
    [["starts-with", "$key", "user/2/"], '["starts-with", "$key", "user/2/"]'],
    [["in", "$content-type", ["a", "b"]], '["in", "$content-type", ["a", "b"]]'],
    [["in", "$absent", ["a"]], '["in", "$absent", ["a"]]'],
    [["not-in", "$content-type", ["a", "video/mp4"]], '["not-in", "$content-type", ["a", "video/mp4"]]'],
  ])("that fails %j is refused, naming the condition", (condition, text) => {
    expect(check(condition)).toEqual({
      reason: "condition",
      message: `Invalid according to Policy: Policy Condition failed: ${text}`,
      ec: "0006-00000227",
    });
  });

  test("cannot stand in for the bucket with a field of that name", () => {
    const fields = new Map([...form.fields, ["bucket", "other"]]);
    expect(check({ bucket: "other" }, { fields })?.reason).toBe("condition");
  });

  test("is refused when any one of several conditions fails", () => {
    const policy = policyOf({ bucket: "demo-bucket" }, ["eq", "$key", "other"], ["starts-with", "$key", "user"]);
    expect(checkPostPolicy(policy, form)?.reason).toBe("condition");
  });

  test("is refused after the policy's end", () => {
    expect(check({ bucket: "demo-bucket" }, { now: expiresAt + 1 })).toEqual({
      reason: "expired",
      message: "Invalid according to Policy: Policy expired.",
      ec: "0006-00000213",
    });
  });

  test("signed with version 4 must bind version, credential and date in its policy", () => {
    const names = ["x-oss-signature-version", "x-oss-credential", "x-oss-date"];
    const fields = new Map(names.map((name) => [name, "v"]));
    const v4: PostForm = { ...form, fields, signatureVersion: "v4" };
    const conditions = names.map((name) => ({ [name]: "v" }));
    expect(checkPostPolicy(policyOf(...conditions), v4)).toBeUndefined();
    for (const [i, name] of names.entries()) {
      const refusal = checkPostPolicy(policyOf(...conditions.toSpliced(i, 1)), v4);
      expect(refusal?.message).toBe(`Invalid according to Policy: Extra input fields: ${name}`);
    }
  });
});

describe("a policy", () => {
  test("limits the size of the file by the narrowest of its ranges", () => {
    const policy = policyOf(["content-length-range", 1, 100], ["content-length-range", 10, 1000]);
    expect(policy).toMatchObject({ minBytes: 10, maxBytes: 100 });
    expect(policyOf({ bucket: "b" })).toMatchObject({ minBytes: 0, maxBytes: Number.MAX_SAFE_INTEGER });
  });

  const conditions = [{ bucket: "b" }];
  test.each<[string, unknown]>([
    ["no object", [1]],
    ["no object", null],
    ["unknown member", { expiration, conditions, test: 1 }],
    ["no expiration", { conditions }],
    ["no conditions", { expiration }],
    ["a number as expiration", { expiration: 1, conditions }],
    ["an empty expiration", { expiration: "", conditions }],
    ["an impossible expiration", { expiration: "2026-13-02T04:04:05Z", conditions }],
    ["a local expiration", { expiration: "2026-01-02T04:04:05", conditions }],
    ["conditions that are no list", { expiration, conditions: {} }],
    ["a condition that is a number", { expiration, conditions: [1] }],
    ["a condition without members", { expiration, conditions: [{}] }],
    ["a condition with two members", { expiration, conditions: [{ a: "1", b: "2" }] }],
    ["a condition on a number", { expiration, conditions: [{ a: 1 }] }],
    ["an unknown operator", { expiration, conditions: [["ends-with", "$key", "a"]] }],
    ["a short condition", { expiration, conditions: [["$key"]] }],
    ["a long condition", { expiration, conditions: [["eq", "$key", "a", "b"]] }],
    ["eq with a list", { expiration, conditions: [["eq", "$key", ["a"]]] }],
    ["in without a list", { expiration, conditions: [["in", "$key", "a"]] }],
    ["in with a number", { expiration, conditions: [["in", "$key", [1]]] }],
    ["a field that is no text", { expiration, conditions: [["eq", 1, "a"]] }],
    ["a range with text", { expiration, conditions: [["content-length-range", 1, "9"]] }],
    ["a range upside down", { expiration, conditions: [["content-length-range", 20, 10]] }],
    ["a negative range", { expiration, conditions: [["content-length-range", -1, 10]] }],
    ["too many conditions", { expiration, conditions: Array(1001).fill({ a: "b" }) }],
  ])("with %s is invalid", (_, document) => {
    expect(parsePostPolicy(encode(document))).toMatchObject({ invalid: expect.stringMatching(/^Invalid Policy: ./) });
  });

  test.each(["", "{}", "e30", "!!!!", encode("{}").slice(1), Buffer.from("{broken").toString("base64")])(
    "that is no JSON in base64 is invalid: %j",
    (base64) => {
      expect(parsePostPolicy(base64)).toHaveProperty("invalid");
    },
  );

  test("of any content is read or called invalid, never more", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (condition, end) => {
        for (const document of [
          condition,
          { expiration, conditions: [condition] },
          { expiration: end, conditions: condition },
        ]) {
          const policy = parsePostPolicy(encode(document));
          if (!("invalid" in policy)) checkPostPolicy(policy, form);
        }
      }),
    );
  });
});

describe("base64", () => {
  test("is decoded as UTF-8, line breaks skipped", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const base64 = Buffer.from(text, "utf8").toString("base64");
        expect(decodeBase64Text(base64)).toBe(text);
        expect(decodeBase64Text(base64.replace(/(.{5})/g, "$1\r\n"))).toBe(text);
      }),
    );
  });

  test.each(["e30", "e3=0", "e30=====", "e-_=", "e3 0"])("that is none is refused: %s", (text) => {
    expect(decodeBase64Text(text)).toBeUndefined();
  });

  test("of bytes that are no UTF-8 is refused", () => {
    expect(decodeBase64Text(Buffer.from([0xff, 0xfe]).toString("base64"))).toBeUndefined();
  });
});

describe("the signature of a form", () => {
  const scope = "20260102/cn-shanghai/oss/aliyun_v4_request";
  const v1 = { ossaccesskeyid: "id", signature: "s", policy: "p" };
  const v4 = {
    "x-oss-signature-version": "OSS4-HMAC-SHA256",
    "x-oss-credential": `id/${scope}`,
    "x-oss-date": "20260102T030405Z",
    "x-oss-signature": "s",
    policy: "p",
  };
  const read = (fields: Record<string, string>) => readPostSignature(new Map(Object.entries(fields)));

  test("is absent from a form without its fields", () => {
    expect(read({ key: "a", policy: "p" })).toBeUndefined();
  });

  test("is read together with policy and token", () => {
    const token = { "x-oss-security-token": "t" };
    expect(read({ ...v1, ...token })).toMatchObject({ scheme: "post-v1", policy: "p", securityToken: "t" });
    expect(read({ ...v4, ...token })).toMatchObject({ scheme: "post-v4", accessKeyId: "id", securityToken: "t" });
  });

  test.each([
    ["policy", { ossaccesskeyid: "id", signature: "s" }],
    ["Signature", { ossaccesskeyid: "id", policy: "p" }],
    ["OSSAccessKeyId", { signature: "s", policy: "p" }],
    ["x-oss-signature-version", { ...v4, "x-oss-signature-version": "1" }],
    ["x-oss-credential", { ...v4, "x-oss-date": "20260103T030405Z" }],
    ["x-oss-signature", { ...v4, "x-oss-signature": "" }],
  ])("with a bad %s is malformed", (name, fields) => {
    expect(read(fields)).toEqual({ problem: "malformed", name });
  });

  test("in both versions at once is refused", () => {
    expect(read({ ...v1, ...v4 })).toMatchObject({ problem: "several" });
  });
});
