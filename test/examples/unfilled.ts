import type { OperationContract } from "../../src/contract/operation.ts";

/** What `npm run new` leaves for its author to write begins so. */
const mark = "FILL IN";

/** The texts of a contract that still say what is to be written there, each as a line that names the operation. */
export function findUnfilled(contract: OperationContract): string[] {
  const { name, examples } = contract;
  const lines = texts(contract, "").filter(({ text }) => text.includes(mark));
  const problems = lines.map(({ path, text }) => `${name}${path}: ${text}`);
  return examples.length === 0 ? [...problems, `${name} has no example`] : problems;
}

function texts(value: unknown, path: string): { path: string; text: string }[] {
  if (typeof value === "string") return [{ path, text: value }];
  if (typeof value !== "object" || value === null) return [];
  const description = "meta" in value && typeof value.meta === "function" ? (value.meta() as unknown) : undefined;
  if (description !== undefined) return texts(description, path);
  if (!Array.isArray(value) && Object.getPrototypeOf(value) !== Object.prototype) return [];
  return Object.entries(value).flatMap(([key, field]) => texts(field, `${path}.${key}`));
}
