import { z } from "zod";
import { userName } from "../../contract/identity-fields.ts";
import { readPasswordRules } from "../../identity/account-settings.ts";
import { changeIdentity } from "../../identity/change-identity.ts";
import { insertLoginProfile, makePassword } from "../../identity/login-profiles.ts";
import { getUser } from "../../identity/users.ts";
import { defineOperation } from "../define.ts";
import { demo } from "../demo.ts";
import {
  loginProfileOutput,
  mfaBindRequired,
  password,
  passwordResetRequired,
  toLoginProfileOutput,
} from "./login-profile-fields.ts";

/** Gives a user a password to log in with. It is kept as a slow hash and never answered. */
export const CreateLoginProfile = defineOperation({
  name: "CreateLoginProfile",
  products: ["RAM"],
  summary: "Gives a user a password.",
  input: {
    UserName: userName(),
    Password: password("The first password, within the account's rules."),
    PasswordResetRequired: passwordResetRequired().optional(),
    MFABindRequired: mfaBindRequired().optional(),
  },
  output: { LoginProfile: z.object(loginProfileOutput) },
  permissions: [{ action: "ram:CreateLoginProfile", access: "create", resource: "user/{UserName}" }],
  errors: [
    "EntityNotExist.User",
    "EntityAlreadyExists.User.LoginProfile",
    "InvalidParameter.TooWeak",
    "InvalidParameter.InvalidChars",
    "InvalidParameter.Length",
    "InvalidParameter.WrongFormat",
  ],
  behaviours: [
    { statement: "PasswordResetRequired and MFABindRequired are false when absent.", evidence: "documented" },
    { statement: "A password has at most 128 characters.", evidence: "guess" },
  ],
  examples: [
    {
      title: "To be replaced at the first login",
      input: { UserName: demo.otherUser.userName, Password: "Correct-horse-9", PasswordResetRequired: "true" },
      output: {
        LoginProfile: {
          UserName: demo.otherUser.userName,
          PasswordResetRequired: true,
          MFABindRequired: false,
          CreateDate: demo.callTime,
        },
      },
    },
  ],
  async run({ UserName, Password, PasswordResetRequired, MFABindRequired }, context) {
    const { caller, read, now } = context;
    const rules = await readPasswordRules(read, caller.accountId);
    const created = {
      passwordHash: await makePassword({ password: Password, name: "Password", rules }),
      passwordResetRequired: PasswordResetRequired ?? false,
      mfaBindRequired: MFABindRequired ?? false,
      now,
    };
    const profile = await changeIdentity(context, async (tx) =>
      insertLoginProfile(tx, await getUser(tx, caller.accountId, UserName), created),
    );
    return { LoginProfile: toLoginProfileOutput(UserName, profile) };
  },
});
