import type { Language } from "../contract/language.ts";
import { findCommonKey } from "./condition-keys.ts";
import { parseBool } from "./condition-values.ts";
import type { Condition, Statement } from "./document.ts";
import { hasWildcard } from "./glob.ts";
import { joinWords } from "./join-words.ts";
import { type Operator, parseOperator, type Test } from "./operators.ts";
import { statementWords } from "./statement-words.ts";

/** The statement as one plain sentence. */
export function explainStatement(statement: Statement, language: Language = "en"): string {
  const conditions = statement.conditions.map((condition) => describeCondition(condition, language));
  return statementWords[language].sentence(statement.effect, describeTarget(statement, language), conditions);
}

function describeTarget({ action, resources, principals }: Statement, language: Language): string {
  const words = statementWords[language];
  if (principals.length > 0) return words.assume(principals.map(({ name }) => name));
  return words.act(describeActions(action, language), describeResources(resources, language));
}

function describeActions({ except, patterns }: Statement["action"], language: Language): string {
  const listed = joinWords(
    patterns.map((pattern) => describeAction(pattern, language)),
    "and",
    language,
  );
  return except ? statementWords[language].everyActionExcept(listed) : listed;
}

function describeAction(pattern: string, language: Language): string {
  const words = statementWords[language];
  if (pattern === "*" || pattern === "*:*") return words.everyAction;
  if (!hasWildcard(pattern)) return pattern;
  const [product = "", name = ""] = pattern.split(":");
  if (hasWildcard(product)) return words.everyActionLike(pattern);
  if (name === "*") return words.everyActionOf(product);
  const start = name.slice(0, -1);
  return name.endsWith("*") && !hasWildcard(start)
    ? words.everyActionFrom(product, start)
    : words.everyActionLike(pattern);
}

function describeResources(patterns: readonly string[], language: Language): string {
  const words = statementWords[language];
  if (patterns.includes("*")) return words.everyResource;
  const literal = patterns.filter((pattern) => !hasWildcard(pattern));
  const globs = patterns.filter(hasWildcard);
  const all = globs.length > 0 ? [...literal, words.everythingLike(joinWords(globs, "or", language))] : literal;
  return joinWords(all, "and", language);
}

/** For instance: the source address is in 203.0.113.0/24. */
export function describeCondition({ operator, key, values }: Condition, language: Language = "en"): string {
  const words = statementWords[language];
  const parsed = parseOperator(operator);
  const known = findCommonKey(key);
  const subject = nameKey(key, language);
  if (!parsed || parsed.form === "null") {
    return values.some(parseBool) ? words.isAbsent(subject) : words.isPresent(subject);
  }
  const [value] = values;
  const facts = known && words.facts(known);
  const end = isAbsentToo(parsed) ? words.orAbsent : "";
  if (facts && parsed.type === "bool" && value !== undefined && values.length === 1) {
    return facts[parseBool(value) ? 0 : 1] + end;
  }
  const listed = joinWords(values.map(quoteEmpty), parsed.negated ? "and" : "or", language);
  return words.compares(words.quantified(subject)[parsed.quantifier], phraseOf(parsed, language), listed) + end;
}

/** `the source address` for acs:SourceIp; a key of one tag, or of an operation, is called by its own name. */
export function nameKey(key: string, language: Language = "en"): string {
  const known = findCommonKey(key);
  return known && !known.name.endsWith("/") ? statementWords[language].subject(known) : key;
}

const isAbsentToo = (operator: Operator): boolean => operator.form === "test" && operator.ifExists;

const quoteEmpty = (value: string): string => (value === "" ? '""' : value);

function phraseOf({ type, comparison, negated }: Test, language: Language): string {
  const { phrases, negatedPhrases, datePhrases } = statementWords[language];
  if (negated) return type === "date" ? negatedPhrases.equals : negatedPhrases[comparison];
  return (type === "date" ? datePhrases : phrases)[comparison];
}
