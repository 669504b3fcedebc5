declare module "virtual:operations" {
  /** Where the operations' files lie: `<folder>/<language>.json` has them all in short, `<folder>/<language>/<name>.json` one of them, and `<folder>/<language>/permissions.json` what each asks policies. */
  export const folder: string;
  export const names: readonly string[];
}

declare module "virtual:actions" {
  import type { Permission } from "../src/contract/operation.ts";

  const actions: readonly Required<Pick<Permission, "action" | "access" | "resource" | "conditionKeys">>[];
  export default actions;
}
