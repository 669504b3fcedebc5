import { nearestName } from "../contract/nearest-name.ts";
import type {
  ActionList,
  Effect,
  ParsedPolicy,
  Place,
  PolicyDocument,
  PolicyKind,
  PolicyRefusal,
  PolicyWarning,
  Statement,
} from "./document.ts";
import { type JsonMember, type JsonNode, type JsonObject, readJson, TextFault } from "./json-text.ts";
import { parseConditions } from "./parse-conditions.ts";
import { parsePrincipals } from "./parse-principals.ts";
import { readOneOrMany, requireObject, requireString } from "./read-node.ts";

/** What stays open in the vendor's documents. */
export interface ParseOptions {
  /** Null, ForAnyValue:, ForAllValues: and …IfExists; accepted unless this is false. */
  readonly extraOperators?: boolean;
  /** Sid and Id are refused unless this is true; then they mean nothing. */
  readonly sids?: boolean;
}

/** Characters without the blanks outside of strings. */
export const maxPolicyLength: Readonly<Record<PolicyKind, number>> = { identity: 6144, session: 2048, trust: 6144 };

/** No text that long is within the limits, however many blanks it has. */
const maxTextLength = 100_000;

/** What statements and conditions are read with. */
export interface ParseContext extends Required<ParseOptions> {
  readonly kind: PolicyKind;
  readonly warn: (message: string, at: number) => void;
}

/** Reads a policy. Whatever the grammar does not know is refused: an element or condition that is ignored would widen access. */
export function parsePolicy(text: string, kind: PolicyKind, options: ParseOptions = {}): ParsedPolicy {
  const limit = maxPolicyLength[kind];
  if (text.length > maxTextLength) return refusal("length", tooLong(limit), placeIn(text, 0));
  try {
    const { root, length } = readJson(text);
    if (length > limit) return refusal("length", tooLong(limit), placeIn(text, 0));
    const warnings: PolicyWarning[] = [];
    const warn = (message: string, at: number): void => void warnings.push({ message, place: placeIn(text, at) });
    const context = { kind, warn, extraOperators: options.extraOperators ?? true, sids: options.sids ?? false };
    return { ok: true, document: parseDocument(root, context), warnings };
  } catch (error) {
    if (!(error instanceof TextFault)) throw error;
    return refusal("grammar", error.message, placeIn(text, error.at));
  }
}

const tooLong = (limit: number): string =>
  `The policy is longer than ${limit} characters, blanks outside of strings not counted.`;

const refusal = (reason: PolicyRefusal["reason"], message: string, place: Place): PolicyRefusal => ({
  ok: false,
  reason,
  message,
  place,
});

function placeIn(text: string, at: number): Place {
  const before = text.slice(0, at);
  const lineStart = before.lastIndexOf("\n") + 1;
  return { line: before.split("\n").length, column: [...before.slice(lineStart)].length + 1 };
}

function parseDocument(root: JsonNode, context: ParseContext): PolicyDocument {
  const object = requireObject(root, "A policy");
  const elements = readElements(object, ["Version", "Statement", ...(context.sids ? ["Id"] : [])], "a policy");
  const version = requireElement(elements, "Version", object);
  if (requireString(version.value, "Version") !== "1") throw new TextFault('Version must be "1".', version.value.at);
  const statement = requireElement(elements, "Statement", object);
  const nodes = statement.value.kind === "array" ? statement.value.items : [statement.value];
  if (nodes.length === 0) throw new TextFault("Statement must hold at least one statement.", statement.value.at);
  return { kind: context.kind, statements: nodes.map((node) => parseStatement(node, context)) };
}

type Elements = ReadonlyMap<string, JsonMember>;

function readElements({ members }: JsonObject, known: readonly string[], where: string): Elements {
  for (const { key, at } of members) {
    if (known.includes(key)) continue;
    const advice = elementAdvice[key] ?? `The nearest known one is ${nearestName(key, known)}.`;
    throw new TextFault(`${JSON.stringify(key)} is no element of ${where}. ${advice}`, at);
  }
  return new Map(members.map((member) => [member.key, member]));
}

const elementAdvice: Readonly<Record<string, string>> = {
  NotResource: "RAM has no NotResource: name the resources, and deny the others in a statement of their own.",
  Sid: "RAM's statements have no names.",
  Id: "RAM's policies have no Id.",
  Principal: "Principal belongs into the trust policy of a role; this policy applies to whom it is attached to.",
  NotPrincipal: "RAM has no NotPrincipal: name the principals.",
  Resource: "A trust policy is about its own role and names no resource.",
  NotAction: "A trust policy allows or denies sts:AssumeRole and nothing else.",
};

function requireElement(elements: Elements, name: string, { at }: JsonObject): JsonMember {
  const found = elements.get(name);
  if (!found) throw new TextFault(`${name} is missing.`, at);
  return found;
}

function parseStatement(node: JsonNode, context: ParseContext): Statement {
  const object = requireObject(node, "A statement");
  const own = context.kind === "trust" ? ["Action", "Principal"] : ["Action", "NotAction", "Resource"];
  const known = ["Effect", ...own, "Condition", ...(context.sids ? ["Sid"] : [])];
  const elements = readElements(object, known, context.kind === "trust" ? "a trust policy's statement" : "a statement");
  const condition = elements.get("Condition");
  const rest = context.kind === "trust" ? trustElements(elements, object) : identityElements(elements, object);
  return {
    effect: parseEffect(requireElement(elements, "Effect", object).value),
    ...rest,
    conditions: condition ? parseConditions(condition.value, context) : [],
  };
}

function parseEffect(node: JsonNode): Effect {
  const effect = requireString(node, "Effect");
  if (effect !== "Allow" && effect !== "Deny") throw new TextFault('Effect must be "Allow" or "Deny".', node.at);
  return effect;
}

type TargetElements = Pick<Statement, "action" | "resources" | "principals">;

function identityElements(elements: Elements, object: JsonObject): TargetElements {
  const action = elements.get("Action");
  const notAction = elements.get("NotAction");
  if (action && notAction) throw new TextFault("Action and NotAction exclude each other.", notAction.at);
  const member = action ?? notAction;
  if (!member) throw new TextFault("Action is missing.", object.at);
  const resource = requireElement(elements, "Resource", object);
  return { action: parseActions(member), resources: readOneOrMany(resource, checkResource), principals: [] };
}

function trustElements(elements: Elements, object: JsonObject): TargetElements {
  const action = requireElement(elements, "Action", object);
  return {
    action: { except: false, patterns: readOneOrMany(action, checkTrustAction) },
    resources: [],
    principals: parsePrincipals(requireElement(elements, "Principal", object).value),
  };
}

const parseActions = (member: JsonMember): ActionList => ({
  except: member.key === "NotAction",
  patterns: readOneOrMany(member, checkAction),
});

function checkAction(action: string, at: number): void {
  if (action === "*" || /^[\w*?.-]+:[\w*?./-]+$/.test(action)) return;
  const advice = action.includes(":") ? "" : " An action is written <product>:<operation>, or * for every one.";
  throw new TextFault(`${JSON.stringify(action)} is no action.${advice}`, at);
}

function checkTrustAction(action: string, at: number): void {
  if (action.toLowerCase() === "sts:assumerole") return;
  throw new TextFault("The only action of a trust policy is sts:AssumeRole.", at);
}

function checkResource(resource: string, at: number): void {
  if (/^(acs:|[*?])/.test(resource)) return;
  const form = "acs:<product>:<region>:<account>:<path>";
  throw new TextFault(`${JSON.stringify(resource)} is no resource: write ${form}, or * for every one.`, at);
}
