declare module "virtual:operations" {
  import type { OperationDescription } from "../src/reference/describe-operation.ts";

  const operations: readonly OperationDescription[];
  export default operations;
}
