import { ApiError } from "../../contract/errors.ts";
import { allResources } from "../../contract/operation.ts";
import { readPasswordRules, readSecurityPreference } from "../../identity/account-settings.ts";
import { changeIdentity } from "../../identity/change-identity.ts";
import { getLoginProfile, isPresentPassword, makePassword, updateLoginProfile } from "../../identity/login-profiles.ts";
import { defineOperation } from "../define.ts";
import { demo } from "../demo.ts";
import { password } from "./login-profile-fields.ts";

/** A user replaces their own password. What an administrator demanded of them at the next login is done with that. */
export const ChangePassword = defineOperation({
  name: "ChangePassword",
  products: ["RAM"],
  summary: "Changes the caller's own password.",
  input: {
    OldPassword: password("The password that is in force."),
    NewPassword: password("The new one, within the account's rules."),
  },
  output: {},
  permissions: [{ action: "ram:ChangePassword", access: "update", resource: allResources, everyone: true }],
  errors: [
    "NoPermission",
    "NotSupport.Account",
    "EntityNotExist.User.LoginProfile",
    "InvalidParameter.OldPassword.Incorrect",
    "InvalidParameter.TooWeak",
    "InvalidParameter.ReusePrevention",
    "InvalidParameter.InvalidChars",
    "InvalidParameter.Length",
  ],
  behaviours: [
    {
      statement: "A user may, without any policy, as long as AllowUserToChangePassword is true.",
      evidence: "documented",
    },
    { statement: "The account itself and roles have no password: NotSupport.Account.", evidence: "documented" },
    { statement: "A changed password takes PasswordResetRequired back.", evidence: "guess" },
  ],
  examples: [
    {
      title: "By the user whose password it is",
      as: "user",
      input: { OldPassword: demo.user.password, NewPassword: "Down-1-rabbit-hole" },
      output: {},
    },
  ],
  async run({ OldPassword, NewPassword }, context) {
    const { caller, read, now } = context;
    if (caller.kind !== "user") throw new ApiError("NotSupport.Account");
    const { accountId, userId } = caller;
    if (!(await readSecurityPreference(read, accountId)).mayChangePassword) {
      throw new ApiError("NoPermission", {
        diagnosis:
          "This account does not let users change their passwords: an administrator sets another one with UpdateLoginProfile, or AllowUserToChangePassword with SetSecurityPreference.",
      });
    }
    const { password_hash: present } = await getLoginProfile(read, userId);
    if (!(await isPresentPassword(OldPassword, present))) throw new ApiError("InvalidParameter.OldPassword.Incorrect");
    const rules = await readPasswordRules(read, accountId);
    const passwordHash = await makePassword({ password: NewPassword, name: "NewPassword", rules, present });
    await changeIdentity(context, async (tx) => {
      const { password_hash: stored } = await getLoginProfile(tx, userId);
      if (stored !== present) throw new ApiError("InvalidParameter.OldPassword.Incorrect");
      await updateLoginProfile(tx, userId, { passwordHash, passwordResetRequired: false, now });
    });
    return {};
  },
});
