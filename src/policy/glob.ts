import { matchesInParallel } from "./match-in-parallel.ts";

export type TextMatcher = (text: string) => boolean;

/** Any of them. Without patterns nothing matches. */
export function compileGlobs(patterns: readonly string[]): TextMatcher {
  if (patterns.includes("*")) return () => true;
  const literals = patterns.filter((pattern) => !hasWildcard(pattern));
  const globs = patterns.filter(hasWildcard).map(compileGlob);
  const [only] = globs;
  if (only && patterns.length === 1) return only;
  // The policies are small: comparing with each is cheaper than hashing the text.
  return (text) => literals.includes(text) || matchesAny(globs, text);
}

function matchesAny(globs: readonly TextMatcher[], text: string): boolean {
  for (const matches of globs) {
    if (matches(text)) return true;
  }
  return false;
}

export const hasWildcard = (pattern: string): boolean => pattern.includes("*") || pattern.includes("?");

/**
 * `*` stands for any run of characters and `?` for one character. Each piece between stars is taken where it comes first,
 * which is always as good as any later place: nothing is ever tried twice.
 */
function compileGlob(pattern: string): TextMatcher {
  if (pattern.includes("?")) return (text) => matchesGlob(pattern, text);
  const pieces = pattern.split("*");
  const first = pieces[0] ?? "";
  const last = pieces.at(-1) ?? "";
  const middle = pieces.slice(1, -1).filter((piece) => piece !== "");
  const ends = first.length + last.length;
  if (middle.length > 0) {
    return (text) =>
      text.startsWith(first) &&
      text.endsWith(last) &&
      holdInOrder(middle, text, first.length, text.length - last.length);
  }
  if (last === "") return (text) => text.startsWith(first);
  return (text) => text.length >= ends && text.startsWith(first) && text.endsWith(last);
}

function holdInOrder(pieces: readonly string[], text: string, start: number, end: number): boolean {
  let from = start;
  for (const piece of pieces) {
    const at = text.indexOf(piece, from);
    if (at < 0) return false;
    from = at + piece.length;
  }
  return from <= end;
}

const star = 42;
const questionMark = 63;

/** How often each character of pattern and text is looked at, all in all, before the way is taken that never goes back. */
const looksAtEach = 4;

/** For patterns with `?`: after a mismatch only the run of the last star grows. */
function matchesGlob(pattern: string, text: string): boolean {
  let inPattern = 0;
  let inText = 0;
  let afterStar = -1;
  let runEnd = 0;
  for (let looks = looksAtEach * (pattern.length + text.length); inText < text.length; looks--) {
    if (looks === 0) return matchesInParallel(pattern, text);
    const code = pattern.charCodeAt(inPattern);
    if (code === star) {
      afterStar = ++inPattern;
      runEnd = inText;
    } else if (code === questionMark) {
      inPattern++;
      inText += characterLength(text, inText);
    } else if (code === text.charCodeAt(inText)) {
      inPattern++;
      inText++;
    } else if (afterStar >= 0) {
      inPattern = afterStar;
      runEnd += characterLength(text, runEnd);
      inText = runEnd;
    } else return false;
  }
  return pattern.slice(inPattern).replaceAll("*", "") === "";
}

/** Characters beyond U+FFFF take two code units. */
const characterLength = (text: string, at: number): number => ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1);
