import { type JsonMember, type JsonNode, type JsonObject, TextFault } from "./json-text.ts";

export function requireObject(node: JsonNode, what: string): JsonObject {
  if (node.kind !== "object") throw new TextFault(`${what} must be an object.`, node.at);
  return node;
}

export function requireString(node: JsonNode, what: string): string {
  if (node.kind !== "string") throw new TextFault(`${what} must be a text in double quotes.`, node.at);
  return node.value;
}

/** An entry bare or in a list. An empty list is refused: whether it means nothing or everything would be a guess. */
export function readNodes({ key, value }: JsonMember): readonly JsonNode[] {
  const nodes = value.kind === "array" ? value.items : [value];
  if (nodes.length === 0) throw new TextFault(`${key} is an empty list.`, value.at);
  return nodes;
}

export function readOneOrMany(member: JsonMember, check: (text: string, at: number) => void): readonly string[] {
  return readNodes(member).map((node) => {
    const text = requireString(node, `Each entry of ${member.key}`);
    check(text, node.at);
    return text;
  });
}
