import { userName } from "../../contract/identity-fields.ts";
import { defineOperation } from "../define.ts";
import { demo } from "../demo.ts";
import { attach, attachmentBehaviours, attachmentFields, attachmentPermissions } from "./attachment.ts";

export const AttachPolicyToUser = defineOperation({
  name: "AttachPolicyToUser",
  products: ["RAM"],
  summary: "Attaches a policy to a user.",
  input: { ...attachmentFields, UserName: userName() },
  output: {},
  permissions: attachmentPermissions("ram:AttachPolicyToUser", "user/{UserName}"),
  errors: [
    "EntityNotExist.User",
    "EntityNotExist.Policy",
    "EntityAlreadyExists.User.Policy",
    "LimitExceeded.User.Policy",
    "InvalidParameter.PolicyType",
    "InvalidParameter.InvalidChars",
  ],
  behaviours: [
    {
      statement: "A user has at most 20 system policies and 10 of the account's own.",
      evidence: "documented",
    },
    ...attachmentBehaviours,
  ],
  examples: [
    {
      title: "A system policy",
      input: { PolicyType: "System", PolicyName: "AliyunRAMReadOnlyAccess", UserName: demo.user.userName },
      output: {},
    },
  ],
  run: ({ UserName, ...policy }, context) => attach(context, { kind: "user", name: UserName }, policy),
});
