import { z } from "zod";
import { isListField } from "../contract/list-fields.ts";
import type { Shape } from "../contract/operation.ts";

export type FieldType = "string" | "integer" | "number" | "boolean" | "object" | "array";

/** One parameter or one element of an answer, as plain data. */
export interface FieldDescription {
  /** The wire name; `""` for what a list holds. */
  readonly name: string;
  readonly type: FieldType;
  readonly required: boolean;
  readonly description: string;
  readonly enum?: readonly string[];
  /** What the server takes when it is absent. */
  readonly default?: string | number | boolean;
  readonly example?: string | number | boolean;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  /** A regular expression. */
  readonly pattern?: string;
  readonly maxItems?: number;
  /** How a list parameter is sent: as `Name.1`, `Name.2` … (or one JSON text), or as one text with commas. */
  readonly style?: "repeated" | "commas";
  /** What a list holds. */
  readonly items?: FieldDescription;
  /** What an object holds. */
  readonly fields?: readonly FieldDescription[];
}

/** The part of JSON Schema that contracts come to. */
interface Schema {
  readonly type?: FieldType;
  readonly description?: string;
  readonly enum?: readonly string[];
  readonly default?: string | number | boolean;
  readonly example?: string | number | boolean;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly maxItems?: number;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
}

const copied = [
  "enum",
  "default",
  "example",
  "minimum",
  "maximum",
  "minLength",
  "maxLength",
  "pattern",
  "maxItems",
] as const;

/** The parameters of an operation, in the contract's order. */
export function describeInput(shape: Shape): readonly FieldDescription[] {
  const asSent = new Map(describeSchema(shape, "input").map((field) => [field.name, field]));
  const understood = toSchema(shape, "output");
  return describeProperties(understood).map((field) => {
    const { name, required } = field;
    if (understood.properties?.[name]?.type === undefined) return { ...(asSent.get(name) ?? field), required };
    if (field.type !== "array") return field;
    return { ...field, style: isListField(shape[name]) ? "repeated" : "commas" };
  });
}

/** The elements of an answer, in the contract's order. */
export const describeAnswer = (shape: Shape): readonly FieldDescription[] => describeSchema(shape, "output");

const describeSchema = (shape: Shape, io: "input" | "output") => describeProperties(toSchema(shape, io));

const toSchema = (shape: Shape, io: "input" | "output"): Schema =>
  z.toJSONSchema(z.object(shape), { io, unrepresentable: "any" }) as Schema;

function describeProperties({ properties = {}, required = [] }: Schema): readonly FieldDescription[] {
  return Object.entries(properties).map(([name, schema]) => describe(name, schema, required.includes(name)));
}

function describe(name: string, schema: Schema, required: boolean): FieldDescription {
  const present = copied.filter((key) => schema[key] !== undefined).map((key) => [key, schema[key]]);
  return {
    name,
    type: schema.type ?? "string",
    required,
    description: schema.description ?? "",
    ...Object.fromEntries(present),
    ...(schema.items && { items: describe("", schema.items, true) }),
    ...(schema.properties && { fields: describeProperties(schema) }),
  };
}
