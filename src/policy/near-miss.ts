import { editDistance } from "../contract/nearest-name.ts";
import { type CatalogueAction, findActions, isAskedOnEverything } from "./catalogue.ts";
import { type CompiledPolicy, type CompiledStatement, foldAction } from "./compile.ts";
import { findCommonKey, foldKey } from "./condition-keys.ts";
import { findValues, type PolicyRequest } from "./decide.ts";
import { describeCondition } from "./explain-statement.ts";
import { joinSome, joinWords } from "./join-words.ts";

/** An Allow that did not match, and why. The lower its distance, the more it looks like what was meant. */
export interface NearMiss {
  readonly distance: number;
  /** Counted from 0. */
  readonly index: number;
  /** Whether nothing but its conditions kept it from matching. */
  readonly isConditional: boolean;
  /** Goes on after the name of the statement, for instance: allows it only if … */
  readonly reason: string;
}

/** The Allow of a policy that comes nearest to the request; undefined when none speaks of anything like it. */
export function findNearMiss(
  { statements }: CompiledPolicy,
  request: PolicyRequest,
  catalogue: readonly CatalogueAction[],
): NearMiss | undefined {
  const own = findActions(catalogue, request.action);
  const asked = { request, catalogue, isGeneral: own.length > 0 && own.every(isAskedOnEverything) };
  const misses = statements
    .filter(({ statement }) => statement.effect === "Allow")
    .flatMap((allow) => {
      const miss = missOf(allow, asked);
      return miss ? [{ isConditional: false, ...miss, index: allow.index }] : [];
    });
  return misses.sort((a, b) => a.distance - b.distance)[0];
}

type Miss = Pick<NearMiss, "distance" | "reason"> & { readonly isConditional?: true };

interface Asked {
  readonly request: PolicyRequest;
  readonly catalogue: readonly CatalogueAction[];
  /** The action knows no narrower resources. */
  readonly isGeneral: boolean;
}

function missOf(allow: CompiledStatement, asked: Asked): Miss | undefined {
  const { action, resource } = asked.request;
  if (!allow.matchesAction(foldAction(action))) return missedAction(allow, asked);
  return allow.matchesResource(resource) ? missedConditions(allow, asked.request) : missedResource(allow, asked);
}

function missedConditions({ statement, conditions }: CompiledStatement, request: PolicyRequest): Miss {
  const failed = statement.conditions.filter((_, i) => {
    const condition = conditions[i];
    const values = condition && findValues(request, condition.key);
    return values ? !condition.holds(values) : !condition?.holdsWhenMissing;
  });
  const reasons = failed.map((condition) => {
    const values = findValues(request, foldKey(condition.key));
    return `${describeCondition(condition)} (${describeValues(condition.key, values)})`;
  });
  const reason = `allows it only if ${joinWords(reasons, "and")}`;
  return { distance: failed.length, isConditional: true, reason };
}

function describeValues(key: string, values: readonly string[] | undefined): string {
  const common = findCommonKey(key);
  const hint = common?.hint && values?.[0] !== "true" ? `: ${common.hint}` : "";
  if (!values) return `the call has no ${key}${hint}`;
  return common?.sentences ? `not so in this call${hint}` : `it is ${joinWords(values, "and")}${hint}`;
}

function missedResource({ statement }: CompiledStatement, { request, isGeneral }: Asked): Miss {
  const { action, resource } = request;
  const named = joinSome(statement.resources, 2);
  if (isGeneral) {
    const reason = `allows ${action} on ${named} only. This action is always asked on everything of its product and never on less, so the policy is ineffective for it. Write "Resource": "*"`;
    return { distance: 10, reason };
  }
  const hint = compareResources(statement.resources, resource);
  return { distance: 11, reason: `allows ${action} on ${named}, and the call is about ${resource}${hint}` };
}

const fieldNames = ["beginning", "product", "region", "account", "path"];

/** Points at the first part that differs, when only one pattern could have been meant. */
function compareResources(patterns: readonly string[], resource: string): string {
  const [pattern] = patterns;
  if (pattern === undefined || patterns.length > 1) return "";
  if (pattern.toLowerCase() === resource.toLowerCase()) return ": upper and lower case count in resources";
  const have = splitResource(resource);
  const path = splitResource(pattern)[4] ?? "";
  if (have[4]?.startsWith(`${path}/`)) return `: write ${pattern}/* for what is in ${path}`;
  const different = splitResource(pattern).flatMap((part, i) =>
    part === "*" || part === have[i] || fieldNames[i] === "path" ? [] : [i],
  );
  const [field] = different;
  if (field === undefined || different.length > 1) return "";
  const name = fieldNames[field];
  return `: the ${name} is ${have[field] || "empty"}, not ${splitResource(pattern)[field] || "empty"}`;
}

function splitResource(name: string): string[] {
  const parts = name.split(":");
  return [...parts.slice(0, 4), parts.slice(4).join(":")];
}

function missedAction({ statement }: CompiledStatement, asked: Asked): Miss | undefined {
  const { except, patterns } = statement.action;
  if (except) {
    const reason = `allows every action but ${joinSome(patterns)}, and ${asked.request.action} is one of those`;
    return { distance: 20, reason };
  }
  const ranked = patterns.flatMap((pattern) => likeness(pattern, asked) ?? []);
  return ranked.sort((a, b) => a.distance - b.distance)[0];
}

/** In what way a pattern that does not match is like the action. */
function likeness(pattern: string, { request: { action }, catalogue }: Asked): Miss | undefined {
  const [product = "", name = ""] = foldAction(action).split(":");
  const [otherProduct = "", otherName = ""] = foldAction(pattern).split(":");
  if (otherProduct !== product) {
    if (!isSameName(otherName, name)) return undefined;
    return { distance: 12, reason: `allows ${pattern}, and this call needs ${action}: the product in front differs` };
  }
  if (name.startsWith(otherName)) {
    const reason = `allows ${pattern}, which is no whole name: write ${pattern}* for every action that begins so, or ${action}`;
    return { distance: 13, reason };
  }
  const isClose = Math.abs(otherName.length - name.length) <= 3 && editDistance(otherName, name) <= 3;
  if (isClose && findActions(catalogue, pattern).length === 0) {
    return { distance: 14, reason: `allows ${pattern}, which does not exist. ${action} is probably meant` };
  }
  return { distance: 15, reason: `allows ${pattern}, and not ${action}` };
}

/** Or a beginning with a star behind it. */
const isSameName = (pattern: string, name: string): boolean =>
  pattern === name || (pattern.length > 3 && pattern.endsWith("*") && name.startsWith(pattern.slice(0, -1)));
