import { z } from "zod";
import { userName } from "../../contract/identity-fields.ts";
import { changeIdentity } from "../../identity/change-identity.ts";
import { insertUser } from "../../identity/users.ts";
import { defineOperation } from "../define.ts";
import { demo } from "../demo.ts";
import { displayName, email, mobilePhone, toUserOutput, userComments, userOutput } from "./user-fields.ts";

/** Makes a user of the account, who may do nothing yet and has no key and no password. */
export const CreateUser = defineOperation({
  name: "CreateUser",
  products: ["RAM"],
  summary: "Makes a user.",
  input: {
    UserName: userName("The name: letters, digits, dots, hyphens and underscores, at most 64."),
    DisplayName: displayName().optional(),
    Email: email().optional(),
    MobilePhone: mobilePhone().optional(),
    Comments: userComments().optional(),
  },
  output: { User: z.object(userOutput) },
  permissions: [{ action: "ram:CreateUser", access: "create", resource: "user/{UserName}" }],
  errors: [
    "EntityAlreadyExists.User",
    "LimitExceeded.User",
    "InvalidParameter.InvalidChars",
    "InvalidParameter.Length",
    "InvalidParameter.WrongFormat",
  ],
  behaviours: [
    { statement: "An account has at most 1,000 users.", evidence: "documented" },
    { statement: "A new user has no permissions.", evidence: "documented" },
    { statement: "Names that differ in upper and lower case only are the same name.", evidence: "guess" },
    { statement: "What was not given is answered as an empty text.", evidence: "guess" },
  ],
  examples: [
    {
      title: "With a name to show",
      input: { UserName: "carol", DisplayName: "Carol", Email: "carol@example.com", MobilePhone: "86-18600000000" },
      output: {
        User: {
          UserId: "<UserId>",
          UserName: "carol",
          DisplayName: "Carol",
          Email: "carol@example.com",
          MobilePhone: "86-18600000000",
          Comments: "",
          CreateDate: demo.callTime,
        },
      },
    },
  ],
  async run({ UserName, DisplayName, Email, MobilePhone, Comments }, context) {
    const { caller, now } = context;
    const user = {
      accountId: caller.accountId,
      userName: UserName,
      displayName: DisplayName ?? "",
      email: Email ?? "",
      mobilePhone: MobilePhone ?? "",
      comments: Comments ?? "",
      now,
    };
    return { User: toUserOutput(await changeIdentity(context, (tx) => insertUser(tx, user))) };
  },
});
