import { defineOperation } from "../define.ts";
import { demo } from "../demo.ts";
import { attach, attachmentBehaviours, attachmentFields, attachmentPermissions } from "./attachment.ts";
import { roleName } from "./role-fields.ts";

export const AttachPolicyToRole = defineOperation({
  name: "AttachPolicyToRole",
  products: ["RAM"],
  summary: "Attaches a policy to a role.",
  input: { ...attachmentFields, RoleName: roleName() },
  output: {},
  permissions: attachmentPermissions("ram:AttachPolicyToRole", "role/{RoleName}"),
  errors: [
    "EntityNotExist.Role",
    "EntityNotExist.Policy",
    "EntityAlreadyExists.Role.Policy",
    "LimitExceeded.Role.Policy",
    "InvalidParameter.PolicyType",
    "InvalidParameter.InvalidChars",
  ],
  behaviours: [
    {
      statement: "A role has at most 20 system policies and 5 of the account's own.",
      evidence: "documented",
    },
    ...attachmentBehaviours,
  ],
  examples: [
    {
      title: "A system policy",
      input: { PolicyType: "System", PolicyName: "AliyunRAMReadOnlyAccess", RoleName: demo.role.name },
      output: {},
    },
  ],
  run: ({ RoleName, ...policy }, context) => attach(context, { kind: "role", name: RoleName }, policy),
});
