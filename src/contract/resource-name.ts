import type { Permission } from "./operation.ts";
import type { Caller } from "./principal.ts";

/** `acs:<ram code>:<region>:<account id>:<path>`. */
export const resourceName = (ramCode: string, region: string, accountId: string, path: string): string =>
  `acs:${ramCode}:${region}:${accountId}:${path}`;

/** How policies and logs name the caller. */
export function principalName(caller: Caller): string {
  const name = (path: string) => resourceName("ram", "", caller.accountId, path);
  if (caller.kind === "root") return name("root");
  if (caller.kind === "user") return name(`user/${caller.userName}`);
  return name(`role/${caller.roleName}/${caller.sessionName}`);
}

type Parameters = Readonly<Record<string, string | undefined>>;

/** Whether a call with these parameters needs the permission. */
export function isAsked({ when }: Pick<Permission, "when">, parameters: Parameters): boolean {
  if (when === undefined) return true;
  const [name = "", value] = when.split(/!?=/);
  if (value === undefined) return parameters[name] !== undefined;
  return (parameters[name] === value) !== when.includes("!=");
}

/** On what the permission is needed. A parameter that is not sent leaves `*`: who may do it on everything may do it. */
export function resourceOf(
  { resource }: Pick<Permission, "resource">,
  parameters: Parameters,
  { ramCode, region, accountId }: { readonly ramCode: string; readonly region: string; readonly accountId: string },
): string {
  const filled = resource.replaceAll(/\{(\w+)\}/g, (_, name: string) => spellOut(parameters[name]) ?? "*");
  const isWhole = resource.startsWith("acs:") || isArnParameter(resource);
  return isWhole ? filled : resourceName(ramCode, region, accountId, filled);
}

/** Nothing that parameters name has a wildcard in its name: what is sent never reads as one where it is written into a policy. */
const spellOut = (sent: string | undefined): string | undefined => sent?.replaceAll("*", "%2A").replaceAll("?", "%3F");

/** Whether a permission's resource is a whole name that the call sends, such as `{RoleArn}`. */
export const isArnParameter = (resource: string): boolean => /^\{\w*Arn\}$/.test(resource);
