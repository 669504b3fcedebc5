import { z } from "zod";

/** Documentation of one field: everything a reader of the reference needs beside its type. */
export interface FieldMeta {
  readonly description: string;
  readonly example?: string | number | boolean;
  /** What the server takes when the field is absent, where that is one value. */
  readonly default?: string | number | boolean;
}

interface TextLimits extends FieldMeta {
  readonly maxBytes?: number;
  readonly pattern?: RegExp;
  /** Says in plain words what the pattern wants. */
  readonly wants?: string;
}

/** Bytes in UTF-8, or -1 when the text holds a control character. */
function measure(text: string): number {
  let bytes = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if ((code < 0x20 && code !== 0x09 && code !== 0x0a && code !== 0x0d) || code === 0x7f) return -1;
    if (code < 0x80) bytes += 1;
    else if (code < 0x800 || (code >= 0xd800 && code < 0xe000)) bytes += 2;
    else bytes += 3;
  }
  return bytes;
}

/** A text parameter. Control characters are refused in every one. */
export function text(meta: TextLimits) {
  const { maxBytes = 4096, pattern, wants } = meta;
  let schema = z
    .string()
    .max(maxBytes, { error: `It is longer than ${maxBytes} bytes.`, abort: true })
    .refine((value) => measure(value) >= 0, { error: "It holds a control character.", abort: true })
    .refine((value) => measure(value) <= maxBytes, { error: `It is longer than ${maxBytes} bytes.` });
  if (pattern) schema = schema.regex(pattern, { error: wants ?? "It has the wrong form." });
  return schema.meta({ description: meta.description, example: meta.example, default: meta.default });
}

/** One of a closed list, letter for letter. */
export function oneOf<const T extends readonly [string, ...string[]]>(values: T, meta: FieldMeta) {
  return z
    .enum(values, { error: `It must be one of ${values.join(", ")}, in exactly this spelling.` })
    .meta({ ...meta });
}

/** A whole number, written in decimal digits on the wire. */
export function integer(meta: FieldMeta & { readonly min: number; readonly max: number }) {
  const wants = `It must be a whole number from ${meta.min} to ${meta.max}.`;
  return z
    .string()
    .regex(/^-?\d{1,15}$/, { error: wants })
    .transform(Number)
    .pipe(z.int({ error: wants }).min(meta.min, { error: wants }).max(meta.max, { error: wants }))
    .meta({ description: meta.description, example: meta.example, default: meta.default });
}

/** `true` or `false`, in any case. */
export function flag(meta: FieldMeta) {
  return z
    .string()
    .regex(/^(true|false)$/i, { error: "It must be true or false." })
    .transform((value) => value.toLowerCase() === "true")
    .pipe(z.boolean())
    .meta({ ...meta });
}

/** Ids separated by commas: blanks around them are dropped, repeated ones count once. */
export function idList(meta: FieldMeta & { readonly max: number }) {
  return z
    .string()
    .refine((value) => measure(value) >= 0, { error: "It holds a control character.", abort: true })
    .transform((value) => [...new Set(value.split(",").flatMap((id) => id.trim() || []))])
    .pipe(
      z
        .array(z.string())
        .min(1, { error: "It names no id." })
        .max(meta.max, { error: `It names more than ${meta.max} ids.` }),
    )
    .meta({ description: meta.description, example: meta.example });
}

/** A text of an answer. */
export const described = (description: string) => z.string().meta({ description });

const keptEmpty = new WeakSet<z.ZodType>();

/** Sent without a value, the field is not taken for absent, as all others are. */
export function keepEmpty<T extends z.ZodType>(field: T): T {
  keptEmpty.add(field);
  return field;
}

export const isKeptEmpty = (field: z.ZodType | undefined): boolean => field !== undefined && keptEmpty.has(field);
