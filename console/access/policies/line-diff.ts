import { diffLines } from "diff";

export interface DiffLine {
  readonly kind: "same" | "added" | "removed";
  readonly text: string;
  /** Counted from 1; absent where the text has no such line. */
  readonly before?: number;
  readonly after?: number;
}

/** The lines of both texts in one list. */
export function diffByLines(before: string, after: string): readonly DiffLine[] {
  let [old, fresh] = [0, 0];
  return diffLines(endLine(before), endLine(after)).flatMap(({ value, added, removed }) =>
    value
      .replace(/\n$/, "")
      .split("\n")
      .map((text): DiffLine => {
        if (added) return { kind: "added", text, after: ++fresh };
        if (removed) return { kind: "removed", text, before: ++old };
        return { kind: "same", text, before: ++old, after: ++fresh };
      }),
  );
}

const endLine = (text: string): string => (text.endsWith("\n") ? text : `${text}\n`);
