import type { Caller } from "../contract/principal.ts";
import type { UploadCreator } from "../identity/sessions.ts";

/** What an upload credential that a call makes ends with. */
export const uploadCreator = (caller: Caller): UploadCreator =>
  caller.kind === "role"
    ? {
        creatorAccessKeyId: caller.creatorAccessKeyId,
        roleSession: { accessKeyId: caller.accessKeyId, expiresAt: caller.expiresAt },
      }
    : { creatorAccessKeyId: caller.accessKeyId };

/** What records say of who made them: `aliyun_<account id>`, a user's name, or role and session of an assumed role. */
export function creatorName(caller: Caller): string {
  if (caller.kind === "root") return `aliyun_${caller.accountId}`;
  return caller.kind === "user" ? caller.userName : `${caller.roleName}:${caller.sessionName}`;
}
