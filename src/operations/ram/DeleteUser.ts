import { userName } from "../../contract/identity-fields.ts";
import { changeIdentity } from "../../identity/change-identity.ts";
import { deleteUser, getUser } from "../../identity/users.ts";
import { defineOperation } from "../define.ts";
import { demo } from "../demo.ts";

/** Deletes a user who has no keys, groups, password and policies any more. */
export const DeleteUser = defineOperation({
  name: "DeleteUser",
  products: ["RAM"],
  summary: "Deletes a user.",
  input: { UserName: userName() },
  output: {},
  permissions: [{ action: "ram:DeleteUser", access: "delete", resource: "user/{UserName}" }],
  errors: [
    "EntityNotExist.User",
    "DeleteConflict.User.Group",
    "DeleteConflict.User.AccessKey",
    "DeleteConflict.User.LoginProfile",
    "DeleteConflict.User.Policy",
    "InvalidParameter.InvalidChars",
    "InvalidParameter.Length",
  ],
  behaviours: [
    {
      statement: "A user who is in a group or has a key, a password or a policy is not deleted.",
      evidence: "documented",
    },
    {
      statement: "Of several such reasons the group is named first, then key, password and policy.",
      evidence: "guess",
    },
  ],
  examples: [{ title: "One who has nothing", input: { UserName: demo.otherUser.userName }, output: {} }],
  async run({ UserName }, context) {
    await changeIdentity(context, async (tx) => deleteUser(tx, await getUser(tx, context.caller.accountId, UserName)));
    return {};
  },
});
