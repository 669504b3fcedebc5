import { describe, expect, test } from "vitest";
import { formatPolicy, readPolicy } from "./read-policy.ts";

const catalogue = [
  { action: "ice:GetAsset", resource: "*" },
  { action: "ram:GetUser", resource: "user/{UserName}" },
];
const read = (text: string) => readPolicy(text, { kind: "identity", catalogue, language: "en" });
const policy = (...statements: object[]) => JSON.stringify({ Version: "1", Statement: statements }, null, 2);

describe("the text of a policy", () => {
  test("is read statement by statement, each with its lines", () => {
    const { statements, fault } = read(
      policy(
        { Effect: "Allow", Action: "ice:GetAsset", Resource: "*" },
        { Effect: "Deny", Action: ["ram:GetUser"], Resource: "*" },
      ),
    );
    expect(fault).toBeUndefined();
    expect(statements.map(({ effect, sentence, from }) => [effect, sentence, from])).toEqual([
      ["Allow", "Allows ice:GetAsset on every resource.", 4],
      ["Deny", "Denies ram:GetUser on every resource.", 9],
    ]);
  });

  test("tells what its writer should know at the statement that it is about", () => {
    const { statements } = read(
      policy(
        { Effect: "Allow", Action: "ram:GetUser", Resource: "*" },
        { Effect: "Allow", Action: "ice:GetAsset", Resource: "acs:ice:*:*:asset/1" },
      ),
    );
    expect(statements.map(({ warnings }) => warnings.map(({ code }) => code))).toEqual([[], ["no-effect"]]);
  });

  test("that is none has a place", () => {
    const { fault, statements } = read('{\n  "Version": "1",\n  "Statment": []\n}');
    expect(fault?.place).toEqual({ line: 3, column: 3 });
    expect(fault?.message).toContain("Statement");
    expect(statements).toEqual([]);
  });

  test("is as long as the limit counts it, also while it is broken", () => {
    expect(read('{ "Version": "1 1" }').length).toBe(17);
    expect(read('{ "Version": "1 1" ').length).toBe(16);
  });

  test("written in no quotes is told at its statement", () => {
    const text =
      '{"Version":"1","Statement":[{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"Bool":{"acs:SecureTransport":true}}}]}';
    expect(read(text).statements[0]?.warnings.map(({ code }) => code)).toContain("unquoted");
  });
});

describe("formatting", () => {
  test("puts one thing on a line", () => {
    expect(formatPolicy('{"Version":"1"}')).toBe('{\n  "Version": "1"\n}');
  });

  test("leaves alone what is no JSON, and what would lose a name that stands twice", () => {
    expect(formatPolicy("{")).toBe("{");
    expect(formatPolicy('{"a":1,"a":2}')).toBe('{"a":1,"a":2}');
  });
});
