export type ValueType = "string" | "numeric" | "date" | "bool" | "ip";

/** How a value of the request is compared with one of the policy. */
export type Comparison =
  | "equals"
  | "equals-ignore-case"
  | "like"
  | "less"
  | "less-or-equal"
  | "greater"
  | "greater-or-equal"
  | "in-range";

/** An operator of a condition, taken apart. */
export type Operator = Presence | Test;

/** Null: whether the request has the key at all. */
export interface Presence {
  readonly form: "null";
}

export interface Test {
  readonly form: "test";
  readonly type: ValueType;
  readonly comparison: Comparison;
  /** Holds when nothing compares. */
  readonly negated: boolean;
  /** Over the values of the request: written as ForAnyValue: and ForAllValues:. */
  readonly quantifier: "plain" | "any" | "all";
  /** Holds when the request has no such key. */
  readonly ifExists: boolean;
}

type Base = Pick<Test, "type" | "comparison" | "negated">;

const orders: Readonly<Record<string, Pick<Base, "comparison" | "negated">>> = {
  Equals: { comparison: "equals", negated: false },
  NotEquals: { comparison: "equals", negated: true },
  LessThan: { comparison: "less", negated: false },
  LessThanEquals: { comparison: "less-or-equal", negated: false },
  GreaterThan: { comparison: "greater", negated: false },
  GreaterThanEquals: { comparison: "greater-or-equal", negated: false },
};

const bases = new Map<string, Base>([
  ["StringEquals", { type: "string", comparison: "equals", negated: false }],
  ["StringNotEquals", { type: "string", comparison: "equals", negated: true }],
  ["StringEqualsIgnoreCase", { type: "string", comparison: "equals-ignore-case", negated: false }],
  ["StringNotEqualsIgnoreCase", { type: "string", comparison: "equals-ignore-case", negated: true }],
  ["StringLike", { type: "string", comparison: "like", negated: false }],
  ["StringNotLike", { type: "string", comparison: "like", negated: true }],
  ...Object.entries(orders).map(([name, order]) => [`Numeric${name}`, { type: "numeric", ...order }] as const),
  ...Object.entries(orders).map(([name, order]) => [`Date${name}`, { type: "date", ...order }] as const),
  ["Bool", { type: "bool", comparison: "equals", negated: false }],
  ["IpAddress", { type: "ip", comparison: "in-range", negated: false }],
  ["NotIpAddress", { type: "ip", comparison: "in-range", negated: true }],
]);

/** The operators that RAM's documents name. */
export const documentedOperators: readonly string[] = [...bases.keys()];

/** Reads an operator's name. Null, ForAnyValue:, ForAllValues: and …IfExists stand in no document of RAM's: they mean what they mean elsewhere. */
export function parseOperator(name: string): Operator | undefined {
  if (name === "Null") return { form: "null" };
  const [, prefix, bare = "", suffix] = /^(?:(ForAnyValue|ForAllValues):)?(\w+?)(IfExists)?$/.exec(name) ?? [];
  const base = bases.get(bare);
  if (!base) return undefined;
  const quantifier = prefix === undefined ? "plain" : prefix === "ForAnyValue" ? "any" : "all";
  return { form: "test", ...base, quantifier, ifExists: suffix !== undefined };
}
