import type { OperationDescription } from "./describe-operation.ts";
import type { PermissionDescription } from "./describe-permission.ts";

/** What lists show of an operation. */
export interface OperationSummary extends Pick<OperationDescription, "name" | "products" | "summary" | "write"> {
  /** The operation's own action only. */
  readonly permissions: readonly Pick<PermissionDescription, "action" | "access">[];
}

export const summarizeOperation = ({
  name,
  products,
  summary,
  write,
  permissions,
}: OperationDescription): OperationSummary => ({
  name,
  products,
  summary,
  write,
  permissions: permissions.slice(0, 1).map(({ action, access }) => ({ action, access })),
});
