import { type Pair, percentEncode } from "./percent-encode.ts";

type Encode = (text: string) => string;

/** Pairs in code-unit order of their names; equal names keep their order. The list itself when it is sorted already. */
export function sortByName(pairs: readonly Pair[]): readonly Pair[] {
  for (let i = 1; i < pairs.length; i++) {
    if ((pairs[i - 1]?.[0] ?? "") > (pairs[i]?.[0] ?? "")) return [...pairs].sort(byName);
  }
  return pairs;
}

const byName = ([a]: Pair, [b]: Pair): number => (a < b ? -1 : Number(a > b));

/** `name=value` joined by `&`, sorted by decoded name. */
export function canonicalQuery(pairs: readonly Pair[], encodeName: Encode = percentEncode, encodeValue = encodeName) {
  let text = "";
  for (const [name, value] of sortByName(pairs)) {
    text += `${text && "&"}${encodeName(name)}=${encodeValue(value)}`;
  }
  return text;
}
