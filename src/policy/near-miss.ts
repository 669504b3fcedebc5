import type { Language } from "../contract/language.ts";
import { editDistance } from "../contract/nearest-name.ts";
import { type CatalogueAction, findActions, isAskedOnEverything } from "./catalogue.ts";
import { type CompiledPolicy, type CompiledStatement, foldAction } from "./compile.ts";
import { findCommonKey, foldKey } from "./condition-keys.ts";
import { findValues, type PolicyRequest } from "./decide.ts";
import { describeCondition } from "./explain-statement.ts";
import { nearMissWords } from "./near-miss-words.ts";
import { askedAction } from "./yike-name.ts";

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
  language: Language = "en",
): NearMiss | undefined {
  const own = findActions(catalogue, request.action);
  const asked = { request, catalogue, language, isGeneral: own.length > 0 && own.every(isAskedOnEverything) };
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
  readonly language: Language;
  /** The action knows no narrower resources. */
  readonly isGeneral: boolean;
}

function missOf(allow: CompiledStatement, asked: Asked): Miss | undefined {
  const { action, resource } = asked.request;
  if (!allow.matchesAction(foldAction(action))) return missedAction(allow, asked);
  return allow.matchesResource(resource) ? missedConditions(allow, asked) : missedResource(allow, asked);
}

function missedConditions({ statement, conditions }: CompiledStatement, { request, language }: Asked): Miss {
  const words = nearMissWords[language];
  const failed = statement.conditions.filter((_, i) => {
    const condition = conditions[i];
    const values = condition && findValues(request, condition.key);
    return values ? !condition.holds(values) : !condition?.holdsWhenMissing;
  });
  const reasons = failed.map((condition) => {
    const values = findValues(request, foldKey(condition.key));
    return words.butCall(describeCondition(condition, language), describeValues(condition.key, values, language));
  });
  return { distance: failed.length, isConditional: true, reason: words.onlyIf(reasons) };
}

function describeValues(key: string, values: readonly string[] | undefined, language: Language): string {
  const words = nearMissWords[language];
  const common = findCommonKey(key);
  const said = !values ? words.lacksKey(key) : common?.sentences ? words.notSo : words.has(values);
  const hint = language === "zh" ? common?.chinese.hint : common?.hint;
  return hint && values?.[0] !== "true" ? words.hinted(said, hint) : said;
}

function missedResource(
  { statement: { resources } }: CompiledStatement,
  { request, language, isGeneral }: Asked,
): Miss {
  const { action, resource } = request;
  const words = nearMissWords[language];
  if (isGeneral) return { distance: 10, reason: words.alwaysGeneral(action, resources) };
  const hint = compareResources(resources, resource, language);
  return { distance: 11, reason: words.otherResource(action, resources, resource) + hint };
}

const pathField = 4;

/** Points at the first part that differs, when only one pattern could have been meant. */
function compareResources(patterns: readonly string[], resource: string, language: Language): string {
  const words = nearMissWords[language];
  const [pattern] = patterns;
  if (pattern === undefined || patterns.length > 1) return "";
  if (pattern.toLowerCase() === resource.toLowerCase()) return words.caseCounts;
  const [have, named] = [splitResource(resource), splitResource(pattern)];
  const path = named[pathField] ?? "";
  if (have[pathField]?.startsWith(`${path}/`)) return words.writeInside(pattern, path);
  const different = named.flatMap((part, i) => (part === "*" || part === have[i] || i === pathField ? [] : [i]));
  const [field] = different;
  if (field === undefined || different.length > 1) return "";
  return words.fieldDiffers(field, have[field] ?? "", named[field] ?? "");
}

function splitResource(name: string): string[] {
  const parts = name.split(":");
  return [...parts.slice(0, 4), parts.slice(4).join(":")];
}

function missedAction({ statement }: CompiledStatement, asked: Asked): Miss | undefined {
  const { except, patterns } = statement.action;
  if (except) {
    return { distance: 20, reason: nearMissWords[asked.language].excepted(patterns, asked.request.action) };
  }
  const ranked = patterns.flatMap((pattern) => likeness(pattern, asked) ?? []);
  return ranked.sort((a, b) => a.distance - b.distance)[0];
}

/** In what way a pattern that does not match is like the action. */
function likeness(pattern: string, { request: { action }, catalogue, language }: Asked): Miss | undefined {
  const words = nearMissWords[language];
  const [product = "", name = ""] = foldAction(askedAction(action)).split(":");
  const [otherProduct = "", otherName = ""] = foldAction(askedAction(pattern)).split(":");
  if (otherProduct !== product) {
    if (!isSameName(otherName, name)) return undefined;
    return { distance: 12, reason: words.otherProduct(pattern, action) };
  }
  if (name.startsWith(otherName)) return { distance: 13, reason: words.noWholeName(pattern, action) };
  const isClose = Math.abs(otherName.length - name.length) <= 3 && editDistance(otherName, name) <= 3;
  if (isClose && findActions(catalogue, pattern).length === 0) {
    return { distance: 14, reason: words.noSuchAction(pattern, action) };
  }
  return { distance: 15, reason: words.otherAction(pattern, action) };
}

/** Or a beginning with a star behind it. */
const isSameName = (pattern: string, name: string): boolean =>
  pattern === name || (pattern.length > 3 && pattern.endsWith("*") && name.startsWith(pattern.slice(0, -1)));
