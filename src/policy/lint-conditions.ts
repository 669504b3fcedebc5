import type { Language } from "../contract/language.ts";
import type { CatalogueAction } from "./catalogue.ts";
import { findCommonKey, foldKey, spellKey } from "./condition-keys.ts";
import { parseDate, parseNumeric } from "./condition-values.ts";
import type { Condition, Statement } from "./document.ts";
import { describeCondition } from "./explain-statement.ts";
import type { Finding } from "./lint.ts";
import { lintWords } from "./lint-words.ts";
import { type Operator, parseOperator, type Test } from "./operators.ts";

/** Keys that AssumeRole has beside the common ones. */
const trustKeys = ["sts:ExternalId", "saml:recipient"];

/** What is odd about the conditions of a statement; without actions they are those of a trust policy. */
export function lintConditions(
  { conditions }: Statement,
  actions: readonly CatalogueAction[] | undefined,
  { language, now }: { readonly language: Language; readonly now: number | undefined },
): readonly Finding[] {
  const keys = actions ? actions.flatMap(({ conditionKeys = [] }) => conditionKeys) : trustKeys;
  const known = new Set(keys.map(foldKey));
  return [
    ...(actions?.length === 0 ? [] : conditions.flatMap((condition) => lintKey(condition, known, language))),
    ...conditions.flatMap((condition) => lintType(condition, language)),
    ...lintContradictions(conditions, language),
    ...(now === undefined ? [] : lintPast(conditions, now, language)),
  ];
}

function lintKey({ operator, key }: Condition, known: ReadonlySet<string>, language: Language): Finding[] {
  const parsed = parseOperator(operator);
  const common = findCommonKey(key);
  const isThere = common ? !common.isAbsent : known.has(foldKey(key));
  if (!parsed || parsed.form === "null" || isThere) return [];
  const holds = parsed.ifExists || parsed.quantifier === "all" || (parsed.quantifier === "plain" && parsed.negated);
  const message = lintWords[language].noSuchKey(key, operator, holds);
  return [{ code: holds ? "always-holds" : "never-holds", message }];
}

function lintType({ operator, key }: Condition, language: Language): Finding[] {
  const parsed = parseOperator(operator);
  const common = findCommonKey(key);
  if (!parsed || parsed.form === "null" || !common || common.type === parsed.type) return [];
  const message = lintWords[language].wrongType(operator, parsed.type, spellKey(key), common.type);
  return [{ code: "wrong-type", message }];
}

/** What could hold in the past only. */
function lintPast(conditions: readonly Condition[], now: number, language: Language): Finding[] {
  return plainOnes(conditions)
    .filter(({ key, test }) => foldKey(key) === "acs:currenttime" && test.type === "date")
    .filter(({ test }) => !test.negated && !test.comparison.startsWith("greater"))
    .filter((condition) => Math.max(...numbersOf(condition)) < now)
    .map((condition) => ({
      code: "never-holds",
      message: lintWords[language].past(describeCondition(condition, language)),
    }));
}

/** Pairs on one key that no single value fulfils. */
function lintContradictions(conditions: readonly Condition[], language: Language): Finding[] {
  const plain = plainOnes(conditions);
  return plain.flatMap((a, i) =>
    plain
      .slice(i + 1)
      .filter((b) => foldKey(a.key) === foldKey(b.key) && a.test.type === b.test.type && exclude(a, b))
      .map((b) => ({
        code: "never-holds" as const,
        message: lintWords[language].contradiction(describeCondition(a, language), describeCondition(b, language)),
      })),
  );
}

const plainOnes = (conditions: readonly Condition[]): PlainCondition[] =>
  conditions.flatMap((condition) => {
    const operator = parseOperator(condition.operator);
    return isPlain(operator) ? [{ ...condition, test: operator }] : [];
  });

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
