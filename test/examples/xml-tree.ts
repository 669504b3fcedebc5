import { SaxesParser } from "saxes";

/** A document in the form that XML and JSON share: each name with all its values, every value a text or a tree. */
export type Tree = { readonly [name: string]: readonly (string | Tree)[] };

interface Open {
  readonly name: string;
  readonly children: Record<string, (string | Tree)[]>;
  text: string;
}

/** Reads strictly: what is not well-formed throws. */
export function parseXmlTree(xml: string): Tree {
  const parser = new SaxesParser();
  const root: Open = { name: "", children: {}, text: "" };
  const open = [root];
  const current = () => open.at(-1) ?? root;
  parser.on("opentag", ({ name }) => open.push({ name, children: {}, text: "" }));
  parser.on("text", (text) => {
    current().text += text;
  });
  parser.on("closetag", () => {
    const { name, children, text } = open.pop() ?? root;
    const siblings = current().children;
    siblings[name] = [...(siblings[name] ?? []), Object.keys(children).length > 0 ? children : text];
  });
  parser.write(xml).close();
  return root.children;
}

/** The tree of a JSON answer: lists repeat their name, an empty one leaves nothing, and numbers and flags are texts. */
export function toTree(json: object): Tree {
  return Object.fromEntries(
    Object.entries(json)
      .map(([name, value]) => [name, (Array.isArray(value) ? value : [value]).map(toNode)] as const)
      .filter(([, values]) => values.length > 0),
  );
}

function toNode(value: unknown): string | Tree {
  if (typeof value !== "object" || value === null) return String(value);
  const tree = toTree(value);
  return Object.keys(tree).length > 0 ? tree : "";
}
