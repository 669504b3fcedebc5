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
