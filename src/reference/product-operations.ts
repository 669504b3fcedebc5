import { type ProductCode, products } from "../contract/operation.ts";
import type { OperationDescription } from "./describe-operation.ts";

export const productCodes = Object.keys(products).filter((code): code is ProductCode => Object.hasOwn(products, code));

/** Those that a product serves, in order of their names. */
export const operationsOf = (
  product: ProductCode,
  operations: readonly OperationDescription[],
): readonly OperationDescription[] =>
  operations.filter(({ products }) => products.includes(product)).sort((a, b) => (a.name < b.name ? -1 : 1));
