import { gatherLists } from "../../contract/numbered-lists.ts";
import type { ProductCode } from "../../contract/operation.ts";
import type { FieldDescription } from "../describe-field.ts";
import { jsString } from "./literals.ts";
import { indent, type SampleRequest } from "./sample.ts";

/** A package with a class for each operation of a product. */
export interface TypedPackage {
  /** What samples call it. */
  readonly name: string;
  readonly module: string;
  /** Absent when no public registry has it. */
  readonly version?: string;
}

const packages: Readonly<Partial<Record<ProductCode, TypedPackage>>> = {
  ICE: { name: "Ice", module: "@alicloud/ice20201109" },
  yike: { name: "Yike", module: "@alicloud/yike20260319" },
  RAM: { name: "Ram", module: "@alicloud/ram20150501", version: "1.2.1" },
  STS: { name: "Sts", module: "@alicloud/sts20150401", version: "1.2.0" },
};

export const findTypedPackage = (product: ProductCode): TypedPackage | undefined => packages[product];

export interface TypedRequest {
  /** What makes the request object; undefined when the operation has no parameters. */
  readonly construction: string | undefined;
  /** The classes in it. */
  readonly models: readonly string[];
}

/** The request object of the typed packages: the wire's names with a small first letter, lists as arrays. */
export function formatTypedRequest({ operation, parameters }: SampleRequest): TypedRequest {
  if (operation.parameters.length === 0) return { construction: undefined, models: [] };
  const model = `${operation.name}Request`;
  const models = new Set([model]);
  const fields = new Map(operation.parameters.map((field) => [field.name, field]));
  const lists = operation.parameters.filter(({ style }) => style === "repeated").map(({ name }) => name);
  const lines = Object.entries(gatherLists(parameters, lists))
    .filter(([name]) => fields.has(name))
    .map(([name, text]) => {
      const value = formatField(fields.get(name), text, `${model}${name}`, models);
      return `${propertyName(lowerFirst(name))}: ${value},`;
    });
  const written = lines.length === 0 ? "{}" : `{\n${indent(lines, "  ")}}`;
  return { construction: `new ${model}(${written})`, models: [...models] };
}

function formatField(field: FieldDescription | undefined, text: string, model: string, models: Set<string>): string {
  if (field?.style === "repeated") return formatList(text, model, models);
  if (field?.type === "integer" && /^(0|-?[1-9]\d{0,14})$/.test(text)) return text;
  if (field?.type === "boolean" && /^(true|false)$/i.test(text)) return text.toLowerCase();
  return jsString(text);
}

function formatList(text: string, model: string, models: Set<string>): string {
  const items = parseList(text);
  if (items === undefined) return jsString(text);
  const written = items.map((item) => {
    if (typeof item !== "object" || item === null) return jsString(String(item));
    models.add(model);
    const entries = Object.entries(item).map(
      ([name, value]) => `${propertyName(lowerFirst(name))}: ${jsString(String(value))}`,
    );
    return `new ${model}({ ${entries.join(", ")} })`;
  });
  return `[${written.join(", ")}]`;
}

function parseList(text: string): readonly unknown[] | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

export const lowerFirst = (name: string): string => `${name.charAt(0).toLowerCase()}${name.slice(1)}`;

/** The name of a property in an object literal. */
export const propertyName = (name: string): string => (/^[A-Za-z]\w*$/.test(name) ? name : jsString(name));
