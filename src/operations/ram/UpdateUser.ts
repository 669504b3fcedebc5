import { z } from "zod";
import { userName } from "../../contract/identity-fields.ts";
import { changeIdentity } from "../../identity/change-identity.ts";
import { getUser, updateUser } from "../../identity/users.ts";
import { formatUtc } from "../../library/uploads.ts";
import { defineOperation } from "../define.ts";
import { demo } from "../demo.ts";
import {
  demoUser,
  displayName,
  email,
  mobilePhone,
  toUserOutput,
  updateDate,
  userComments,
  userOutput,
} from "./user-fields.ts";

/** Changes what is sent and leaves the rest. With another name the user keeps keys, groups and policies. */
export const UpdateUser = defineOperation({
  name: "UpdateUser",
  products: ["RAM"],
  summary: "Changes a user's name and details.",
  input: {
    UserName: userName(),
    NewUserName: userName("The new name.").optional(),
    NewDisplayName: displayName().optional(),
    NewEmail: email().optional(),
    NewMobilePhone: mobilePhone().optional(),
    NewComments: userComments().optional(),
  },
  output: { User: z.object({ ...userOutput, UpdateDate: updateDate }) },
  permissions: [
    { action: "ram:UpdateUser", access: "update", resource: "user/{UserName}" },
    { action: "ram:UpdateUser", access: "update", resource: "user/{NewUserName}", when: "NewUserName" },
  ],
  errors: [
    "EntityNotExist.User",
    "EntityAlreadyExists.User",
    "InvalidParameter.InvalidChars",
    "InvalidParameter.Length",
    "InvalidParameter.WrongFormat",
  ],
  behaviours: [
    { statement: "What is not sent stays as it is.", evidence: "documented" },
    { statement: "Who renames a user needs the permission for both names.", evidence: "guess" },
  ],
  examples: [
    {
      title: "Another name",
      input: { UserName: demo.otherUser.userName, NewUserName: "robert" },
      output: {
        User: { ...demoUser(demo.otherUser), UserName: "robert", UpdateDate: demo.callTime },
      },
    },
  ],
  async run(input, context) {
    const { caller, now } = context;
    const user = await changeIdentity(context, async (tx) => {
      const found = await getUser(tx, caller.accountId, input.UserName);
      const details = {
        userName: input.NewUserName ?? found.user_name,
        displayName: input.NewDisplayName ?? found.display_name,
        email: input.NewEmail ?? found.email,
        mobilePhone: input.NewMobilePhone ?? found.mobile_phone,
        comments: input.NewComments ?? found.comments,
      };
      return updateUser(tx, found, { details, now });
    });
    return { User: { ...toUserOutput(user), UpdateDate: formatUtc(user.updated_at) } };
  },
});
