import { userName } from "../../contract/identity-fields.ts";
import { changeIdentity } from "../../identity/change-identity.ts";
import { deleteLoginProfile } from "../../identity/login-profiles.ts";
import { getUser } from "../../identity/users.ts";
import { defineOperation } from "../define.ts";
import { demo } from "../demo.ts";

/** The user cannot log in with a password any more; AccessKeys go on working. */
export const DeleteLoginProfile = defineOperation({
  name: "DeleteLoginProfile",
  products: ["RAM"],
  summary: "Takes a user's password away.",
  input: { UserName: userName() },
  output: {},
  permissions: [{ action: "ram:DeleteLoginProfile", access: "delete", resource: "user/{UserName}" }],
  errors: [
    "EntityNotExist.User",
    "EntityNotExist.User.LoginProfile",
    "InvalidParameter.InvalidChars",
    "InvalidParameter.Length",
  ],
  behaviours: [],
  examples: [{ title: "Of a user", input: { UserName: demo.user.userName }, output: {} }],
  async run({ UserName }, context) {
    await changeIdentity(context, async (tx) => {
      const user = await getUser(tx, context.caller.accountId, UserName);
      await deleteLoginProfile(tx, user.user_id);
    });
    return {};
  },
});
