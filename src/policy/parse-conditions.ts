import { nearestName } from "../contract/nearest-name.ts";
import { commonConditionKeys, findCommonKey } from "./condition-keys.ts";
import { valueForms } from "./condition-values.ts";
import type { Condition } from "./document.ts";
import { type JsonMember, type JsonNode, TextFault } from "./json-text.ts";
import { documentedOperators, type Operator, parseOperator } from "./operators.ts";
import { readNodes, requireObject } from "./read-node.ts";

interface ConditionContext {
  readonly extraOperators: boolean;
  readonly warn: (message: string, at: number) => void;
}

/** `{ <operator>: { <key>: value or values } }`, as a flat list. */
export function parseConditions(node: JsonNode, context: ConditionContext): readonly Condition[] {
  return requireObject(node, "Condition").members.flatMap((member) => {
    const operator = readOperator(member, context.extraOperators);
    const { members } = requireObject(member.value, member.key);
    if (members.length === 0) throw new TextFault(`${member.key} has no key to look at.`, member.value.at);
    return members.map((key) => {
      checkKey(key);
      const values = readNodes(key).map((value) => readValue(value, operator, member.key, context));
      return { operator: member.key, key: key.key, values };
    });
  });
}

function readOperator({ key, at }: JsonMember, extraOperators: boolean): Operator {
  const operator = parseOperator(key);
  if (operator && (extraOperators || documentedOperators.includes(key))) return operator;
  const bare = key.replace(/^For\w+:/, "").replace(/IfExists$/, "");
  const reason = operator ? refusedOperator : "is no operator of a condition.";
  const nearest = key === "Null" ? "" : ` The nearest one is ${nearestName(bare, documentedOperators)}.`;
  throw new TextFault(`${JSON.stringify(key)} ${reason}${nearest}`, at);
}

const refusedOperator =
  "is an operator that no document of RAM's names, and this server refuses it: its setting MEDIALOFT_EXTRA_OPERATORS is off.";

/** Products have keys of their own, but every key that begins with `acs:` is common and known. */
function checkKey({ key, at }: JsonMember): void {
  const isCommon = /^acs:/i.test(key);
  if (isCommon ? findCommonKey(key) : /^[\w-]+:[^\s*?]+$/.test(key)) return;
  const nearest = nearestName(
    key,
    commonConditionKeys.map(({ name }) => name),
  );
  const advice = isCommon ? `The nearest one is ${nearest}.` : "A key is written <product>:<name>.";
  throw new TextFault(`${JSON.stringify(key)} is no key of a condition. ${advice}`, at);
}

function readValue(node: JsonNode, operator: Operator, name: string, { warn }: ConditionContext): string {
  const value = textOf(node);
  if (value === undefined) throw new TextFault(`A value of ${name} must be a text in double quotes.`, node.at);
  if (node.kind !== "string") warn(`RAM's documents write this value in quotes: ${JSON.stringify(value)}.`, node.at);
  const type = operator.form === "null" ? "bool" : operator.type;
  if (type === "string" || valueForms[type].isValid(value)) return value;
  throw new TextFault(`${name} needs ${valueForms[type].name}, not ${JSON.stringify(value)}.`, node.at);
}

function textOf(node: JsonNode): string | undefined {
  if (node.kind === "string") return node.value;
  return node.kind === "number" || node.kind === "boolean" ? node.text : undefined;
}
