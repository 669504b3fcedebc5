/** Puts a text in the place of another one as if it were typed: it can be taken back with the browser's own undo. */
export function editText(
  area: HTMLTextAreaElement,
  { start, end }: { start: number; end: number },
  text: string,
): void {
  area.focus();
  area.setSelectionRange(start, end);
  const isDone = text === "" ? document.execCommand("delete") : document.execCommand("insertText", false, text);
  if (isDone) return;
  area.setRangeText(text, start, end, "end");
  area.dispatchEvent(new Event("input", { bubbles: true }));
}

/** A new line as deep as this one, or one deeper behind an opening bracket. */
export function lineBreakAt(text: string, cursor: number): { readonly insert: string; readonly back: number } {
  const line = text.slice(text.lastIndexOf("\n", cursor - 1) + 1, cursor);
  const indent = /^ */.exec(line)?.[0] ?? "";
  if (!/[{[]\s*$/.test(line)) return { insert: `\n${indent}`, back: 0 };
  const isClosedNext = /^[}\]]/.test(text.slice(cursor));
  const deeper = `\n${indent}  `;
  return isClosedNext ? { insert: `${deeper}\n${indent}`, back: indent.length + 1 } : { insert: deeper, back: 0 };
}
