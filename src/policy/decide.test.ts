import { describe, expect, test } from "vitest";
import { compilePolicy } from "./compile.ts";
import { type CompiledSource, decide, decideTrust, type PolicySource } from "./decide.ts";
import type { PolicyKind } from "./document.ts";
import { parsePolicy } from "./parse.ts";
import { requestContext } from "./request-context.ts";
import { systemPolicies } from "./system-policies.ts";

const compiled = (statements: unknown, kind: PolicyKind = "identity") => {
  const parsed = parsePolicy(JSON.stringify({ Version: "1", Statement: statements }), kind);
  if (!parsed.ok) throw new Error(parsed.message);
  return compilePolicy(parsed.document);
};

const attached = (
  name: string,
  statements: unknown,
  attachedTo: PolicySource["attachedTo"] = { kind: "user", name: "ann" },
): CompiledSource => ({ name, type: "Custom", version: "v1", attachedTo, policy: compiled(statements) });

const request = (action: string, context: Record<string, string> = {}, resource = "acs:ice:cn-shanghai:1:*") => ({
  action,
  resource,
  principal: "acs:ram::1:user/ann",
  context: requestContext(context),
});

const allowIce = attached("library", { Effect: "Allow", Action: "ice:*", Resource: "*" });
const denyOutside = attached(
  "office-only",
  {
    Effect: "Deny",
    Action: "ice:Delete*",
    Resource: "*",
    Condition: { NotIpAddress: { "acs:SourceIp": "203.0.113.0/24" } },
  },
  { kind: "group", name: "editors" },
);

describe("a decision", () => {
  test("names the Allow that gave the right, with its policy", () => {
    const decision = decide({ identity: [allowIce], request: request("ICE:getYikeAsset") });
    expect(decision).toMatchObject({ effect: "Allow", decidedBy: "identity", missingKeys: [] });
    expect(decision.statements).toMatchObject([{ layer: "identity", index: 0, source: { name: "library" } }]);
  });

  test("is an implicit denial without policies", () => {
    const decision = decide({ identity: [], request: request("ice:Get") });
    expect(decision).toEqual({ effect: "ImplicitDeny", decidedBy: "identity", statements: [], missingKeys: [] });
  });

  test("lets a group's Deny beat the user's Allow and names it", () => {
    const inside = request("ice:DeleteYikeAsset", { "acs:SourceIp": "203.0.113.7" });
    const outside = request("ice:DeleteYikeAsset", { "acs:SourceIp": "198.51.100.7" });
    expect(decide({ identity: [allowIce, denyOutside], request: inside }).effect).toBe("Allow");
    const decision = decide({ identity: [allowIce, denyOutside], request: outside });
    expect(decision.effect).toBe("ExplicitDeny");
    expect(decision.statements.map(({ source }) => source?.attachedTo)).toEqual([{ kind: "group", name: "editors" }]);
  });

  test("says which keys the request lacks", () => {
    const decision = decide({ identity: [allowIce, denyOutside], request: request("ice:DeleteYikeAsset") });
    expect(decision).toMatchObject({ effect: "ExplicitDeny", missingKeys: ["acs:SourceIp"] });
  });

  test("needs an Allow of the session policy as well", () => {
    const session = compiled({ Effect: "Allow", Action: "ice:Get*", Resource: "*" }, "session");
    const ask = (action: string) => decide({ identity: [allowIce], session, request: request(action) });
    expect(ask("ice:GetX")).toMatchObject({
      effect: "Allow",
      statements: [{ layer: "session" }, { layer: "identity" }],
    });
    expect(ask("ice:ListX")).toMatchObject({ effect: "ImplicitDeny", decidedBy: "session" });
  });

  test("is never widened by a session policy", () => {
    const session = compiled({ Effect: "Allow", Action: "*", Resource: "*" }, "session");
    const decision = decide({ identity: [], session, request: request("ice:GetX") });
    expect(decision).toMatchObject({ effect: "ImplicitDeny", decidedBy: "identity" });
  });
});

describe("a trust policy", () => {
  const trust = compiled(
    {
      Effect: "Allow",
      Action: "sts:AssumeRole",
      Principal: { RAM: ["acs:ram::1:root", "acs:ram::2:user/bob", "acs:ram::3:role/Ci"] },
      Condition: { StringEqualsIfExists: { "sts:ExternalId": "x" } },
    },
    "trust",
  );
  const ask = (principal: string, externalId?: string) =>
    decideTrust(trust, { principal, context: requestContext({ "sts:ExternalId": externalId }) }).effect;

  test("lets in whom it names: everyone of an account, a user, a role's sessions", () => {
    expect(ask("acs:ram::1:user/ann")).toBe("Allow");
    expect(ask("acs:ram::1:role/any/session")).toBe("Allow");
    expect(ask("acs:ram::2:user/bob")).toBe("Allow");
    expect(ask("acs:ram::3:role/ci/build-7")).toBe("Allow");
  });

  test("lets nobody else in", () => {
    expect(ask("acs:ram::11:user/ann")).toBe("ImplicitDeny");
    expect(ask("acs:ram::2:user/bobby")).toBe("ImplicitDeny");
    expect(ask("acs:ram::3:role/cinema/x")).toBe("ImplicitDeny");
    expect(ask("acs:ram::1:user/ann", "other")).toBe("ImplicitDeny");
  });
});

test("every system policy passes the grammar without a warning", () => {
  for (const { document } of systemPolicies) {
    expect(parsePolicy(document, "identity")).toMatchObject({ ok: true, warnings: [] });
  }
});
