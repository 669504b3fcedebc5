declare module "virtual:operations" {
  import type { OperationDescription } from "../src/reference/describe-operation.ts";

  const operations: readonly OperationDescription[];
  export default operations;
}

declare module "virtual:actions" {
  import type { Permission } from "../src/contract/operation.ts";

  const actions: readonly Required<Pick<Permission, "action" | "access" | "resource" | "conditionKeys">>[];
  export default actions;
}
