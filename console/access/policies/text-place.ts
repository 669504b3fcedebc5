import type { Place } from "../../../src/policy/document.ts";

/** Where a place that is counted in characters lies in the text; an emoji is one character and two code units. */
export function offsetOf(text: string, { line, column }: Place): number {
  const lines = text.split("\n");
  const before = lines.slice(0, line - 1).reduce((length, one) => length + one.length + 1, 0);
  return before + [...(lines[line - 1] ?? "")].slice(0, column - 1).join("").length;
}

/** Both counted from 0, in code units: what a place on the screen is made from. */
export function rowAndColumn(text: string, offset: number): { readonly row: number; readonly column: number } {
  const before = text.slice(0, offset);
  return { row: before.split("\n").length - 1, column: offset - (before.lastIndexOf("\n") + 1) };
}
