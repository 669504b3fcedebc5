import { ApiError } from "../contract/errors.ts";
import { nearestName } from "../contract/nearest-name.ts";
import { type ProductCode, products } from "../contract/operation.ts";
import type { Operation } from "../operations/define.ts";
import { operations } from "../operations/index.gen.ts";
import { vendorOperations } from "../operations/vendor-operations.ts";
import type { RpcRequest } from "./request.ts";

export interface FoundOperation {
  readonly operation: Operation;
  readonly product: ProductCode;
}

const productOf = new Map<string, ProductCode>(
  Object.entries(products).map(([code, { version }]) => [version, code as ProductCode]),
);

const served = new Map<string, FoundOperation>(
  operations.flatMap((operation) =>
    operation.products.map((product) => [`${products[product].version} ${operation.name}`, { operation, product }]),
  ),
);

/** Version chooses the product, Action the operation. What the vendor has and we do not is refused by its name. */
export function findOperation({ action, version }: Pick<RpcRequest, "action" | "version">): FoundOperation {
  if (!action) throw new ApiError("MissingCommonParameter", { name: "Action" });
  if (!version) throw new ApiError("MissingCommonParameter", { name: "Version" });
  const found = served.get(`${version} ${action}`);
  if (found) return found;
  const vendorNames = vendorOperations.get(version);
  if (vendorNames?.has(action)) {
    throw new ApiError("UnsupportedOperation", {
      diagnosis: `${action} (${version}) is an operation of the vendor's that this server does not serve. Served are: ${servedNames(version).join(", ") || "none of this version"}.`,
    });
  }
  if (!productOf.has(version) && vendorNames === undefined) throw new ApiError("InvalidVersion");
  throw new ApiError("InvalidAction.NotFound", { diagnosis: unknownAction(action, version) });
}

const servedNames = (version: string): string[] =>
  operations
    .filter((operation) => operation.products.some((code) => products[code].version === version))
    .map(({ name }) => name);

function unknownAction(action: string, version: string): string {
  const elsewhere = operations.find(({ name }) => name === action);
  const otherVersions = elsewhere?.products.map((code) => products[code].version).join(" and ");
  if (otherVersions) return `${action} is served under version ${otherVersions}, not ${version}.`;
  const nearest = nearestName(action, servedNames(version));
  return nearest
    ? `There is no operation of this name. The nearest one is ${nearest}.`
    : "There is no operation of this name under this version.";
}
