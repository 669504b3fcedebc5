import { z } from "zod";
import { getRole } from "../../identity/roles.ts";
import { formatUtc } from "../../library/uploads.ts";
import { defineOperation } from "../define.ts";
import { demo } from "../demo.ts";
import { roleName, roleOutput, roleUpdateDate, toRoleOutput } from "./role-fields.ts";

export const GetRole = defineOperation({
  name: "GetRole",
  products: ["RAM"],
  summary: "Shows a role and who may assume it.",
  input: { RoleName: roleName() },
  output: { Role: z.object({ ...roleOutput, UpdateDate: roleUpdateDate }) },
  permissions: [{ action: "ram:GetRole", access: "get", resource: "role/{RoleName}" }],
  errors: ["EntityNotExist.Role", "InvalidParameter.InvalidChars"],
  behaviours: [{ statement: "Names are found only as they are spelled, in upper and lower case.", evidence: "guess" }],
  examples: [
    {
      title: "One role",
      input: { RoleName: demo.role.name },
      output: {
        Role: {
          RoleId: demo.role.id,
          RoleName: demo.role.name,
          Arn: demo.role.arn,
          Description: demo.role.description,
          MaxSessionDuration: 3600,
          CreateDate: demo.createTime,
          UpdateDate: demo.createTime,
          AssumeRolePolicyDocument: demo.role.trustPolicy,
        },
      },
    },
  ],
  async run({ RoleName }, { caller, read }) {
    const role = await getRole(read, caller.accountId, RoleName);
    return { Role: { ...toRoleOutput(role), UpdateDate: formatUtc(role.updated_at) } };
  },
});
