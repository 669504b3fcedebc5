import { nearestName } from "../contract/nearest-name.ts";
import { type CatalogueAction, findActions, isAskedOnEverything, meantBy, resourcesOf } from "./catalogue.ts";
import type { PolicyDocument, Statement } from "./document.ts";
import { hasWildcard } from "./glob.ts";
import { joinSome } from "./join-words.ts";
import { lintConditions } from "./lint-conditions.ts";
import { overlap } from "./overlap.ts";

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
  readonly message: string;
}

export type Finding = Omit<LintWarning, "statement">;

/** What a writer of the policy should know, given the actions that the server asks for. */
export function lintPolicy({ kind, statements }: PolicyDocument, catalogue: readonly CatalogueAction[]): LintWarning[] {
  return statements.flatMap((statement, index) => {
    const actions = kind === "trust" ? [] : actionsOf(statement, catalogue);
    const findings = [
      ...(kind === "trust" ? [] : [...lintActions(statement, catalogue), ...lintResources(statement, actions)]),
      ...lintConditions(statement, kind === "trust" ? undefined : actions),
      ...lintBreadth(statement),
      ...lintVariables(statement),
    ];
    return findings.map((finding) => ({ statement: index, ...finding }));
  });
}

function actionsOf({ action }: Statement, catalogue: readonly CatalogueAction[]): readonly CatalogueAction[] {
  const named = new Set(action.patterns.flatMap((pattern) => findActions(catalogue, pattern)));
  return action.except ? catalogue.filter((entry) => !named.has(entry)) : [...named];
}

function lintActions({ action }: Statement, catalogue: readonly CatalogueAction[]): Finding[] {
  return action.patterns.flatMap((pattern) =>
    findActions(catalogue, pattern).length > 0
      ? []
      : [{ code: "unknown-action", message: describeUnknown(pattern, catalogue) }],
  );
}

function describeUnknown(pattern: string, catalogue: readonly CatalogueAction[]): string {
  const names = catalogue.map(({ action }) => action);
  const what = hasWildcard(pattern) ? `No action is like ${pattern}.` : `There is no action ${pattern}.`;
  const product = pattern.slice(0, pattern.indexOf(":")).toLowerCase();
  const isKnown = hasWildcard(product) || names.some((name) => name.toLowerCase().startsWith(`${product}:`));
  const sameName = names.filter((name) => name.split(":")[1] === pattern.split(":")[1]);
  if (!isKnown && sameName.length === 0) return `${what} This server has no product ${product}.`;
  const nearest = nearestName(pattern.replace(/[*?]/g, ""), sameName.length > 0 ? sameName : names);
  return nearest ? `${what} The nearest one is ${nearest}.` : what;
}

function lintResources({ resources, effect }: Statement, actions: readonly CatalogueAction[]): Finding[] {
  const patterns = resources.map(meantBy);
  const unreached = actions.filter((entry) => !patterns.some((pattern) => overlap(pattern, resourcesOf(entry))));
  const reached = new Set(actions.filter((entry) => !unreached.includes(entry)).map(({ action }) => action));
  const without = [...new Map(unreached.map((entry) => [entry.action, entry])).values()].filter(
    ({ action }) => !reached.has(action),
  );
  const findings: Finding[] = [];
  const general = without.filter(isAskedOnEverything).map(({ action }) => action);
  if (general.length > 0) findings.push({ code: "no-effect", message: describeNarrow(general, effect) });
  const others = without.filter((entry) => !isAskedOnEverything(entry)).map(({ action }) => action);
  if (others.length > 0) {
    const message = `${joinSome(others)} ${others.length === 1 ? "is" : "are"} never asked on a resource of this statement.`;
    findings.push({ code: "no-effect", message });
  }
  return [...findings, ...lintIdleResources(resources, actions)];
}

function describeNarrow(actions: readonly string[], effect: Statement["effect"]): string {
  const verb = effect === "Allow" ? "allows" : "denies";
  const subject = actions.length === 1 ? "knows no narrower resources: it is" : "know no narrower resources: they are";
  return `${joinSome(actions)} ${subject} always asked on everything of the product. This statement names narrower resources and ${verb} nothing there, the policy is ineffective. Write "Resource": "*".`;
}

function lintIdleResources(resources: readonly string[], actions: readonly CatalogueAction[]): Finding[] {
  if (actions.length === 0 || resources.length < 2) return [];
  const idle = resources.filter((resource) => !actions.some((entry) => overlap(meantBy(resource), resourcesOf(entry))));
  return idle.map((resource) => ({
    code: "no-effect",
    message: `No action of this statement is ever asked on ${resource}.`,
  }));
}

function lintBreadth({ effect, action, resources, conditions }: Statement): Finding[] {
  if (effect !== "Allow" || !resources.includes("*")) return [];
  if (action.except) {
    const message = "This statement allows every action but those that it names, also the ones that come later.";
    return [{ code: "too-broad", message }];
  }
  if (conditions.length > 0 || !action.patterns.some((pattern) => /^\*(:\*)?$/.test(pattern))) return [];
  const message = "This statement allows everything on everything, also changing who may do what.";
  return [{ code: "too-broad", message }];
}

function lintVariables({ resources, conditions }: Statement): Finding[] {
  const texts = [...resources, ...conditions.flatMap(({ values }) => values)];
  return texts
    .filter((text) => /\$\{[^}]*\}/.test(text))
    .map((text) => ({
      code: "no-variables",
      message: `RAM fills in no variables: ${text} is taken letter by letter.`,
    }));
}
