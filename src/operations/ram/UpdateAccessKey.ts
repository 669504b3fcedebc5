import { identityFormat } from "../../contract/identity-fields.ts";
import { getKeyOwner, updateAccessKey } from "../../identity/access-keys.ts";
import { changeIdentity } from "../../identity/change-identity.ts";
import { defineOperation } from "../define.ts";
import { demo } from "../demo.ts";
import { keyOwnerName, ownKeysBehaviours, roleHasNoKeysBehaviour, userAccessKeyId } from "./access-key-fields.ts";

/** Switches an AccessKey off or on again. */
export const UpdateAccessKey = defineOperation({
  name: "UpdateAccessKey",
  products: ["RAM"],
  summary: "Switches an AccessKey on or off.",
  input: {
    UserAccessKeyId: userAccessKeyId(),
    Status: identityFormat({
      description: "Active or Inactive.",
      example: "Inactive",
      pattern: /^(Active|Inactive)$/,
      wants: "It must be Active or Inactive, in exactly this spelling.",
    }),
    UserName: keyOwnerName().optional(),
  },
  output: {},
  permissions: [{ action: "ram:UpdateAccessKey", access: "update", resource: "user/{UserName}", ownKeys: true }],
  errors: [
    "EntityNotExist.User",
    "EntityNotExist.User.AccessKey",
    "InvalidParameter.InvalidChars",
    "InvalidParameter.Length",
    "InvalidParameter.WrongFormat",
  ],
  behaviours: [
    ...ownKeysBehaviours,
    { statement: "It holds from the next request on.", evidence: "guess" },
    { statement: "While a key is inactive, the temporary keys that it made are no way in either.", evidence: "guess" },
    roleHasNoKeysBehaviour,
  ],
  examples: [
    {
      title: "Off",
      input: {
        UserName: demo.user.userName,
        UserAccessKeyId: demo.user.accessKeyId,
        Status: "Inactive",
      },
      output: {},
    },
  ],
  async run({ UserAccessKeyId, Status, UserName }, context) {
    const status = Status === "Active" ? "Active" : "Inactive";
    await changeIdentity(context, async (tx) => {
      const owner = await getKeyOwner(tx, context.caller, UserName);
      await updateAccessKey(tx, owner, { accessKeyId: UserAccessKeyId, status });
    });
    return {};
  },
});
