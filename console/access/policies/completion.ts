import type { AccessLevel } from "../../../src/contract/operation.ts";
import { commonConditionKeys, findCommonKey } from "../../../src/policy/condition-keys.ts";
import type { PolicyKind } from "../../../src/policy/document.ts";
import { documentedOperators } from "../../../src/policy/operators.ts";
import type { CursorPlace } from "./cursor-place.ts";

/** An action that policies can speak of, and on what it is asked. */
export interface KnownAction {
  readonly action: string;
  readonly access: AccessLevel;
  readonly resource: string;
  readonly conditionKeys: readonly string[];
}

export interface Proposal {
  /** Without quotes. */
  readonly text: string;
  /** A word on it: on what an action is asked, what type a key's values have. */
  readonly detail: string;
}

const mostProposals = 60;

/** What could stand at the cursor, best first. */
export function propose(place: CursorPlace, kind: PolicyKind, known: readonly KnownAction[]): readonly Proposal[] {
  const typed = place.typed.toLowerCase();
  const fitting = candidates(place, kind, known).filter(({ text }) => text.toLowerCase().includes(typed));
  const rank = ({ text }: Proposal): number => (text.toLowerCase().startsWith(typed) ? 0 : 1);
  const ranked = fitting.sort((a, b) => rank(a) - rank(b)).slice(0, mostProposals);
  return ranked.length === 1 && ranked[0]?.text === place.typed ? [] : ranked;
}

function candidates(place: CursorPlace, kind: PolicyKind, known: readonly KnownAction[]): Proposal[] {
  const { path, kind: part } = place;
  const [first, element = "", ...deeper] = path;
  if (path.length === 0) return part === "key" ? plain("Version", "Statement") : [];
  if (first === "Version") return plain("1");
  if (first !== "Statement") return [];
  if (path.length === 1) return part === "key" ? plain(...elementsOf(kind)) : [];
  return ofElement(element, { deeper, part, kind, known });
}

interface InElement {
  readonly deeper: readonly string[];
  readonly part: CursorPlace["kind"];
  readonly kind: PolicyKind;
  readonly known: readonly KnownAction[];
}

function ofElement(element: string, { deeper, part, kind, known }: InElement): Proposal[] {
  if (element === "Condition") return ofCondition(deeper, part === "key", known);
  if (element === "Principal") return part === "key" ? plain("RAM", "Service", "Federated") : [];
  if (part === "key" || deeper.length > 0) return [];
  const values: Readonly<Record<string, () => Proposal[]>> = {
    Effect: () => plain("Allow", "Deny"),
    Resource: () => resources(known),
    Action: () => (kind === "trust" ? plain("sts:AssumeRole") : actions(known)),
    NotAction: () => actions(known),
  };
  return values[element]?.() ?? [];
}

const plain = (...texts: readonly string[]): Proposal[] => texts.map((text) => ({ text, detail: "" }));

const elementsOf = (kind: PolicyKind): readonly string[] =>
  kind === "trust"
    ? ["Effect", "Action", "Principal", "Condition"]
    : ["Effect", "Action", "NotAction", "Resource", "Condition"];

function ofCondition([operator, key]: readonly string[], isKey: boolean, known: readonly KnownAction[]): Proposal[] {
  if (key !== undefined) return isKey ? [] : valuesOf(operator ?? "", key);
  if (!isKey) return [];
  if (operator === undefined) return plain(...documentedOperators, "Null");
  const common = commonConditionKeys
    .filter(({ isAbsent }) => !isAbsent)
    .map(({ name, type }) => ({ text: name, detail: type }));
  const own = known.flatMap(({ conditionKeys }) => conditionKeys);
  return [...common, ...[...new Set(own)].map((text) => ({ text, detail: "string" }))];
}

const valuesOf = (operator: string, key: string): Proposal[] =>
  operator === "Bool" || operator === "Null" || findCommonKey(key)?.type === "bool" ? plain("true", "false") : [];

/** Each action, and what stands for all of a product or all of a kind. */
function actions(known: readonly KnownAction[]): Proposal[] {
  const resourcesByAction = Map.groupBy(known, ({ action }) => action);
  const names = [...resourcesByAction].map(([text, entries]) => ({
    text,
    detail: entries.map(({ resource }) => resource.replace(/^acs:\w+:\w*:/, "")).join(", "),
  }));
  const runs = Map.groupBy(
    names.flatMap(({ text }) => runsOf(text)),
    (run) => run,
  );
  const wild = [...runs].filter(([, of]) => of.length > 1).map(([text, of]) => ({ text, detail: `× ${of.length}` }));
  return [...wild, ...names].sort((a, b) => (a.text < b.text ? -1 : 1));
}

/** `ice:GetAsset` is one of `ice:*` and of `ice:Get*`. */
function runsOf(action: string): readonly string[] {
  const [, product = "", verb = ""] = /^(\w+):([A-Z][a-z]+)/.exec(action) ?? [];
  return [`${product}:*`, `${product}:${verb}*`];
}

function resources(known: readonly KnownAction[]): Proposal[] {
  const narrow = known
    .filter(({ resource }) => resource !== "*" && !/^(acs:|\{\w+Arn\}$)/.test(resource))
    .map(({ action, resource }) => `acs:${action.split(":")[0]}:*:*:${resource.replace(/\{\w+\}/g, "*")}`);
  const products = known.map(({ action }) => `acs:${action.split(":")[0]}:*:*:*`);
  return plain("*", ...[...new Set([...narrow, ...products])].sort());
}

/** What is put in its place, and what has to follow it. */
export function textToInsert({ text }: Proposal, { kind, end }: CursorPlace, whole: string): string {
  const isNamed = kind !== "key" || /^\s*:/.test(whole.slice(end));
  return isNamed ? `"${text}"` : `"${text}": `;
}
