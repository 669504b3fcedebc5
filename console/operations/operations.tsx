import { use } from "react";
import { type ProductCode, products } from "../../src/contract/operation.ts";
import type { OperationDescription } from "../../src/reference/describe-operation.ts";

/** In the order in which they are shown. */
export const productCodes: readonly ProductCode[] = ["ICE", "yike", "RAM", "STS", "Medialoft"];

export const isProduct = (name: string): name is ProductCode => Object.hasOwn(products, name);

/** An operation as one of its products serves it. */
export interface ServedOperation {
  readonly product: ProductCode;
  readonly operation: OperationDescription;
}

let loaded: Promise<readonly OperationDescription[]> | undefined;

const load = (): Promise<readonly OperationDescription[]> => {
  loaded ??= import("virtual:operations").then(({ default: operations }) => operations);
  return loaded;
};

/** All that the server has; the page waits for them. */
export const useOperations = (): readonly OperationDescription[] => use(load());

/** By product, then by name. */
export const listServed = (operations: readonly OperationDescription[]): readonly ServedOperation[] =>
  productCodes.flatMap((product) =>
    operations
      .filter(({ products }) => products.includes(product))
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .map((operation) => ({ product, operation })),
  );

export type Effect = "reads" | "writes" | "deletes";

export function effectOf({ write, permissions }: OperationDescription): Effect {
  if (permissions[0]?.access === "delete") return "deletes";
  return write ? "writes" : "reads";
}

/** Those that have every word somewhere in their name, summary or product; names first. */
export function searchServed(served: readonly ServedOperation[], text: string): readonly ServedOperation[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const inName = ({ operation }: ServedOperation) => words.every((word) => operation.name.toLowerCase().includes(word));
  const isFound = ({ product, operation }: ServedOperation) => {
    const all = `${product} ${operation.name} ${operation.summary}`.toLowerCase();
    return words.every((word) => all.includes(word));
  };
  return served.filter(isFound).sort((a, b) => Number(inName(b)) - Number(inName(a)));
}

export const explorerPath = (product: string, action: string): string => `/explorer/${product}/${action}`;
export const referencePath = (product: string, action: string): string => `/reference/${product}/${action}`;
