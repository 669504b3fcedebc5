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
