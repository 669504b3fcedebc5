import { z } from "zod";
import { date } from "../../contract/identity-fields.ts";
import { getAccessKey, getKeyOwner } from "../../identity/access-keys.ts";
import { formatUtc } from "../../library/uploads.ts";
import { defineOperation } from "../define.ts";
import { demo } from "../demo.ts";
import { keyOwnerName, ownKeysBehaviours, roleHasNoKeysBehaviour, userAccessKeyId } from "./access-key-fields.ts";

/** When a key was last used. Another node's calls are known about a minute later. */
export const GetAccessKeyLastUsed = defineOperation({
  name: "GetAccessKeyLastUsed",
  products: ["RAM"],
  summary: "Tells when an AccessKey was last used.",
  input: { UserAccessKeyId: userAccessKeyId(), UserName: keyOwnerName().optional() },
  output: {
    AccessKeyLastUsed: z.object({
      LastUsedDate: date("When a call was last signed with it; absent when never.").optional(),
    }),
  },
  permissions: [{ action: "ram:GetAccessKeyLastUsed", access: "get", resource: "user/{UserName}", ownKeys: true }],
  errors: [
    "EntityNotExist.User",
    "EntityNotExist.User.AccessKey",
    "InvalidParameter.InvalidChars",
    "InvalidParameter.Length",
  ],
  behaviours: [
    ...ownKeysBehaviours,
    { statement: "A call that is refused after its signature held counts as use.", evidence: "guess" },
    { statement: "LastUsedDate is absent for a key that was never used.", evidence: "guess" },
    { statement: "A crash may lose the uses of the last minute.", evidence: "guess" },
    roleHasNoKeysBehaviour,
  ],
  examples: [
    {
      title: "Of a user",
      input: { UserName: demo.user.userName, UserAccessKeyId: demo.user.accessKeyId },
      output: { AccessKeyLastUsed: { LastUsedDate: demo.deletedTime } },
    },
  ],
  async run({ UserAccessKeyId, UserName }, { caller, read, parts }) {
    const key = await getAccessKey(read, await getKeyOwner(read, caller, UserName), UserAccessKeyId);
    const lastUsedAt = Math.max(key.last_used_at ?? 0, parts.lastUsed.find(UserAccessKeyId) ?? 0);
    return { AccessKeyLastUsed: lastUsedAt === 0 ? {} : { LastUsedDate: formatUtc(lastUsedAt) } };
  },
});
