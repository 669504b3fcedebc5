import { z } from "zod";
import { userName } from "../../contract/identity-fields.ts";
import { getLoginProfile } from "../../identity/login-profiles.ts";
import { getUser } from "../../identity/users.ts";
import { defineOperation } from "../define.ts";
import { demo } from "../demo.ts";
import { loginProfileOutput, toLoginProfileOutput } from "./login-profile-fields.ts";

/** Whether and how a user logs in with a password; never the password. */
export const GetLoginProfile = defineOperation({
  name: "GetLoginProfile",
  products: ["RAM"],
  summary: "Reads how a user logs in.",
  input: { UserName: userName() },
  output: { LoginProfile: z.object(loginProfileOutput) },
  permissions: [{ action: "ram:GetLoginProfile", access: "get", resource: "user/{UserName}" }],
  errors: [
    "EntityNotExist.User",
    "EntityNotExist.User.LoginProfile",
    "InvalidParameter.InvalidChars",
    "InvalidParameter.Length",
  ],
  behaviours: [],
  examples: [
    {
      title: "Of a user",
      input: { UserName: demo.user.userName },
      output: {
        LoginProfile: {
          UserName: demo.user.userName,
          PasswordResetRequired: false,
          MFABindRequired: false,
          CreateDate: demo.createTime,
        },
      },
    },
  ],
  async run({ UserName }, { caller, read }) {
    const user = await getUser(read, caller.accountId, UserName);
    return { LoginProfile: toLoginProfileOutput(UserName, await getLoginProfile(read, user.user_id)) };
  },
});
