import { deleteAccessKey, getKeyOwner } from "../../identity/access-keys.ts";
import { changeIdentity } from "../../identity/change-identity.ts";
import { defineOperation } from "../define.ts";
import { demo } from "../demo.ts";
import { keyOwnerName, ownKeysBehaviours, roleHasNoKeysBehaviour, userAccessKeyId } from "./access-key-fields.ts";

/** Deletes an AccessKey for ever, and with it the temporary keys that it made. */
export const DeleteAccessKey = defineOperation({
  name: "DeleteAccessKey",
  products: ["RAM"],
  summary: "Deletes an AccessKey.",
  input: { UserAccessKeyId: userAccessKeyId(), UserName: keyOwnerName().optional() },
  output: {},
  permissions: [{ action: "ram:DeleteAccessKey", access: "delete", resource: "user/{UserName}", ownKeys: true }],
  errors: [
    "EntityNotExist.User",
    "EntityNotExist.User.AccessKey",
    "InvalidParameter.InvalidChars",
    "InvalidParameter.Length",
  ],
  behaviours: [
    ...ownKeysBehaviours,
    { statement: "The temporary keys that it made end with it.", evidence: "guess" },
    roleHasNoKeysBehaviour,
  ],
  examples: [
    {
      title: "Of a user",
      input: { UserName: demo.user.userName, UserAccessKeyId: demo.user.accessKeyId },
      output: {},
    },
  ],
  async run({ UserAccessKeyId, UserName }, context) {
    await changeIdentity(context, async (tx) =>
      deleteAccessKey(tx, await getKeyOwner(tx, context.caller, UserName), UserAccessKeyId),
    );
    return {};
  },
});
