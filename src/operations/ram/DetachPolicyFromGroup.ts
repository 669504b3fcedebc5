import { groupName } from "../../contract/identity-fields.ts";
import { defineOperation } from "../define.ts";
import { demo } from "../demo.ts";
import { attachmentBehaviours, attachmentFields, attachmentPermissions, detach } from "./attachment.ts";

export const DetachPolicyFromGroup = defineOperation({
  name: "DetachPolicyFromGroup",
  products: ["RAM"],
  summary: "Detaches a policy from a group.",
  input: { ...attachmentFields, GroupName: groupName() },
  output: {},
  permissions: attachmentPermissions("ram:DetachPolicyFromGroup", "group/{GroupName}"),
  errors: [
    "EntityNotExist.Group",
    "EntityNotExist.Policy",
    "EntityNotExist.Group.Policy",
    "InvalidParameter.PolicyType",
    "InvalidParameter.InvalidChars",
  ],
  behaviours: [...attachmentBehaviours],
  examples: [
    {
      title: "One of the account's own",
      input: { PolicyType: "Custom", PolicyName: demo.policy.name, GroupName: demo.group.groupName },
      output: {},
    },
  ],
  run: ({ GroupName, ...policy }, context) => detach(context, { kind: "group", name: GroupName }, policy),
});
