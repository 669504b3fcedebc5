import { userName } from "../../contract/identity-fields.ts";
import { readPasswordRules } from "../../identity/account-settings.ts";
import { changeIdentity } from "../../identity/change-identity.ts";
import { getLoginProfile, makePassword, updateLoginProfile } from "../../identity/login-profiles.ts";
import { getUser } from "../../identity/users.ts";
import { defineOperation } from "../define.ts";
import { demo } from "../demo.ts";
import { mfaBindRequired, password, passwordResetRequired } from "./login-profile-fields.ts";

/** Changes what is sent and leaves the rest. */
export const UpdateLoginProfile = defineOperation({
  name: "UpdateLoginProfile",
  products: ["RAM"],
  summary: "Changes a user's password or what is demanded at login.",
  input: {
    UserName: userName(),
    Password: password("The new password, within the account's rules.").optional(),
    PasswordResetRequired: passwordResetRequired().optional(),
    MFABindRequired: mfaBindRequired().optional(),
  },
  output: {},
  permissions: [{ action: "ram:UpdateLoginProfile", access: "update", resource: "user/{UserName}" }],
  errors: [
    "EntityNotExist.User",
    "EntityNotExist.User.LoginProfile",
    "InvalidParameter.TooWeak",
    "InvalidParameter.ReusePrevention",
    "InvalidParameter.InvalidChars",
    "InvalidParameter.Length",
    "InvalidParameter.WrongFormat",
  ],
  behaviours: [
    { statement: "What is not sent stays as it is.", evidence: "guess" },
    { statement: "PasswordReusePrevention binds whoever sets the password.", evidence: "guess" },
  ],
  examples: [
    {
      title: "Another password",
      input: { UserName: demo.user.userName, Password: "Correct-horse-9" },
      output: {},
    },
  ],
  async run({ UserName, Password, PasswordResetRequired, MFABindRequired }, context) {
    const { caller, read, now } = context;
    const { accountId } = caller;
    const { user_id: userId } = await getUser(read, accountId, UserName);
    const { password_hash: present } = await getLoginProfile(read, userId);
    const rules = await readPasswordRules(read, accountId);
    const passwordHash =
      Password === undefined ? undefined : await makePassword({ password: Password, name: "Password", rules, present });
    await changeIdentity(context, async (tx) => {
      await getLoginProfile(tx, userId);
      await updateLoginProfile(tx, userId, {
        passwordHash,
        passwordResetRequired: PasswordResetRequired,
        mfaBindRequired: MFABindRequired,
        now,
      });
    });
    return {};
  },
});
