/** `a`, `a and b`, `a, b and c`. */
export function joinWords(words: readonly string[], last: "and" | "or"): string {
  const end = words.at(-1) ?? "";
  return words.length < 2 ? end : `${words.slice(0, -1).join(", ")} ${last} ${end}`;
}

/** The first few, and how many more there are. */
export function joinSome(words: readonly string[], most = 3): string {
  if (words.length <= most) return joinWords(words, "and");
  return `${words.slice(0, most).join(", ")} and ${words.length - most} more`;
}
