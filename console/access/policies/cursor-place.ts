/** What a cursor in a policy's text is about to write. */
export interface CursorPlace {
  /** The names of the objects around it, from the outside in. */
  readonly path: readonly string[];
  readonly kind: "key" | "value";
  /** What stands between the opening quote and the cursor. */
  readonly typed: string;
  /** What would be replaced: from its opening quote, if it has one, to the end of the word. */
  readonly start: number;
  readonly end: number;
}

interface Frame {
  readonly kind: "object" | "array";
  key: string;
  awaits: "key" | "value";
}

/** Reads what stands before the cursor, which is hardly ever whole JSON. */
export function placeOf(text: string, cursor: number): CursorPlace {
  const frames: Frame[] = [];
  let at = 0;
  while (at < cursor) {
    const [quoted] = /^"(?:\\.|[^"\\\n])*"?/.exec(text.slice(at)) ?? [];
    if (quoted !== undefined && isWithin(cursor, at, quoted)) return inside(text, { frames, start: at, cursor });
    if (quoted === undefined) step(frames, text[at] ?? "");
    else readName(frames, quoted);
    at += quoted?.length ?? 1;
  }
  return { ...describe(frames), typed: "", start: cursor, end: cursor };
}

function isWithin(cursor: number, at: number, quoted: string): boolean {
  const isClosed = quoted.length > 1 && quoted.endsWith('"');
  const end = at + quoted.length;
  return cursor < end || (cursor === end && !isClosed);
}

function readName(frames: readonly Frame[], quoted: string): void {
  const top = frames.at(-1);
  if (top?.kind === "object" && top.awaits === "key") top.key = quoted.slice(1, -1);
}

function step(frames: Frame[], sign: string): void {
  if (sign === "{") frames.push({ kind: "object", key: "", awaits: "key" });
  if (sign === "[") frames.push({ kind: "array", key: "", awaits: "value" });
  if (sign === "}" || sign === "]") frames.pop();
  const top = frames.at(-1);
  if (top?.kind !== "object") return;
  if (sign === ":") top.awaits = "value";
  if (sign === ",") top.awaits = "key";
}

function inside(
  text: string,
  { frames, start, cursor }: { readonly frames: readonly Frame[]; readonly start: number; readonly cursor: number },
): CursorPlace {
  const [rest = ""] = /^[\w:*?./-]*"?/.exec(text.slice(cursor)) ?? [];
  return { ...describe(frames), typed: text.slice(start + 1, cursor), start, end: cursor + rest.length };
}

function describe(frames: readonly Frame[]): Pick<CursorPlace, "path" | "kind"> {
  const top = frames.at(-1);
  const kind = top?.kind === "object" ? top.awaits : "value";
  const objects = frames.filter((frame) => frame.kind === "object");
  const named = top?.kind === "object" && kind === "key" ? objects.slice(0, -1) : objects;
  return { kind, path: named.map(({ key }) => key) };
}
