import type { AccessLevel, Permission } from "../contract/operation.ts";

/** A row of the authorization table. */
export interface PermissionDescription {
  readonly action: string;
  readonly access: AccessLevel;
  /** What the action is about, for instance `User`, or `All Resource`. */
  readonly resourceType: string;
  /** Its resource name, with `{#accountId}` for the account and `{#UserName}` for a parameter. */
  readonly resource: string;
  /** A policy may name this very resource; else only `*` matches. */
  readonly narrow: boolean;
  /** Asked only when this holds for the parameters. */
  readonly when?: string;
  /** Every caller has it unless a policy denies it. */
  readonly everyone: boolean;
  /** Needed beside the operation's own action. */
  readonly dependent: boolean;
  /** Beside the common ones. */
  readonly conditionKeys: readonly string[];
}

export const describePermissions = (permissions: readonly Permission[]): readonly PermissionDescription[] =>
  permissions.map((permission) => ({
    action: permission.action,
    access: permission.access,
    resourceType: resourceTypeOf(permission.resource),
    resource: resourceNameOf(permission),
    narrow: permission.resource !== "*",
    ...(permission.when !== undefined && { when: permission.when }),
    everyone: permission.everyone === true,
    dependent: permission.action !== permissions[0]?.action,
    conditionKeys: permission.conditionKeys ?? [],
  }));

/** `user/{UserName}` → `User`, `{RoleArn}` → `Role`, what belongs to no account → `System…`. */
function resourceTypeOf(resource: string): string {
  if (resource === "*") return "All Resource";
  const named = /^\{(\w+)Arn\}$/.exec(resource)?.[1];
  if (named !== undefined) return named;
  const system = /^acs:\w+::system:(\w+)/.exec(resource)?.[1];
  return system === undefined ? capitalize(resource.split("/")[0] ?? "") : `System${capitalize(system)}`;
}

const capitalize = (word: string): string => `${word.charAt(0).toUpperCase()}${word.slice(1)}`;

function resourceNameOf({ action, resource }: Permission): string {
  const filled = resource.replaceAll(/\{(\w+)\}/g, "{#$1}");
  if (resource === "*" || resource.startsWith("acs:") || /^\{\w+Arn\}$/.test(resource)) return filled;
  return `acs:${action.split(":")[0]}:*:{#accountId}:${filled}`;
}
