import { userName } from "../../contract/identity-fields.ts";
import { defineOperation } from "../define.ts";
import { demo } from "../demo.ts";
import { attachmentBehaviours, attachmentFields, attachmentPermissions, detach } from "./attachment.ts";

export const DetachPolicyFromUser = defineOperation({
  name: "DetachPolicyFromUser",
  products: ["RAM"],
  summary: "Detaches a policy from a user.",
  input: { ...attachmentFields, UserName: userName() },
  output: {},
  permissions: attachmentPermissions("ram:DetachPolicyFromUser", "user/{UserName}"),
  errors: [
    "EntityNotExist.User",
    "EntityNotExist.Policy",
    "EntityNotExist.User.Policy",
    "InvalidParameter.PolicyType",
    "InvalidParameter.InvalidChars",
  ],
  behaviours: [...attachmentBehaviours],
  examples: [
    {
      title: "One of the account's own",
      input: { PolicyType: "Custom", PolicyName: demo.policy.name, UserName: demo.user.userName },
      output: {},
    },
  ],
  run: ({ UserName, ...policy }, context) => detach(context, { kind: "user", name: UserName }, policy),
});
