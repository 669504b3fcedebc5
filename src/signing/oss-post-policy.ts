import { decodeBase64Text } from "./base64-text.ts";

const maxConditions = 1000;
const isoTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$/;
const mandatoryInV4 = ["x-oss-signature-version", "x-oss-credential", "x-oss-date"];

type Operator = "eq" | "starts-with" | "in" | "not-in";

interface Condition {
  readonly operator: Operator;
  /** Lower case, without `$`. */
  readonly field: string;
  /** The one value of eq and starts-with, the list of in and not-in. */
  readonly values: readonly string[];
}

/** What the signer of a form upload allows. */
export interface PostPolicy {
  /** Epoch milliseconds. */
  readonly expiresAt: number;
  readonly conditions: readonly Condition[];
  /** The size that the file may have, both ends included. */
  readonly minBytes: number;
  readonly maxBytes: number;
}

/** A document that is none: 400 InvalidPolicyDocument with this message. */
export interface InvalidPolicy {
  readonly invalid: string;
}

export interface PostForm {
  /** Names in lower case; `key` with `${filename}` already filled in. */
  readonly fields: ReadonlyMap<string, string>;
  readonly bucket: string;
  readonly signatureVersion: "v1" | "v4";
  /** Epoch milliseconds. */
  readonly now: number;
}

/** Why a form is not what its policy allows: 403 AccessDenied with this message. */
export interface PolicyRefusal {
  readonly reason: "expired" | "condition" | "extra-field";
  readonly message: string;
  /** The error code that OSS documents for it. */
  readonly ec: string;
}

const invalid = (detail: string): InvalidPolicy => ({ invalid: `Invalid Policy: ${detail}` });

/** Reads the policy field of a form: a JSON document in base64. */
export function parsePostPolicy(base64: string): PostPolicy | InvalidPolicy {
  const document = readDocument(base64);
  if (!document) return invalid("the policy is not a JSON object in base64.");
  const { expiration, conditions, ...others } = document;
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) return invalid(`"${unknown}" is neither expiration nor conditions.`);
  if (typeof expiration !== "string" || !isoTime.test(expiration) || Number.isNaN(Date.parse(expiration))) {
    return invalid("expiration must be a time in ISO 8601 form that ends in Z.");
  }
  if (!Array.isArray(conditions) || conditions.length > maxConditions) {
    return invalid(`conditions must be a list of at most ${maxConditions}.`);
  }
  return collect(Date.parse(expiration), conditions);
}

function readDocument(base64: string): Record<string, unknown> | undefined {
  const text = decodeBase64Text(base64);
  if (text === undefined) return undefined;
  try {
    const document: unknown = JSON.parse(text);
    return isObject(document) ? document : undefined;
  } catch {
    return undefined;
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function collect(expiresAt: number, items: readonly unknown[]): PostPolicy | InvalidPolicy {
  const conditions: Condition[] = [];
  let minBytes = 0;
  let maxBytes = Number.MAX_SAFE_INTEGER;
  for (const item of items) {
    const read = isObject(item) ? readSimple(item) : readList(item);
    if ("invalid" in read) return read;
    if ("operator" in read) conditions.push(read);
    else [minBytes, maxBytes] = [Math.max(minBytes, read.minBytes), Math.min(maxBytes, read.maxBytes)];
  }
  return { expiresAt, conditions, minBytes, maxBytes };
}

function readSimple(item: Record<string, unknown>): Condition | InvalidPolicy {
  const [entry, ...others] = Object.entries(item);
  if (!entry || others.length > 0) {
    return invalid("Invalid Simple-Condition: Simple-Conditions must have exactly one property specified.");
  }
  const [name, value] = entry;
  if (typeof value !== "string") return invalid(`the value of "${name}" must be text.`);
  return { operator: "eq", field: fieldName(name), values: [value] };
}

const fieldName = (name: string): string => (name.startsWith("$") ? name.slice(1) : name).toLowerCase();

function readList(item: unknown): Condition | { minBytes: number; maxBytes: number } | InvalidPolicy {
  if (!Array.isArray(item) || item.length !== 3) {
    return invalid("a condition is an object with one property or a list of three.");
  }
  const [operator, second, third]: readonly unknown[] = item;
  switch (operator) {
    case "content-length-range":
      return readRange(second, third);
    case "eq":
    case "starts-with":
      return readCondition(operator, second, [third]);
    case "in":
    case "not-in":
      return readCondition(operator, second, third);
    default:
      return invalid("a condition begins with eq, starts-with, in, not-in or content-length-range.");
  }
}

function readRange(min: unknown, max: unknown): { minBytes: number; maxBytes: number } | InvalidPolicy {
  if (!isSize(min) || !isSize(max) || max < min) {
    return invalid("content-length-range takes two whole numbers, the smaller one first.");
  }
  return { minBytes: min, maxBytes: max };
}

const isSize = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;

function readCondition(operator: Operator, field: unknown, values: unknown): Condition | InvalidPolicy {
  if (typeof field !== "string" || !isTextList(values)) {
    return invalid(`${operator} takes the name of a form field and what its value is compared with.`);
  }
  return { operator, field: fieldName(field), values };
}

const isTextList = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((one) => typeof one === "string");

/** Undefined when the form is what the policy allows. The size of the file is the caller's to check. */
export function checkPostPolicy(policy: PostPolicy, form: PostForm): PolicyRefusal | undefined {
  if (form.now > policy.expiresAt)
    return refusal({ reason: "expired", message: "Policy expired.", ec: "0006-00000213" });
  for (const condition of policy.conditions) {
    const { field } = condition;
    const value = field === "bucket" ? form.bucket : form.fields.get(field);
    if (!holds(condition, value)) {
      const failed = formatCondition(condition);
      return refusal({ reason: "condition", message: `Policy Condition failed: ${failed}`, ec: "0006-00000227" });
    }
  }
  const extra = form.signatureVersion === "v4" ? mandatoryInV4.find((name) => !binds(policy, name)) : undefined;
  return extra === undefined
    ? undefined
    : refusal({ reason: "extra-field", message: `Extra input fields: ${extra}`, ec: "0006-00000228" });
}

const refusal = ({ message, ...refused }: PolicyRefusal): PolicyRefusal => ({
  ...refused,
  message: `Invalid according to Policy: ${message}`,
});

const binds = (policy: PostPolicy, name: string): boolean => policy.conditions.some(({ field }) => field === name);

function holds({ operator, values }: Condition, value: string | undefined): boolean {
  switch (operator) {
    case "eq":
    case "in":
      return value !== undefined && values.includes(value);
    case "starts-with":
      return (value ?? "").startsWith(values[0] ?? "");
    case "not-in":
      return value === undefined || !values.includes(value);
  }
}

function formatCondition({ operator, field, values }: Condition): string {
  const texts = values.map((value) => JSON.stringify(value)).join(", ");
  const operand = operator === "in" || operator === "not-in" ? `[${texts}]` : texts;
  return `["${operator}", ${JSON.stringify(`$${field}`)}, ${operand}]`;
}
