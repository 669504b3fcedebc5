import { escapeXml } from "../contract/xml-text.ts";

/** A value as the server writes it in XML (a list repeats its element), one element a line. */
export function formatXmlDocument(name: string, value: unknown, indent = ""): string {
  if (value === undefined || value === null) return "";
  if (Array.isArray(value)) return value.map((item) => formatXmlDocument(name, item, indent)).join("");
  if (typeof value !== "object") return `${indent}<${name}>${escapeXml(String(value))}</${name}>\n`;
  const inner = Object.entries(value).map(([key, field]) => formatXmlDocument(key, field, `${indent}  `));
  const body = inner.join("");
  return body === "" ? `${indent}<${name}></${name}>\n` : `${indent}<${name}>\n${body}${indent}</${name}>\n`;
}
