import { type CompiledCondition, compileCondition } from "./condition.ts";
import type { PolicyDocument, Statement } from "./document.ts";
import { compileGlobs, type TextMatcher } from "./glob.ts";
import { matchEitherName } from "./yike-name.ts";

export interface CompiledStatement {
  /** In its policy, counted from 0. */
  readonly index: number;
  readonly statement: Statement;
  /** Of the folded action. */
  readonly matchesAction: TextMatcher;
  readonly matchesResource: TextMatcher;
  readonly conditions: readonly CompiledCondition[];
}

/** The statements of a policy that speak of one action, in their order. */
export interface Candidates {
  readonly denies: readonly CompiledStatement[];
  readonly allows: readonly CompiledStatement[];
}

/** A policy in the form in which it is asked. Worth keeping: it remembers which statements speak of which action. */
export interface CompiledPolicy {
  readonly document: PolicyDocument;
  readonly statements: readonly CompiledStatement[];
  /** By the action as requests spell it. */
  readonly byAction: Map<string, Candidates>;
}

export function compilePolicy(document: PolicyDocument): CompiledPolicy {
  return { document, statements: document.statements.map(compileStatement), byAction: new Map() };
}

function compileStatement(statement: Statement, index: number): CompiledStatement {
  const { action, resources, conditions, effect } = statement;
  return {
    index,
    statement,
    matchesAction: compileActions(action.patterns, action.except),
    matchesResource: compileResources(resources),
    conditions: conditions.map((condition) => compileCondition(condition, effect)),
  };
}

/** Of a folded action. */
export const compileActionPatterns = (patterns: readonly string[]): TextMatcher =>
  matchEitherName(compileGlobs(patterns.map(foldAction)), "");

/** Patterns that write out another product cannot match under either name: they are asked once. */
function compileResources(patterns: readonly string[]): TextMatcher {
  const matches = compileGlobs(patterns);
  return patterns.every((pattern) => /^acs:(?!ice:|yike:)[^*?:]*:/.test(pattern))
    ? matches
    : matchEitherName(matches, "acs:");
}

/** An empty list matches nothing, also behind NotAction. */
function compileActions(patterns: readonly string[], except: boolean): TextMatcher {
  const matches = compileActionPatterns(patterns);
  return except && patterns.length > 0 ? (action) => !matches(action) : matches;
}

/** Actions are the same in upper and lower case. */
export const foldAction = (action: string): string => action.toLowerCase();

/** A server has fewer actions than this; what simulations make up must not grow without end. */
const maxKnownActions = 2000;

/** The statements whose action matches, whatever their resources and conditions. */
export function findCandidates(policy: CompiledPolicy, action: string): Candidates {
  return policy.byAction.get(action) ?? rememberCandidates(policy, action);
}

function rememberCandidates({ statements, byAction }: CompiledPolicy, action: string): Candidates {
  const folded = foldAction(action);
  const found = statements.filter(({ matchesAction }) => matchesAction(folded));
  const candidates = {
    denies: found.filter(({ statement }) => statement.effect === "Deny"),
    allows: found.filter(({ statement }) => statement.effect === "Allow"),
  };
  if (byAction.size >= maxKnownActions) byAction.clear();
  byAction.set(action, candidates);
  return candidates;
}
