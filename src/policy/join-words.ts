import type { Language } from "../contract/language.ts";
import { joinChinese } from "./join-chinese.ts";

/** `a`, `a and b`, `a, b and c`. */
export function joinWords(words: readonly string[], last: "and" | "or", language: Language = "en"): string {
  const [start, end] = [words.slice(0, -1), words.at(-1) ?? ""];
  if (start.length === 0) return end;
  if (language === "zh") return joinChinese(start.join("、"), { and: "和", or: "或" }[last], end);
  return `${start.join(", ")} ${last} ${end}`;
}

/** The first few, and how many more there are. */
export function joinSome(words: readonly string[], most = 3, language: Language = "en"): string {
  if (words.length <= most) return joinWords(words, "and", language);
  const [shown, more] = [words.slice(0, most), words.length - most];
  return language === "zh"
    ? joinChinese(shown.join("、"), `等 ${words.length} 个`)
    : `${shown.join(", ")} and ${more} more`;
}
