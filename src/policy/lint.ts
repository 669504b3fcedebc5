import type { Language } from "../contract/language.ts";
import { nearestName } from "../contract/nearest-name.ts";
import { type CatalogueAction, findActions, isAskedOnEverything, meantBy, resourcesOf } from "./catalogue.ts";
import type { PolicyDocument, Statement } from "./document.ts";
import { hasWildcard } from "./glob.ts";
import { lintConditions } from "./lint-conditions.ts";
import { lintWords } from "./lint-words.ts";
import { overlap } from "./overlap.ts";
import { askedAction } from "./yike-name.ts";

/** Something that the grammar allows and that hardly does what was meant. */
export interface LintWarning {
  /** The statement, counted from 0. */
  readonly statement: number;
  readonly code:
    | "unknown-action"
    | "no-effect"
    | "never-holds"
    | "always-holds"
    | "wrong-type"
    | "too-broad"
    | "no-variables";
  /** In the language that was asked for. */
  readonly message: string;
}

export type Finding = Omit<LintWarning, "statement">;

export interface LintOptions {
  readonly language?: Language | undefined;
  /** Epoch milliseconds; without it no time counts as over. */
  readonly now?: number;
}

/** What a writer of the policy should know, given the actions that the server asks for. */
export function lintPolicy(
  { kind, statements }: PolicyDocument,
  catalogue: readonly CatalogueAction[],
  { language = "en", now }: LintOptions = {},
): LintWarning[] {
  return statements.flatMap((statement, index) => {
    const actions = kind === "trust" ? [] : actionsOf(statement, catalogue);
    const findings = [
      ...(kind === "trust"
        ? []
        : [...lintActions(statement, catalogue, language), ...lintResources(statement, actions, language)]),
      ...lintConditions(statement, kind === "trust" ? undefined : actions, { language, now }),
      ...lintBreadth(statement, language),
      ...lintVariables(statement, language),
    ];
    return findings.map((finding) => ({ statement: index, ...finding }));
  });
}

function actionsOf({ action }: Statement, catalogue: readonly CatalogueAction[]): readonly CatalogueAction[] {
  const named = new Set(action.patterns.flatMap((pattern) => findActions(catalogue, pattern)));
  return action.except ? catalogue.filter((entry) => !named.has(entry)) : [...named];
}

function lintActions({ action }: Statement, catalogue: readonly CatalogueAction[], language: Language): Finding[] {
  return action.patterns.flatMap((pattern) =>
    findActions(catalogue, pattern).length > 0
      ? []
      : [{ code: "unknown-action", message: describeUnknown(pattern, catalogue, language) }],
  );
}

function describeUnknown(pattern: string, catalogue: readonly CatalogueAction[], language: Language): string {
  const words = lintWords[language];
  const names = catalogue.map(({ action }) => action);
  const what = hasWildcard(pattern) ? words.noActionLike(pattern) : words.noAction(pattern);
  const asked = askedAction(pattern);
  const product = asked.slice(0, asked.indexOf(":")).toLowerCase();
  const ofProduct = names.filter((name) => name.toLowerCase().startsWith(`${product}:`));
  const isKnown = hasWildcard(product) || ofProduct.length > 0;
  const sameName = names.filter((name) => name.split(":")[1] === asked.split(":")[1]);
  if (!isKnown && sameName.length === 0) return what + words.blank + words.noProduct(product);
  const near = [sameName, ofProduct, names].find((some) => some.length > 0) ?? names;
  const nearest = nearestName(asked.replace(/[*?]/g, ""), near);
  return nearest ? what + words.blank + words.nearest(nearest) : what;
}

function lintResources(
  { resources, effect }: Statement,
  actions: readonly CatalogueAction[],
  language: Language,
): Finding[] {
  const words = lintWords[language];
  const patterns = resources.map(meantBy);
  const unreached = actions.filter((entry) => !patterns.some((pattern) => overlap(pattern, resourcesOf(entry))));
  const reached = new Set(actions.filter((entry) => !unreached.includes(entry)).map(({ action }) => action));
  const without = [...new Map(unreached.map((entry) => [entry.action, entry])).values()].filter(
    ({ action }) => !reached.has(action),
  );
  const findings: Finding[] = [];
  const general = without.filter(isAskedOnEverything).map(({ action }) => action);
  if (general.length > 0) findings.push({ code: "no-effect", message: words.askedOnEverything(general, effect) });
  const others = without.filter((entry) => !isAskedOnEverything(entry)).map(({ action }) => action);
  if (others.length > 0) findings.push({ code: "no-effect", message: words.neverAsked(others) });
  return [...findings, ...lintIdleResources(resources, actions, language)];
}

function lintIdleResources(
  resources: readonly string[],
  actions: readonly CatalogueAction[],
  language: Language,
): Finding[] {
  if (actions.length === 0 || resources.length < 2) return [];
  const idle = resources.filter((resource) => !actions.some((entry) => overlap(meantBy(resource), resourcesOf(entry))));
  return idle.map((resource) => ({ code: "no-effect", message: lintWords[language].idleResource(resource) }));
}

function lintBreadth({ effect, action, resources, conditions }: Statement, language: Language): Finding[] {
  const { allowsAllOthers, allowsEverything } = lintWords[language];
  if (effect !== "Allow" || !resources.includes("*")) return [];
  if (action.except) return [{ code: "too-broad", message: allowsAllOthers }];
  if (conditions.length > 0 || !action.patterns.some((pattern) => /^\*(:\*)?$/.test(pattern))) return [];
  return [{ code: "too-broad", message: allowsEverything }];
}

function lintVariables({ resources, conditions }: Statement, language: Language): Finding[] {
  const texts = [...resources, ...conditions.flatMap(({ values }) => values)];
  return texts
    .filter((text) => /\$\{[^}]*\}/.test(text))
    .map((text) => ({ code: "no-variables", message: lintWords[language].noVariables(text) }));
}
