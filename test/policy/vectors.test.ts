import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { compilePolicy } from "../../src/policy/compile.ts";
import { type Decision, decide, decideTrust } from "../../src/policy/decide.ts";
import type { PolicyKind } from "../../src/policy/document.ts";
import { parsePolicy } from "../../src/policy/parse.ts";
import { requestContext } from "../../src/policy/request-context.ts";

/** As in the files: anybody's engine can be held against them. */
interface Vector {
  readonly name: string;
  /** Those of a caller, by name and in their order. */
  readonly policies?: Readonly<Record<string, readonly object[]>>;
  readonly session?: readonly object[];
  /** Then the question is whether the caller may assume the role. */
  readonly trust?: readonly object[];
  readonly request: {
    readonly action?: string;
    readonly resource?: string;
    readonly principal: string;
    readonly context?: Readonly<Record<string, readonly string[]>>;
  };
  readonly expect: {
    readonly effect: string;
    readonly decidedBy: string;
    /** `<policy> <statement, counted from 0>`. */
    readonly statements: readonly string[];
    readonly missingKeys: readonly string[];
  };
}

const folder = fileURLToPath(new URL("../vectors/policy", import.meta.url));
const files = globSync("*.json", { cwd: folder }).map((file) => ({
  file,
  ...(JSON.parse(readFileSync(`${folder}/${file}`, "utf8")) as { readonly cases: readonly Vector[] }),
}));

function compiled(Statement: readonly object[], kind: PolicyKind) {
  const parsed = parsePolicy(JSON.stringify({ Version: "1", Statement }), kind);
  if (!parsed.ok) throw new Error(parsed.message);
  return compilePolicy(parsed.document);
}

function decideVector({ policies = {}, session, trust, request }: Vector): Decision {
  const { action = "", resource = "", principal } = request;
  const context = requestContext(request.context ?? {});
  if (trust) return decideTrust(compiled(trust, "trust"), { principal, context });
  const attachedTo = { kind: "user", name: "ann" } as const;
  const identity = Object.entries(policies).map(
    ([name, statements]) =>
      ({ name, type: "Custom", version: "v1", attachedTo, policy: compiled(statements, "identity") }) as const,
  );
  return decide({
    identity,
    session: session && compiled(session, "session"),
    request: { action, resource, principal, context },
  });
}

describe.each(files)("$file", ({ cases }) => {
  test.each(cases)("$name", (vector) => {
    const { effect, decidedBy, statements, missingKeys } = decideVector(vector);
    const names = statements.map(({ layer, source, index }) => `${source?.name ?? layer} ${index}`);
    expect({ effect, decidedBy, statements: names, missingKeys }).toEqual(vector.expect);
  });
});

test("there are many vectors, each with a name of its own", () => {
  const names = files.flatMap(({ file, cases }) => cases.map(({ name }) => `${file} ${name}`));
  expect(new Set(names).size).toBe(names.length);
  expect(names.length).toBeGreaterThanOrEqual(150);
});
