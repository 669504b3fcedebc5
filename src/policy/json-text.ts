/** A JSON value that knows where it stands in its text. */
export type JsonNode = JsonObject | JsonArray | JsonString | JsonWord;

interface AtOffset {
  readonly at: number;
}

export interface JsonObject extends AtOffset {
  readonly kind: "object";
  readonly members: readonly JsonMember[];
}

export interface JsonMember extends AtOffset {
  readonly key: string;
  readonly value: JsonNode;
}

export interface JsonArray extends AtOffset {
  readonly kind: "array";
  readonly items: readonly JsonNode[];
}

export interface JsonString extends AtOffset {
  readonly kind: "string";
  readonly value: string;
}

/** A number, true, false or null, as written. */
export interface JsonWord extends AtOffset {
  readonly kind: "number" | "boolean" | "null";
  readonly text: string;
}

export interface JsonText {
  readonly root: JsonNode;
  /** Characters without the blanks outside of strings. */
  readonly length: number;
}

/** What is wrong, and where. */
export class TextFault extends Error {
  readonly at: number;

  constructor(message: string, at: number) {
    super(message);
    this.at = at;
  }
}

const maxDepth = 20;
const blanks = /[ \t\n\r]*/y;
const words = /true|false|null/y;
const numbers = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const strings = /"(?:[^"\\\p{Cc}]|\\.)*"/uy;

/** Reads strict JSON, and refuses an object that says the same key twice: a reader that keeps one of them hides the other. */
export function readJson(text: string): JsonText {
  const reader = new JsonReader(text);
  reader.skipBlanks();
  const root = reader.readValue(0);
  reader.skipBlanks();
  if (reader.at < text.length) throw new TextFault("Nothing may follow the end of the policy.", reader.at);
  return { root, length: countCharacters(text) - reader.skipped };
}

const countCharacters = (text: string): number => {
  let count = 0;
  for (const _ of text) count++;
  return count;
};

class JsonReader {
  readonly #text: string;
  at = 0;
  /** How many blanks stood outside of strings. */
  skipped = 0;

  constructor(text: string) {
    this.#text = text;
  }

  skipBlanks(): void {
    this.skipped += this.#take(blanks)?.length ?? 0;
  }

  readValue(depth: number): JsonNode {
    const { at } = this;
    if (depth > maxDepth) throw new TextFault("The policy is nested too deeply.", at);
    const next = this.#text[at];
    if (next === "{") return this.#readObject(depth);
    if (next === "[") return this.#readArray(depth);
    if (next === '"') return { kind: "string", at, value: this.#readString() };
    const word = this.#take(words);
    if (word !== undefined) return { kind: word === "null" ? "null" : "boolean", at, text: word };
    const number = this.#take(numbers);
    if (number !== undefined) return { kind: "number", at, text: number };
    throw new TextFault(next === undefined ? "The text ends too early." : "This is not JSON: expected a value.", at);
  }

  #readObject(depth: number): JsonObject {
    const { at } = this;
    const members: JsonMember[] = [];
    const seen = new Set<string>();
    this.#readList("}", () => {
      const keyAt = this.at;
      if (this.#text[keyAt] !== '"') throw new TextFault("This is not JSON: expected a name in double quotes.", keyAt);
      const key = this.#readString();
      if (seen.has(key)) throw new TextFault(`${JSON.stringify(key)} stands twice in the same object.`, keyAt);
      seen.add(key);
      this.skipBlanks();
      if (this.#text[this.at] !== ":") throw new TextFault("This is not JSON: expected a colon.", this.at);
      this.at++;
      this.skipBlanks();
      members.push({ key, at: keyAt, value: this.readValue(depth + 1) });
    });
    return { kind: "object", at, members };
  }

  #readArray(depth: number): JsonArray {
    const { at } = this;
    const items: JsonNode[] = [];
    this.#readList("]", () => items.push(this.readValue(depth + 1)));
    return { kind: "array", at, items };
  }

  #readList(end: string, readEntry: () => void): void {
    this.at++;
    this.skipBlanks();
    if (this.#text[this.at] === end) {
      this.at++;
      return;
    }
    for (;;) {
      readEntry();
      this.skipBlanks();
      const next = this.#text[this.at++];
      if (next === end) return;
      if (next !== ",") throw this.#missing(end);
      this.skipBlanks();
    }
  }

  #missing(end: string): TextFault {
    const at = this.at - 1;
    if (at >= this.#text.length) return new TextFault(`The text ends too early: ${end} is missing.`, at);
    return new TextFault(`This is not JSON: expected a comma or ${end}.`, at);
  }

  #readString(): string {
    const { at } = this;
    const raw = this.#take(strings);
    const value = raw === undefined ? undefined : unquote(raw);
    if (value === undefined) throw new TextFault("This is not a JSON string.", at);
    if (!value.isWellFormed()) throw new TextFault("The string holds half of a character.", at);
    return value;
  }

  #take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.#text)?.[0];
    if (found !== undefined) this.at += found.length;
    return found;
  }
}

function unquote(raw: string): string | undefined {
  if (!raw.includes("\\")) return raw.slice(1, -1);
  try {
    return JSON.parse(raw) as string;
  } catch {
    return undefined;
  }
}
