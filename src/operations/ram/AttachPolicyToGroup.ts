import { groupName } from "../../contract/identity-fields.ts";
import { defineOperation } from "../define.ts";
import { demo } from "../demo.ts";
import { attach, attachmentBehaviours, attachmentFields, attachmentPermissions } from "./attachment.ts";

export const AttachPolicyToGroup = defineOperation({
  name: "AttachPolicyToGroup",
  products: ["RAM"],
  summary: "Attaches a policy to a group.",
  input: { ...attachmentFields, GroupName: groupName() },
  output: {},
  permissions: attachmentPermissions("ram:AttachPolicyToGroup", "group/{GroupName}"),
  errors: [
    "EntityNotExist.Group",
    "EntityNotExist.Policy",
    "EntityAlreadyExists.Group.Policy",
    "LimitExceeded.Group.Policy",
    "InvalidParameter.PolicyType",
    "InvalidParameter.InvalidChars",
  ],
  behaviours: [
    {
      statement: "A group has at most 20 system policies and 5 of the account's own.",
      evidence: "documented",
    },
    ...attachmentBehaviours,
  ],
  examples: [
    {
      title: "A system policy",
      input: { PolicyType: "System", PolicyName: "AliyunRAMReadOnlyAccess", GroupName: demo.group.groupName },
      output: {},
    },
  ],
  run: ({ GroupName, ...policy }, context) => attach(context, { kind: "group", name: GroupName }, policy),
});
