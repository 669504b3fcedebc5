import { defineOperation } from "../define.ts";
import { demo } from "../demo.ts";
import { attachmentBehaviours, attachmentFields, attachmentPermissions, detach } from "./attachment.ts";
import { roleName } from "./role-fields.ts";

export const DetachPolicyFromRole = defineOperation({
  name: "DetachPolicyFromRole",
  products: ["RAM"],
  summary: "Detaches a policy from a role.",
  input: { ...attachmentFields, RoleName: roleName() },
  output: {},
  permissions: attachmentPermissions("ram:DetachPolicyFromRole", "role/{RoleName}"),
  errors: [
    "EntityNotExist.Role",
    "EntityNotExist.Policy",
    "EntityNotExist.Role.Policy",
    "InvalidParameter.PolicyType",
    "InvalidParameter.InvalidChars",
  ],
  behaviours: [...attachmentBehaviours],
  examples: [
    {
      title: "One of the account's own",
      input: { PolicyType: "Custom", PolicyName: demo.policy.name, RoleName: demo.role.name },
      output: {},
    },
  ],
  run: ({ RoleName, ...policy }, context) => detach(context, { kind: "role", name: RoleName }, policy),
});
