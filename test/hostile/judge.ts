import { SaxesParser } from "saxes";
import type { WireAnswer } from "./answers.ts";

/** An element's text, and its children by name in their order. */
export interface XmlElement {
  readonly name: string;
  readonly text: string;
  readonly children: readonly XmlElement[];
}

interface OpenElement {
  name: string;
  text: string;
  children: XmlElement[];
}

/** Reads a document strictly; throws when any parser might. */
export function readXml(xml: string): XmlElement {
  const open: OpenElement[] = [{ name: "", text: "", children: [] }];
  const parser = new SaxesParser();
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ name }) => open.push({ name, text: "", children: [] }));
  parser.on("text", (text) => {
    const last = open.at(-1);
    if (last) last.text += text;
  });
  parser.on("closetag", () => {
    const closed = open.pop();
    if (closed) open.at(-1)?.children.push(closed);
  });
  parser.write(xml).close();
  const root = open[0]?.children[0];
  if (!root) throw new Error("There is no element.");
  return root;
}

/** The texts of the children. */
export const fieldsOf = ({ children }: XmlElement): Record<string, string> =>
  Object.fromEntries(children.map(({ name, text }) => [name, text]));

export function demand(condition: unknown, what: string): asserts condition {
  if (!condition) throw new Error(what);
}

/** What no answer of any door may be or hold. */
export function judgeAny({ status, headers, body }: WireAnswer, secrets: readonly string[]): void {
  demand(status < 500 || status === 501, `Status ${status}`);
  const text = `${[...headers].join("\n")}\n${body.toString("latin1")}`;
  for (const secret of secrets) demand(!text.includes(secret), "The answer holds a secret.");
}
