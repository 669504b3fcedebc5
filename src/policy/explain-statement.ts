import { findCommonKey } from "./condition-keys.ts";
import { parseBool } from "./condition-values.ts";
import type { Condition, Statement } from "./document.ts";
import { hasWildcard } from "./glob.ts";
import { joinWords } from "./join-words.ts";
import { type Operator, parseOperator, type Test } from "./operators.ts";

/** The statement as one plain sentence. */
export function explainStatement(statement: Statement): string {
  const verb = statement.effect === "Allow" ? "Allows" : "Denies";
  const conditions = statement.conditions.map(describeCondition);
  const end = conditions.length > 0 ? `, if ${joinWords(conditions, "and")}` : "";
  return `${verb} ${describeTarget(statement)}${end}.`;
}

function describeTarget({ action, resources, principals }: Statement): string {
  if (principals.length > 0) {
    return `${joinWords(
      principals.map(({ name }) => name),
      "and",
    )} to assume the role`;
  }
  return `${describeActions(action)} on ${describeResources(resources)}`;
}

function describeActions({ except, patterns }: Statement["action"]): string {
  const words = patterns.map(describeAction);
  return except ? `every action except ${joinWords(words, "and")}` : joinWords(words, "and");
}

function describeAction(pattern: string): string {
  if (pattern === "*" || pattern === "*:*") return "every action";
  const [product = "", name = ""] = pattern.split(":");
  if (hasWildcard(product) || !hasWildcard(name))
    return hasWildcard(pattern) ? `every action like ${pattern}` : pattern;
  if (name === "*") return `every ${product} action`;
  const start = name.slice(0, -1);
  return name.endsWith("*") && !hasWildcard(start)
    ? `every ${product} action that begins with ${start}`
    : `every action like ${pattern}`;
}

function describeResources(patterns: readonly string[]): string {
  if (patterns.includes("*")) return "every resource";
  const literal = patterns.filter((pattern) => !hasWildcard(pattern));
  const globs = patterns.filter(hasWildcard);
  const words = globs.length > 0 ? [...literal, `everything like ${joinWords(globs, "or")}`] : literal;
  return joinWords(words, "and");
}

/** For instance: the source address is in 203.0.113.0/24. */
export function describeCondition({ operator, key, values }: Condition): string {
  const parsed = parseOperator(operator);
  const known = findCommonKey(key);
  const subject = known && !known.name.endsWith("/") ? known.subject : key;
  if (!parsed || parsed.form === "null") return `${subject} is ${values.some(parseBool) ? "absent" : "present"}`;
  const [value] = values;
  if (known?.sentences && parsed.type === "bool" && value !== undefined && values.length === 1) {
    return known.sentences[parseBool(value) ? 0 : 1] + absentToo(parsed);
  }
  const quantified = { plain: subject, any: `one value of ${subject}`, all: `every value of ${subject}` };
  const listed = joinWords(values.map(quoteEmpty), parsed.negated ? "and" : "or");
  return `${quantified[parsed.quantifier]} ${phraseOf(parsed)} ${listed}${absentToo(parsed)}`;
}

const absentToo = (operator: Operator): string => (operator.form === "test" && operator.ifExists ? " or absent" : "");

const quoteEmpty = (value: string): string => (value === "" ? '""' : value);

function phraseOf({ type, comparison, negated }: Test): string {
  if (type === "date") return negated ? "is not" : datePhrases[comparison];
  const phrase = phrases[comparison];
  return negated ? phrase.replace("is", "is not") : phrase;
}

const phrases: Readonly<Record<Test["comparison"], string>> = {
  equals: "is",
  "equals-ignore-case": "is, in upper or lower case,",
  like: "is like",
  less: "is less than",
  "less-or-equal": "is at most",
  greater: "is more than",
  "greater-or-equal": "is at least",
  "in-range": "is in",
};

const datePhrases: Readonly<Record<Test["comparison"], string>> = {
  ...phrases,
  less: "is before",
  "less-or-equal": "is not after",
  greater: "is after",
  "greater-or-equal": "is not before",
};
