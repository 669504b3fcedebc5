import { expect, test } from "vitest";
import { redact } from "./redact.ts";

const shown = (parameters: Record<string, string>) => JSON.parse(redact(parameters));

test("what every call carries is left out", () => {
  const common = { Action: "GetUser", Version: "2015-05-01", AccessKeyId: "LTAI", SignatureNonce: "n", Timestamp: "t" };
  expect(shown({ ...common, UserName: "alice" })).toEqual({ UserName: "alice" });
});

test.each([
  "Password",
  "NewPassword",
  "OldPassword",
  "SecurityToken",
  "AccessKeySecret",
  "Signature",
  "x-oss-credential",
])("the value of %s is hidden", (name) => {
  expect(shown({ [name]: "hunter2-hunter2" })).toEqual({ [name]: "***" });
});

test.each([
  ["https://host/key?Expires=1&Signature=hunter2", "https://host/key?***"],
  ["https://host/key?sv=1&sig=hunter2", "https://host/key?***"],
  ["https://alice:hunter2@host/key", "https://***@host/key"],
  ["https://a/1?Signature=hunter2,https://b/2?Signature=hunter2", "https://a/1?***"],
  ['{"Callback":"https://host/cb?code=hunter2","Other":1}', '{"Callback":"https://host/cb?***","Other":1}'],
  ["host/key?security-token=hunter2", "host/key?***"],
])("the secret in %s is hidden", (value, expected) => {
  expect(shown({ InputURL: value })).toEqual({ InputURL: expected });
});

test("what could be a secret's address or JSON is looked at, plain text stays", () => {
  expect(shown({ A: "plain text-1.0, a/b *", B: "" })).toEqual({ A: "plain text-1.0, a/b *", B: "" });
});

test("a secret within a JSON text hides the whole text", () => {
  const sent = { Login: '{"UserName":"alice","Password":"hunter2"}', Key: '{"accessKeySecret" : "hunter2"}' };
  expect(shown(sent)).toEqual({ Login: "***", Key: "***" });
});

test("so does one within a JSON text that is itself a value in one", () => {
  const once = JSON.stringify({ Login: JSON.stringify({ Password: "hunter2" }) });
  expect(shown({ Once: once, Twice: JSON.stringify({ Inner: once }) })).toEqual({ Once: "***", Twice: "***" });
});

test("a policy that speaks of tokens and passwords is shown", () => {
  const PolicyDocument = '{"Version":"1","Statement":[{"Effect":"Deny","Action":"ram:ChangePassword","Resource":"*"}]}';
  expect(shown({ PolicyDocument })).toEqual({ PolicyDocument });
});

test("what is long is cut, and what is many ends somewhere", () => {
  const many = Object.fromEntries(Array.from({ length: 5000 }, (_, n) => [`Name${n}`.repeat(40), "v".repeat(3000)]));
  expect(redact(many).length).toBeLessThan(200_000);
  expect(shown({ Text: "v".repeat(3000) }).Text).toMatch(/^v{1024}…$/);
});

test.each(["://", '"password', "?a=", '"'])("a megabyte of %s comes to an end", (text) => {
  expect(redact({ Text: text.repeat(2 ** 20 / text.length) }).length).toBeLessThan(3000);
});
