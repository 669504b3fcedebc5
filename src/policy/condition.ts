import { foldKey, principalKey, spellKey } from "./condition-keys.ts";
import { parseBool, parseDate, parseNumeric } from "./condition-values.ts";
import type { Condition, Effect } from "./document.ts";
import { compileGlobs } from "./glob.ts";
import { isInRange, parseIpAddress, parseIpRange } from "./ip-range.ts";
import { type Comparison, parseOperator, type Test } from "./operators.ts";

export interface CompiledCondition {
  /** Folded, as contexts have it. */
  readonly key: string;
  /** As documents spell it. */
  readonly name: string;
  readonly holdsWhenMissing: boolean;
  /** Of the request's values for the key; there is at least one. */
  readonly holds: (values: readonly string[]) => boolean;
}

/** Whether a value of the request compares with any of the policy's; undefined when one of the two cannot be read. */
type Comparer = (value: string) => boolean | undefined;

/** What cannot be read never gives a right and never lifts a denial: it holds in a Deny and in no Allow. */
export function compileCondition({ operator, key, values }: Condition, effect: Effect): CompiledCondition {
  const parsed = parseOperator(operator);
  if (!parsed) throw new Error(`unknown operator ${operator}`);
  const names = { key: foldKey(key), name: spellKey(key) };
  if (values.length === 0) return { ...names, holdsWhenMissing: false, holds: () => false };
  if (parsed.form === "null") {
    const accepted = values.map(parseBool);
    const unreadable = accepted.includes(undefined) && effect === "Deny";
    const accepts = (isMissing: boolean): boolean => accepted.includes(isMissing) || unreadable;
    return { ...names, holdsWhenMissing: accepts(true), holds: () => accepts(false) };
  }
  // The names of one caller are one value: a quantifier over them is none.
  const test: Test = names.key === principalKey ? { ...parsed, quantifier: "plain" } : parsed;
  const compare = comparers[test.type](values, test.comparison);
  const whenUnreadable = effect === "Deny";
  return {
    ...names,
    holdsWhenMissing: holdsWhenMissing(test),
    holds: (found) => judge(test, compare, found) ?? whenUnreadable,
  };
}

const holdsWhenMissing = ({ ifExists, quantifier, negated }: Test): boolean =>
  ifExists || quantifier === "all" || (quantifier === "plain" && negated);

function judge({ quantifier, negated }: Test, compare: Comparer, values: readonly string[]): boolean | undefined {
  if (quantifier === "plain") {
    const found = anyOf(values, compare);
    return negated ? not(found) : found;
  }
  const holdsFor: Comparer = negated ? (value) => not(compare(value)) : compare;
  return quantifier === "any" ? anyOf(values, holdsFor) : not(anyOf(values, (value) => not(holdsFor(value))));
}

const not = (verdict: boolean | undefined): boolean | undefined => (verdict === undefined ? undefined : !verdict);

/** True if it holds for one, else undefined if it is open for one. */
function anyOf<T>(values: readonly T[], test: (value: T) => boolean | undefined): boolean | undefined {
  let verdict: boolean | undefined = false;
  for (const value of values) {
    const one = test(value);
    if (one) return true;
    if (one === undefined) verdict = undefined;
  }
  return verdict;
}

const comparers: Readonly<Record<Test["type"], (values: readonly string[], comparison: Comparison) => Comparer>> = {
  string: compileStrings,
  numeric: (values, comparison) => compileOrdered(values.map(parseNumeric), comparison, parseNumeric),
  date: (values, comparison) => compileOrdered(values.map(parseDate), comparison, parseDate),
  bool: (values, comparison) => compileOrdered(values.map(readBit), comparison, readBit),
  ip: (values) => {
    const ranges = values.map(parseIpRange);
    return (value) => {
      const address = parseIpAddress(value);
      return address && anyOf(ranges, (range) => range && isInRange(address, range));
    };
  },
};

function readBit(text: string): number | undefined {
  const value = parseBool(text);
  return value === undefined ? undefined : Number(value);
}

function compileStrings(values: readonly string[], comparison: Comparison): Comparer {
  if (comparison === "like") return compileGlobs(values);
  if (comparison === "equals") {
    const accepted = new Set(values);
    return (value) => accepted.has(value);
  }
  const accepted = new Set(values.map((value) => value.toLowerCase()));
  return (value) => accepted.has(value.toLowerCase());
}

type Order = (a: number, b: number) => boolean;

const orders: Readonly<Partial<Record<Comparison, Order>>> = {
  less: (a, b) => a < b,
  "less-or-equal": (a, b) => a <= b,
  greater: (a, b) => a > b,
  "greater-or-equal": (a, b) => a >= b,
};

const isEqual: Order = (a, b) => a === b;

function compileOrdered(
  limits: readonly (number | undefined)[],
  comparison: Comparison,
  parse: (text: string) => number | undefined,
): Comparer {
  const compares = orders[comparison] ?? isEqual;
  return (value) => {
    const number = parse(value);
    return number === undefined
      ? undefined
      : anyOf(limits, (limit) => (limit === undefined ? undefined : compares(number, limit)));
  };
}
