export type TokenKind = "key" | "string" | "word" | "number" | "allow" | "deny";

interface Token {
  readonly kind: TokenKind | undefined;
  readonly text: string;
  /** In its line, counted from 0. */
  readonly at: number;
}

const tokens = /("(?:\\.|[^"\\])*"?)(\s*:)?|\b(?:true|false|null)\b|-?\b\d+(?:\.\d+)?/g;

/** One line of a policy's text, which need not be whole JSON. */
export function highlightLine(line: string): readonly Token[] {
  const found: Token[] = [];
  let end = 0;
  for (const match of line.matchAll(tokens)) {
    const [all, quoted, colon] = match;
    const text = quoted ?? all;
    if (match.index > end) found.push({ kind: undefined, text: line.slice(end, match.index), at: end });
    found.push({ kind: kindOf(text, colon !== undefined), text, at: match.index });
    end = match.index + text.length;
  }
  if (end < line.length) found.push({ kind: undefined, text: line.slice(end), at: end });
  return found;
}

function kindOf(text: string, isKey: boolean): TokenKind {
  if (isKey) return "key";
  if (text === '"Allow"') return "allow";
  if (text === '"Deny"') return "deny";
  if (text.startsWith('"')) return "string";
  return /^[tfn]/.test(text) ? "word" : "number";
}

/** How many characters of a line, from a place in it on, belong to what stands there. */
export const lengthAt = (line: string, at: number): number =>
  /^(?:"(?:\\.|[^"\\])*"?|[\w.+-]+|.)/u.exec(line.slice(at))?.[0].length ?? 0;
