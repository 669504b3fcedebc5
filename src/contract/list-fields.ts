import { z } from "zod";
import type { FieldMeta } from "./fields.ts";

const listFields = new WeakSet<z.ZodType>();

/** Whether a field is a list, which clients send as one JSON text, or as `Name.1`, `Name.2` … and `Name.1.Key` … */
export const isListField = (field: z.ZodType | undefined): boolean => field !== undefined && listFields.has(field);

/** A list of texts or of objects of texts. */
export function listField<T extends z.ZodType>(item: T, meta: FieldMeta & { readonly max: number }) {
  const wants = `It must be a list of at most ${meta.max}, as JSON or with numbered names.`;
  const field = z
    .string()
    .transform((text) => parseJson(text))
    .pipe(z.array(item, { error: wants }).min(1, { error: wants }).max(meta.max, { error: wants }))
    .meta({ description: meta.description });
  listFields.add(field);
  return field;
}

/** The same when it need not be sent. */
export function optionalListField<T extends z.ZodType>(item: T, meta: FieldMeta & { readonly max: number }) {
  const field = listField(item, meta).optional();
  listFields.add(field);
  return field;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
