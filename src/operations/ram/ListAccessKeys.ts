import { z } from "zod";
import { getKeyOwner, listAccessKeys } from "../../identity/access-keys.ts";
import { formatUtc } from "../../library/uploads.ts";
import { defineOperation } from "../define.ts";
import { demo } from "../demo.ts";
import { accessKeyOutput, keyOwnerName, ownKeysBehaviours, roleHasNoKeysBehaviour } from "./access-key-fields.ts";

/** All AccessKeys of one owner, oldest first, without their secrets. */
export const ListAccessKeys = defineOperation({
  name: "ListAccessKeys",
  products: ["RAM"],
  summary: "Lists AccessKeys.",
  input: { UserName: keyOwnerName().optional() },
  output: { AccessKeys: z.object({ AccessKey: z.array(z.object(accessKeyOutput)) }) },
  permissions: [{ action: "ram:ListAccessKeys", access: "list", resource: "user/{UserName}", ownKeys: true }],
  errors: ["EntityNotExist.User", "InvalidParameter.InvalidChars", "InvalidParameter.Length"],
  behaviours: [...ownKeysBehaviours, roleHasNoKeysBehaviour],
  examples: [
    {
      title: "Of a user",
      input: { UserName: demo.user.userName },
      output: {
        AccessKeys: {
          AccessKey: [{ AccessKeyId: demo.user.accessKeyId, Status: "Active", CreateDate: demo.createTime }],
        },
      },
    },
    {
      title: "Of a user who has none",
      input: { UserName: demo.otherUser.userName },
      output: { AccessKeys: { AccessKey: [] } },
    },
  ],
  async run({ UserName }, { caller, read }) {
    const keys = await listAccessKeys(read, await getKeyOwner(read, caller, UserName));
    return {
      AccessKeys: {
        AccessKey: keys.map((key) => ({
          AccessKeyId: key.access_key_id,
          Status: key.status,
          CreateDate: formatUtc(key.created_at),
        })),
      },
    };
  },
});
