import { z } from "zod";
import { date, userName } from "../../contract/identity-fields.ts";
import { getUser } from "../../identity/users.ts";
import { formatUtc } from "../../library/uploads.ts";
import { defineOperation } from "../define.ts";
import { demo } from "../demo.ts";
import { demoUser, toUserOutput, updateDate, userOutput } from "./user-fields.ts";

/** One user of the account. */
export const GetUser = defineOperation({
  name: "GetUser",
  products: ["RAM"],
  summary: "Reads a user.",
  input: { UserName: userName() },
  output: {
    User: z.object({
      ...userOutput,
      UpdateDate: updateDate,
      LastLoginDate: date("When the user last logged in with a password; absent when never.").optional(),
    }),
  },
  permissions: [{ action: "ram:GetUser", access: "get", resource: "user/{UserName}" }],
  errors: ["EntityNotExist.User", "InvalidParameter.InvalidChars", "InvalidParameter.Length"],
  behaviours: [
    { statement: "A user is found by the name exactly as it is spelled.", evidence: "guess" },
    { statement: "LastLoginDate is absent for a user who never logged in.", evidence: "guess" },
  ],
  examples: [
    {
      title: "By name",
      input: { UserName: demo.user.userName },
      output: { User: { ...demoUser(demo.user), UpdateDate: demo.createTime } },
    },
  ],
  async run({ UserName }, { caller, read }) {
    const user = await getUser(read, caller.accountId, UserName);
    return {
      User: {
        ...toUserOutput(user),
        UpdateDate: formatUtc(user.updated_at),
        ...(user.last_login_at === null ? {} : { LastLoginDate: formatUtc(user.last_login_at) }),
      },
    };
  },
});
