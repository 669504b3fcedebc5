/** Header names in lower case, as HTTP servers give them. */
export type HeaderRecord = Readonly<Record<string, string | readonly string[] | undefined>>;

/** A header's trimmed value; a repeated header's values sorted and joined by commas; undefined when it is absent. */
export function headerValue(headers: HeaderRecord, name: string): string | undefined {
  const value = headers[name];
  if (typeof value === "string") return value.trim();
  // Names come from the client: "constructor" must not reach what every object inherits.
  if (!Array.isArray(value)) return undefined;
  return value
    .map((one: string) => one.trim())
    .sort()
    .join(",");
}

/** `Name=value` fields separated by commas, in any order; undefined when one has no `=` or comes twice. */
export function parseFields(text: string): ReadonlyMap<string, string> | undefined {
  const fields = new Map<string, string>();
  for (let start = 0; start <= text.length; ) {
    const comma = text.indexOf(",", start);
    const end = comma < 0 ? text.length : comma;
    const equals = text.indexOf("=", start);
    if (equals < 0 || equals > end) return undefined;
    const name = text.slice(start, equals).trim();
    if (fields.has(name)) return undefined;
    fields.set(name, text.slice(equals + 1, end).trim());
    start = end + 1;
  }
  return fields;
}

/** The list itself when it is in code-unit order, else a sorted copy. */
export function inOrder(names: readonly string[]): readonly string[] {
  for (let i = 1; i < names.length; i++) {
    if ((names[i - 1] ?? "") > (names[i] ?? "")) return [...names].sort();
  }
  return names;
}
