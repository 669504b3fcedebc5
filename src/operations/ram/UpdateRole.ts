import { z } from "zod";
import { changeIdentity } from "../../identity/change-identity.ts";
import { checkDocument } from "../../identity/policy-documents.ts";
import { updateRole } from "../../identity/roles.ts";
import { formatUtc } from "../../library/uploads.ts";
import { defineOperation } from "../define.ts";
import { demo } from "../demo.ts";
import {
  maxSessionDuration,
  roleDescription,
  roleName,
  roleOutput,
  roleUpdateDate,
  toRoleOutput,
  trustPolicy,
} from "./role-fields.ts";

/** What is not sent stays as it is. */
export const UpdateRole = defineOperation({
  name: "UpdateRole",
  products: ["RAM"],
  summary: "Changes who may assume a role, how long, and what it is for.",
  input: {
    RoleName: roleName(),
    NewAssumeRolePolicyDocument: trustPolicy.optional(),
    NewDescription: roleDescription.optional(),
    NewMaxSessionDuration: maxSessionDuration.optional(),
  },
  output: { Role: z.object({ ...roleOutput, UpdateDate: roleUpdateDate }) },
  permissions: [{ action: "ram:UpdateRole", access: "update", resource: "role/{RoleName}" }],
  errors: [
    "EntityNotExist.Role",
    "MalformedPolicyDocument",
    "InvalidParameter.Length",
    "InvalidParameter.InvalidChars",
    "InvalidParameter.Range",
    "InvalidParameter.WrongFormat",
  ],
  behaviours: [{ statement: "Sessions that run go on to their end.", evidence: "guess" }],
  examples: [
    {
      title: "Longer sessions",
      input: { RoleName: demo.role.name, NewMaxSessionDuration: "43200" },
      output: {
        Role: {
          RoleId: demo.role.id,
          RoleName: demo.role.name,
          Arn: demo.role.arn,
          Description: demo.role.description,
          MaxSessionDuration: 43_200,
          CreateDate: demo.createTime,
          UpdateDate: demo.callTime,
          AssumeRolePolicyDocument: demo.role.trustPolicy,
        },
      },
    },
  ],
  async run({ RoleName, NewAssumeRolePolicyDocument, NewDescription, NewMaxSessionDuration }, context) {
    if (NewAssumeRolePolicyDocument !== undefined) {
      checkDocument(NewAssumeRolePolicyDocument, "trust", "NewAssumeRolePolicyDocument", context.parts);
    }
    const { caller, now } = context;
    const changes = {
      ...(NewAssumeRolePolicyDocument !== undefined && { trust_policy: NewAssumeRolePolicyDocument }),
      ...(NewDescription !== undefined && { description: NewDescription }),
      ...(NewMaxSessionDuration !== undefined && { max_session_seconds: NewMaxSessionDuration }),
    };
    const name = { accountId: caller.accountId, name: RoleName, now };
    const role = await changeIdentity(context, (tx) => updateRole(tx, name, changes));
    return { Role: { ...toRoleOutput(role), UpdateDate: formatUtc(role.updated_at) } };
  },
});
