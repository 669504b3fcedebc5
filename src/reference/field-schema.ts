import type { FieldDescription } from "./describe-field.ts";

/** A field in JSON Schema, as OpenAPI 3.1 and the vendor's metadata write it. */
export interface FieldSchema {
  readonly type: string;
  readonly description?: string;
  readonly format?: string;
  readonly properties?: Readonly<Record<string, FieldSchema>>;
  readonly items?: FieldSchema;
  readonly [keyword: string]: unknown;
}

/** What is the same in both dialects; `required` is not. */
export function commonSchema(field: FieldDescription): FieldSchema {
  const { type, description, default: ifAbsent, minimum, maximum, minLength, maxLength, pattern, maxItems } = field;
  const keywords = { enum: field.enum, default: ifAbsent, minimum, maximum, minLength, maxLength, pattern, maxItems };
  return {
    type,
    ...(description && { description }),
    ...(type === "integer" && { format: (maximum ?? Infinity) < 2 ** 31 ? "int32" : "int64" }),
    ...Object.fromEntries(Object.entries(keywords).filter(([, value]) => value !== undefined)),
  };
}
