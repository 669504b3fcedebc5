import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { documentedOperators } from "../../src/policy/operators.ts";
import { decideByEngine, loadEngine, runPairs } from "./agreement.ts";
import { faults, plantFault } from "./faults.ts";
import { pair } from "./generate.ts";
import type { NaivePolicy } from "./naive.ts";

const engine = await loadEngine(fileURLToPath(new URL("../../src/policy", import.meta.url)));
const folder = mkdtempSync(join(tmpdir(), "medialoft-policy-"));
afterAll(() => rmSync(folder, { recursive: true }));

describe("the engine and the naive evaluator", () => {
  test("agree on 50,000 random pairs of policies and request, of all kinds", () => {
    const { tally, failure } = runPairs(engine, { pairs: 50_000, seed: 1 });
    expect(failure).toBeUndefined();
    expect(tally.pairs).toBe(50_000);
    const share = (name: string): number => (tally.counts.get(name) ?? 0) / tally.pairs;
    for (const effect of ["Allow", "ExplicitDeny", "ImplicitDeny"]) expect(share(effect), effect).toBeGreaterThan(0.2);
    for (const operator of [...documentedOperators, "Null", "ForAnyValue:", "ForAllValues:", "IfExists"]) {
      expect(share(operator), operator).toBeGreaterThan(0.01);
    }
  });

  test.each(faults.map((fault, i) => ({ ...fault, i })))("disagree when $name", async ({ i, ...fault }) => {
    const faulty = await loadEngine(plantFault(fault, join(folder, String(i))));
    const { failure, pairsUntilFailure } = runPairs(faulty, { pairs: 50_000, seed: 1, stopAtFirst: true });
    expect(failure).toContain("engine");
    expect(pairsUntilFailure).toBeLessThan(50_000);
  });
});

describe("two laws", () => {
  const keep = (effect: string, policies: readonly NaivePolicy[]): NaivePolicy[] =>
    policies
      .map((policy) => ({ ...policy, Statement: policy.Statement.filter(({ Effect }) => Effect === effect) }))
      .filter(({ Statement }) => Statement.length > 0);

  test("without an Allow statement nothing is allowed", () => {
    fc.assert(
      fc.property(pair, (one) => {
        const session = one.session && keep("Deny", [one.session])[0];
        const { effect } = decideByEngine(engine, { ...one, identity: keep("Deny", one.identity), session });
        return effect !== "Allow";
      }),
      { numRuns: 5_000 },
    );
  });

  test("a Deny that matches wins, whatever is allowed besides", () => {
    fc.assert(
      fc.property(pair, (one) => {
        const denies = decideByEngine(engine, { ...one, identity: keep("Deny", one.identity), session: undefined });
        const all = decideByEngine(engine, one);
        return denies.effect !== "ExplicitDeny" || all.effect === "ExplicitDeny";
      }),
      { numRuns: 5_000 },
    );
  });
});
