import { expect, test } from "vitest";
import type { PolicyKind } from "./document.ts";
import { explainStatement } from "./explain-statement.ts";
import { parsePolicy } from "./parse.ts";

function explain(statement: object, kind: PolicyKind = "identity"): string[] {
  const parsed = parsePolicy(JSON.stringify({ Version: "1", Statement: statement }), kind);
  if (!parsed.ok) throw new Error(parsed.message);
  return parsed.document.statements.map((one) => explainStatement(one));
}

test.each([
  [{ Effect: "Allow", Action: "*", Resource: "*" }, "Allows every action on every resource."],
  [
    { Effect: "Allow", Action: ["ice:*", "ram:Get*", "oss:PutObject", "i*:*s"], Resource: "acs:ice:*:*:*" },
    "Allows every ice action, every ram action that begins with Get, oss:PutObject and every action like i*:*s on everything like acs:ice:*:*:*.",
  ],
  [
    { Effect: "Deny", NotAction: "ice:Get*", Resource: ["acs:ram::1:user/ann", "acs:ram::1:user/b*"] },
    "Denies every action except every ice action that begins with Get on acs:ram::1:user/ann and everything like acs:ram::1:user/b*.",
  ],
  [
    {
      Effect: "Allow",
      Action: "ice:*",
      Resource: "*",
      Condition: {
        NotIpAddress: { "acs:SourceIP": ["192.0.2.1", "192.0.2.2"] },
        Bool: { "acs:SecureTransport": "false" },
        DateGreaterThanEquals: { "acs:CurrentTime": "2026-12-01" },
        NumericLessThanEqualsIfExists: { "ice:Count": "5" },
        "ForAnyValue:StringLike": { "ice:Tag": ["a*", "b"] },
        Null: { "ice:Colour": "true" },
      },
    },
    "Allows every ice action on every resource, if the source address is not in 192.0.2.1 and 192.0.2.2, the call does not come over HTTPS, the time is not before 2026-12-01, ice:Count is at most 5 or absent, one value of ice:Tag is like a* or b and ice:Colour is absent.",
  ],
])("%j", (statement, sentence) => expect(explain(statement)).toEqual([sentence]));

test("a trust policy's statement says who may assume the role", () => {
  const statement = {
    Effect: "Allow",
    Action: "sts:AssumeRole",
    Principal: { RAM: ["acs:ram::1:root", "acs:ram::2:user/bob"], Service: "ecs.aliyuncs.com" },
  };
  expect(explain(statement, "trust")).toEqual([
    "Allows acs:ram::1:root, acs:ram::2:user/bob and ecs.aliyuncs.com to assume the role.",
  ]);
});
