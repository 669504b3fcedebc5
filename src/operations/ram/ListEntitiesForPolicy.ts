import { z } from "zod";
import { described } from "../../contract/fields.ts";
import { listEntities } from "../../identity/attachments.ts";
import { getPolicy } from "../../identity/policies.ts";
import { formatUtc } from "../../library/uploads.ts";
import { defineOperation } from "../define.ts";
import { demo } from "../demo.ts";
import { attachDate } from "./attachment.ts";
import { policyName, policyResource, policyType } from "./policy-fields.ts";
import { roleArn, roleNames } from "./role-fields.ts";

const user = {
  UserId: described("18 digits."),
  UserName: described("The user's name."),
  DisplayName: described("How the user is shown."),
  AttachDate: attachDate,
};
const group = {
  GroupName: described("The group's name."),
  Comments: described("What was noted of it."),
  AttachDate: attachDate,
};
const role = { ...roleNames, AttachDate: attachDate };

/** Each kind by name. */
export const ListEntitiesForPolicy = defineOperation({
  name: "ListEntitiesForPolicy",
  products: ["RAM"],
  summary: "Lists whom a policy is attached to.",
  input: { PolicyName: policyName(), PolicyType: policyType },
  output: {
    Users: z.object({ User: z.array(z.object(user)) }),
    Groups: z.object({ Group: z.array(z.object(group)) }),
    Roles: z.object({ Role: z.array(z.object(role)) }),
  },
  permissions: policyResource("ram:ListEntitiesForPolicy", "list"),
  errors: ["EntityNotExist.Policy", "InvalidParameter.PolicyType"],
  behaviours: [{ statement: "Of a system policy it lists this account's only.", evidence: "guess" }],
  examples: [
    {
      title: "Of one of the account's own",
      input: { PolicyName: demo.policy.name, PolicyType: "Custom" },
      output: {
        Users: {
          User: [
            {
              UserId: demo.user.userId,
              UserName: demo.user.userName,
              DisplayName: demo.user.displayName,
              AttachDate: demo.createTime,
            },
          ],
        },
        Groups: {
          Group: [{ GroupName: demo.group.groupName, Comments: demo.group.comments, AttachDate: demo.createTime }],
        },
        Roles: {
          Role: [
            {
              RoleId: demo.role.id,
              RoleName: demo.role.name,
              Arn: demo.role.arn,
              Description: demo.role.description,
              AttachDate: demo.createTime,
            },
          ],
        },
      },
    },
  ],
  async run({ PolicyName, PolicyType }, { caller: { accountId }, read }) {
    const policy = await getPolicy(read, accountId, PolicyName, PolicyType);
    const { users, groups, roles } = await listEntities(read, accountId, policy);
    return {
      Users: {
        User: users.map((row) => ({
          UserId: row.user_id,
          UserName: row.user_name,
          DisplayName: row.display_name,
          AttachDate: formatUtc(row.attached_at),
        })),
      },
      Groups: {
        Group: groups.map((row) => ({
          GroupName: row.group_name,
          Comments: row.comments,
          AttachDate: formatUtc(row.attached_at),
        })),
      },
      Roles: {
        Role: roles.map((row) => ({
          RoleId: row.role_id,
          RoleName: row.role_name,
          Arn: roleArn(accountId, row.role_name),
          Description: row.description,
          AttachDate: formatUtc(row.attached_at),
        })),
      },
    };
  },
});
