import type { Caller } from "../contract/principal.ts";

/** The long-lived key behind a call: credentials that the call makes end with it. */
export const creatorKeyId = (caller: Caller): string =>
  caller.kind === "role" ? caller.creatorAccessKeyId : caller.accessKeyId;

/** What records say of who made them: `aliyun_<account id>`, a user's name, or role and session of an assumed role. */
export function creatorName(caller: Caller): string {
  if (caller.kind === "root") return `aliyun_${caller.accountId}`;
  return caller.kind === "user" ? caller.userName : `${caller.roleName}:${caller.sessionName}`;
}
