import type { CatalogueAction } from "./catalogue.ts";
import { findCommonKey, foldKey, spellKey } from "./condition-keys.ts";
import { parseDate, parseNumeric } from "./condition-values.ts";
import type { Condition, Statement } from "./document.ts";
import { describeCondition } from "./explain-statement.ts";
import type { Finding } from "./lint.ts";
import { type Operator, parseOperator, type Test } from "./operators.ts";

/** Keys that AssumeRole has beside the common ones. */
const trustKeys = ["sts:ExternalId", "saml:recipient"];

/** What is odd about the conditions of a statement; without actions they are those of a trust policy. */
export function lintConditions(
  { conditions }: Statement,
  actions: readonly CatalogueAction[] | undefined,
): readonly Finding[] {
  const keys = actions ? actions.flatMap(({ conditionKeys = [] }) => conditionKeys) : trustKeys;
  const known = new Set(keys.map(foldKey));
  return [
    ...conditions.flatMap((condition) => lintKey(condition, known, actions === undefined || actions.length > 0)),
    ...conditions.flatMap(lintType),
    ...lintContradictions(conditions),
  ];
}

function lintKey({ operator, key }: Condition, known: ReadonlySet<string>, hasActions: boolean): Finding[] {
  const parsed = parseOperator(operator);
  if (!parsed || parsed.form === "null" || !hasActions || findCommonKey(key) || known.has(foldKey(key))) return [];
  const holds = parsed.ifExists || parsed.quantifier === "all" || (parsed.quantifier === "plain" && parsed.negated);
  return [
    {
      code: holds ? "always-holds" : "never-holds",
      message: `No request of these actions has ${key}: ${operator} ${holds ? "always" : "never"} holds.`,
    },
  ];
}

const typeNames: Readonly<Record<Test["type"], string>> = {
  string: "texts",
  numeric: "numbers",
  date: "times",
  bool: "true and false",
  ip: "addresses",
};

function lintType({ operator, key }: Condition): Finding[] {
  const parsed = parseOperator(operator);
  const common = findCommonKey(key);
  if (!parsed || parsed.form === "null" || !common || common.type === parsed.type) return [];
  const advice = suggestOperator(common.type);
  const message = `${operator} compares ${typeNames[parsed.type]}, and ${spellKey(key)} is about ${typeNames[common.type]}: use ${advice}.`;
  return [{ code: "wrong-type", message }];
}

const suggestOperator = (type: Test["type"]): string =>
  ({
    string: "an operator that begins with String",
    numeric: "an operator that begins with Numeric",
    date: "an operator that begins with Date",
    bool: "Bool",
    ip: "IpAddress or NotIpAddress",
  })[type];

/** Pairs on one key that no single value fulfils. */
function lintContradictions(conditions: readonly Condition[]): Finding[] {
  const plain = conditions.flatMap((condition) => {
    const operator = parseOperator(condition.operator);
    return isPlain(operator) ? [{ ...condition, test: operator }] : [];
  });
  return plain.flatMap((a, i) =>
    plain
      .slice(i + 1)
      .filter((b) => foldKey(a.key) === foldKey(b.key) && a.test.type === b.test.type && exclude(a, b))
      .map((b) => ({
        code: "never-holds" as const,
        message: `These two never hold at once: ${describeCondition(a)}; ${describeCondition(b)}.`,
      })),
  );
}

const isPlain = (operator: Operator | undefined): operator is Test =>
  operator?.form === "test" && operator.quantifier === "plain" && !operator.ifExists;

interface PlainCondition extends Condition {
  readonly test: Test;
}

function exclude(a: PlainCondition, b: PlainCondition): boolean {
  if (a.test.comparison === b.test.comparison && a.test.negated !== b.test.negated) {
    const [wanted, refused] = a.test.negated ? [b, a] : [a, b];
    return wanted.values.every((value) => refused.values.includes(value));
  }
  if (a.test.negated || b.test.negated) return false;
  if (a.test.comparison !== "equals" || b.test.comparison !== "equals") return haveGap(a, b);
  return a.test.type === "string" && !a.values.some((value) => b.values.includes(value));
}

/** One asks for more than the other lets through. */
function haveGap(a: PlainCondition, b: PlainCondition): boolean {
  const [low, high] = [lowerEnd(a) ?? lowerEnd(b), upperEnd(a) ?? upperEnd(b)];
  if (low === undefined || high === undefined) return false;
  return low > high || (low === high && !(isInclusive(a) && isInclusive(b)));
}

const isInclusive = ({ test }: PlainCondition): boolean => test.comparison.endsWith("or-equal");

const lowerEnd = (condition: PlainCondition): number | undefined =>
  condition.test.comparison.startsWith("greater") ? Math.min(...numbersOf(condition)) : undefined;

const upperEnd = (condition: PlainCondition): number | undefined =>
  condition.test.comparison.startsWith("less") ? Math.max(...numbersOf(condition)) : undefined;

const numbersOf = ({ values, test }: PlainCondition): number[] =>
  values.map((value) => (test.type === "date" ? parseDate(value) : parseNumeric(value)) ?? Number.NaN);
