import { type ProductCode, products } from "../../src/contract/operation.ts";
import type { OperationSummary } from "../../src/reference/summarize-operation.ts";

/** In the order in which they are shown. */
export const productCodes: readonly ProductCode[] = ["ICE", "yike", "RAM", "STS", "Medialoft"];

export const isProduct = (name: string): name is ProductCode => Object.hasOwn(products, name);

/** An operation as one of its products serves it. */
export interface ServedOperation {
  readonly product: ProductCode;
  readonly operation: OperationSummary;
}

/** By product, then by name. */
export const listServed = (operations: readonly OperationSummary[]): readonly ServedOperation[] =>
  productCodes.flatMap((product) =>
    operations
      .filter(({ products }) => products.includes(product))
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .map((operation) => ({ product, operation })),
  );

export type Effect = "reads" | "writes" | "deletes";

export function effectOf({ write, permissions }: OperationSummary): Effect {
  if (permissions[0]?.access === "delete") return "deletes";
  return write ? "writes" : "reads";
}

/** Those that have every word somewhere in their name, summary or product; names first. */
export function searchServed(served: readonly ServedOperation[], text: string): readonly ServedOperation[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const inName = ({ operation }: ServedOperation) => words.every((word) => operation.name.toLowerCase().includes(word));
  const isFound = ({ product, operation }: ServedOperation) => {
    const all = `${product} ${operation.name} ${operation.summary}`.toLowerCase();
    return words.every((word) => hasWord(all, word));
  };
  return served.filter(isFound).sort((a, b) => Number(inName(b)) - Number(inName(a)));
}

/** Chinese puts no blanks between words, so that there other words may stand between the characters. */
export function hasWord(text: string, word: string): boolean {
  if (text.includes(word)) return true;
  if (!/^[\u4e00-\u9fff]+$/.test(word)) return false;
  let place = -1;
  return [...word].every((character) => {
    place = text.indexOf(character, place + 1);
    return place >= 0;
  });
}

export const explorerPath = (product: string, action: string): string => `/explorer/${product}/${action}`;
export const referencePath = (product: string, action: string): string => `/reference/${product}/${action}`;
