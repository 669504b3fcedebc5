import { z } from "zod";
import { createAccessKey, getKeyOwner } from "../../identity/access-keys.ts";
import { changeIdentity } from "../../identity/change-identity.ts";
import { formatUtc } from "../../library/uploads.ts";
import { defineOperation } from "../define.ts";
import { demo } from "../demo.ts";
import { accessKeyOutput, keyOwnerName, ownKeysBehaviours, roleHasNoKeysBehaviour } from "./access-key-fields.ts";

/** Makes an active AccessKey. Its secret is told in this answer and never again. */
export const CreateAccessKey = defineOperation({
  name: "CreateAccessKey",
  products: ["RAM"],
  summary: "Makes an AccessKey.",
  input: { UserName: keyOwnerName().optional() },
  output: {
    AccessKey: z.object({
      ...accessKeyOutput,
      AccessKeySecret: z.string().meta({ description: "Its secret, told this once." }),
    }),
  },
  permissions: [{ action: "ram:CreateAccessKey", access: "create", resource: "user/{UserName}", ownKeys: true }],
  errors: [
    "EntityNotExist.User",
    "LimitExceeded.User.AccessKey",
    "InvalidParameter.InvalidChars",
    "InvalidParameter.Length",
  ],
  behaviours: [
    ...ownKeysBehaviours,
    { statement: "A user has at most two keys, active or not.", evidence: "documented" },
    { statement: "The account has at most five keys of its own.", evidence: "guess" },
    { statement: "The secret is answered this once.", evidence: "documented" },
    roleHasNoKeysBehaviour,
  ],
  examples: [
    {
      title: "Of a user",
      input: { UserName: demo.otherUser.userName },
      output: {
        AccessKey: {
          AccessKeyId: "<AccessKeyId>",
          AccessKeySecret: "<AccessKeySecret>",
          Status: "Active",
          CreateDate: demo.callTime,
        },
      },
    },
    {
      title: "Of the account itself",
      input: {},
      output: {
        AccessKey: {
          AccessKeyId: "<AccessKeyId>",
          AccessKeySecret: "<AccessKeySecret>",
          Status: "Active",
          CreateDate: demo.callTime,
        },
      },
    },
  ],
  async run({ UserName }, context) {
    const { caller, now, parts } = context;
    const { accessKeyId, accessKeySecret } = await changeIdentity(context, async (tx) =>
      createAccessKey(tx, await getKeyOwner(tx, caller, UserName), { box: parts.box, now }),
    );
    return {
      AccessKey: {
        AccessKeyId: accessKeyId,
        AccessKeySecret: accessKeySecret,
        Status: "Active" as const,
        CreateDate: formatUtc(now),
      },
    };
  },
});
