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

const numbered = /^(\w+)\.([1-9]\d{0,2})(?:\.(\w+))?$/;

/** Puts the numbered parameters of list fields together, each list as one JSON text under its own name. */
export function gatherLists(
  parameters: Readonly<Record<string, string>>,
  names: readonly string[],
): Readonly<Record<string, string>> {
  const lists = new Map<string, Map<number, string | Record<string, string>>>();
  for (const [parameter, value] of Object.entries(parameters)) {
    const [, name = "", index, key] = numbered.exec(parameter) ?? [];
    if (!names.includes(name) || parameters[name] !== undefined) continue;
    const list = lists.get(name) ?? new Map<number, string | Record<string, string>>();
    lists.set(name, list.set(Number(index), withPart(list.get(Number(index)), key, value)));
  }
  if (lists.size === 0) return parameters;
  const texts = [...lists].map(([name, list]) => {
    const items = [...list].sort(([a], [b]) => a - b).map(([, item]) => item);
    return [name, JSON.stringify(items)] as const;
  });
  return { ...parameters, ...Object.fromEntries(texts) };
}

function withPart(item: string | Record<string, string> | undefined, key: string | undefined, value: string) {
  if (key === undefined) return value;
  return { ...(typeof item === "object" ? item : {}), [key]: value };
}
