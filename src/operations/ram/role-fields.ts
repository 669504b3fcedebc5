import { z } from "zod";
import { described } from "../../contract/fields.ts";
import { date, identityInteger, identityText } from "../../contract/identity-fields.ts";
import { resourceName } from "../../contract/resource-name.ts";
import type { RoleRow } from "../../database/schema.ts";
import { formatUtc } from "../../library/uploads.ts";

export const roleName = (description = "The role.") =>
  identityText({
    description,
    example: "Reader",
    maxLength: 64,
    characters: /^[A-Za-z0-9.@_-]*$/,
    wants: "It may hold letters, digits, dots, hyphens, underscores and @.",
  });

export const roleDescription = identityText({
  description: "What it is for, at most 1,024 characters.",
  maxLength: 1024,
});

/** Checked by the grammar, which also counts its characters. */
export const trustPolicy = z
  .string()
  .meta({ description: "The policy that says who may assume it, as JSON: at most 6,144 characters." });

export const maxSessionDuration = identityInteger({
  description: "How long a session may last, in seconds: 3,600 to 43,200.",
  min: 3600,
  max: 43_200,
});

export const roleNames = {
  RoleId: described("18 digits."),
  RoleName: described("Its name."),
  Arn: described("Its resource name, for AssumeRole."),
  Description: described("What it is for."),
};

export const listedRoleOutput = {
  ...roleNames,
  MaxSessionDuration: z.int().meta({ description: "How long a session may last, in seconds." }),
  CreateDate: date("When it was made."),
};

export const roleOutput = {
  ...listedRoleOutput,
  AssumeRolePolicyDocument: described("The policy that says who may assume it, as it was given."),
};

export const roleUpdateDate = date("When it was last changed.");

export const roleArn = (accountId: string, name: string): string => resourceName("ram", "", accountId, `role/${name}`);

export const toListedRole = (role: Omit<RoleRow, "trust_policy">) => ({
  RoleId: role.role_id,
  RoleName: role.role_name,
  Arn: roleArn(role.account_id, role.role_name),
  Description: role.description,
  MaxSessionDuration: role.max_session_seconds,
  CreateDate: formatUtc(role.created_at),
});

export const toRoleOutput = (role: RoleRow) => ({
  ...toListedRole(role),
  AssumeRolePolicyDocument: role.trust_policy,
});
