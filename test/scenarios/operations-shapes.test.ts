import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { z } from "zod";
import { operations } from "../../src/operations/index.gen.ts";

/** What the vendor's typed clients send and read, by operation: `Name: type`, `?` where it may be left out. */
interface VendorShape {
  readonly products: readonly string[];
  readonly access: string;
  readonly input: readonly string[];
  readonly output: readonly string[];
}

const vectors: Record<string, VendorShape> = JSON.parse(
  readFileSync(new URL("../vectors/operation-shapes.json", import.meta.url), "utf8"),
);

/** What this server has beyond that. */
const additions = new Map<string, readonly string[]>([
  ["BatchGetYikeAssetMediaInfos", ["MediaInfos[].MediaBasicInfo.StatusReason: string"]],
  ["GetYikeAssetMediaInfo", ["MediaInfo.MediaBasicInfo.StatusReason: string"]],
  ["ListYikeAssetFolders", ["MaxResults?: integer", "NextToken?: string"]],
]);

/** What the vendor's model lets be left out, though nothing else says which assets are meant. */
const required = new Map<string, readonly string[]>([
  ["BatchGetYikeAssetMediaInfos", ["MediaIds"]],
  ["DeleteYikeAssetMediaInfos", ["MediaIds"]],
]);

const vendors = operations.filter(({ products }) => products.some((code) => code === "ICE" || code === "yike"));

test.each(vendors)("$name takes and answers what the vendor's clients send and read", (operation) => {
  const { name, products, permissions } = operation;
  const vendor = vectors[name];
  const extra = additions.get(name) ?? [];
  const without = (lines: readonly string[]) => lines.filter((line) => !extra.includes(line)).toSorted();
  expect({
    products,
    access: permissions[0].access,
    input: without(listInput(operation.input, required.get(name) ?? [])),
    output: without(listLeaves(z.toJSONSchema(z.object(operation.output)))),
  }).toEqual(vendor);
});

type Schema = z.core.JSONSchema.BaseSchema;

/** Lists are one text on the wire, ids with commas between them. */
function listInput(shape: Record<string, z.ZodType>, alsoOptional: readonly string[]): string[] {
  const schema = z.toJSONSchema(z.object(shape), { io: "output" });
  return Object.entries(schema.properties ?? {}).map(([name, field]) => {
    const isOptional = !schema.required?.includes(name) || alsoOptional.includes(name);
    const type = (field as Schema).type;
    return `${name}${isOptional ? "?" : ""}: ${type === "array" ? "string" : type}`;
  });
}

function listLeaves(schema: Schema, path = ""): string[] {
  if (schema.type === "array") return listLeaves(schema.items as Schema, `${path}[]`);
  if (schema.type !== "object") return [`${path}: ${schema.type}`];
  const prefix = path === "" ? "" : `${path}.`;
  return Object.entries(schema.properties ?? {}).flatMap(([name, field]) =>
    listLeaves(field as Schema, `${prefix}${name}`),
  );
}
