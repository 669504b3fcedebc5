import fc from "fast-check";
import { type Pair, pair } from "./generate.ts";
import { type NaiveDecision, type NaivePolicy, naiveDecide, naiveDecideTrust } from "./naive.ts";

type Module<T> = Promise<T>;

/** The functions of the engine, so that a faulty copy can stand in for it. */
export type Engine = Awaited<ReturnType<typeof loadEngine>>;

/** From a folder with the engine's files. */
export async function loadEngine(folder: string) {
  const load = <T>(file: string): Module<T> => import(`${folder}/${file}`) as Module<T>;
  const [parse, compile, decide, context] = await Promise.all([
    load<typeof import("../../src/policy/parse.ts")>("parse.ts"),
    load<typeof import("../../src/policy/compile.ts")>("compile.ts"),
    load<typeof import("../../src/policy/decide.ts")>("decide.ts"),
    load<typeof import("../../src/policy/request-context.ts")>("request-context.ts"),
  ]);
  return { ...parse, ...compile, ...decide, ...context };
}

function compileNaive(engine: Engine, policy: NaivePolicy, kind: "identity" | "session" | "trust") {
  const parsed = engine.parsePolicy(JSON.stringify(policy), kind);
  if (!parsed.ok) throw new Error(`${parsed.message} ${JSON.stringify(policy)}`);
  return engine.compilePolicy(parsed.document);
}

/** What the engine decides, in the naive evaluator's words. */
export function decideByEngine(engine: Engine, { identity, session, request }: Pair): Omit<NaiveDecision, "operators"> {
  const sources = identity.map((policy, i) => ({
    name: String(i),
    type: "Custom" as const,
    version: "v1",
    attachedTo: { kind: "user" as const, name: "ann" },
    policy: compileNaive(engine, policy, "identity"),
  }));
  const decision = engine.decide({
    identity: sources,
    session: session && compileNaive(engine, session, "session"),
    request: { ...request, context: engine.requestContext(request.context) },
  });
  return inNaiveWords(decision);
}

function decideTrustByEngine(engine: Engine, trust: NaivePolicy, { request }: Pair) {
  const context = engine.requestContext(request.context);
  return inNaiveWords(
    engine.decideTrust(compileNaive(engine, trust, "trust"), { principal: request.principal, context }),
  );
}

const inNaiveWords = ({ effect, decidedBy, statements, missingKeys }: ReturnType<Engine["decide"]>) => ({
  effect,
  decidedBy,
  statements: statements.map(({ layer, source, index }) => `${layer} ${source?.name ?? 0} ${index}`),
  missingKeys: missingKeys.map((key) => key.toLowerCase()).sort(),
});

/** How often what came up. */
export interface Tally {
  pairs: number;
  readonly counts: Map<string, number>;
}

function count({ counts }: Tally, names: Iterable<string>): void {
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
}

const modifiers = ["ForAnyValue:", "ForAllValues:", "IfExists"];

/** A difference between the two evaluators as a text; undefined when they agree. */
function compare(engine: Engine, one: Pair, tally: Tally): string | undefined {
  const { operators, ...expected } = naiveDecide(one.identity, one.session, one.request);
  tally.pairs++;
  count(tally, [expected.effect, expected.decidedBy]);
  const plain = operators.map((name) => name.replace(/^For\w+:/, "").replace(/IfExists$/, ""));
  count(tally, new Set([...plain, ...modifiers.filter((part) => operators.some((name) => name.includes(part)))]));
  const found = [difference(expected, decideByEngine(engine, one))];
  if (one.trust) {
    const { operators: _, ...trusted } = naiveDecideTrust(one.trust, one.request);
    found.push(difference(trusted, decideTrustByEngine(engine, one.trust, one)));
  }
  return found.find((text) => text !== undefined);
}

function difference(expected: object, found: object): string | undefined {
  const [naive, engine] = [JSON.stringify(expected), JSON.stringify(found)];
  return naive === engine ? undefined : `naive  ${naive}\nengine ${engine}`;
}

export interface Run {
  readonly pairs: number;
  readonly seed: number;
  /** Without it the first difference is searched for its smallest form. */
  readonly stopAtFirst?: boolean;
}

/** Runs random pairs through both evaluators: the tally, and the first difference if there is one. */
export function runPairs(engine: Engine, { pairs, seed, stopAtFirst = false }: Run) {
  const tally: Tally = { pairs: 0, counts: new Map() };
  const property = fc.property(pair, (one) => {
    const text = compare(engine, one, tally);
    if (text !== undefined) throw new Error(text);
  });
  const details = fc.check(property, { numRuns: pairs, seed, endOnFailure: stopAtFirst });
  const cause = details.errorInstance instanceof Error ? details.errorInstance.message : "";
  const failure = details.failed ? `${fc.defaultReportMessage(details)}\n${cause}` : undefined;
  return { tally, pairsUntilFailure: details.numRuns, failure };
}
