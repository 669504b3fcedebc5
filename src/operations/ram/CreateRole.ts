import { z } from "zod";
import { changeIdentity } from "../../identity/change-identity.ts";
import { checkDocument } from "../../identity/policy-documents.ts";
import { createRole, defaultMaxSessionSeconds } from "../../identity/roles.ts";
import { writeTags } from "../../identity/tags.ts";
import { defineOperation } from "../define.ts";
import { demo } from "../demo.ts";
import { maxSessionDuration, roleDescription, roleName, roleOutput, toRoleOutput, trustPolicy } from "./role-fields.ts";
import { optionalTags, toTags } from "./tag-fields.ts";

/** A role is nobody's own: whom its trust policy lets in acts in it for a while, with the role's policies. */
export const CreateRole = defineOperation({
  name: "CreateRole",
  products: ["RAM"],
  summary: "Makes a role.",
  input: {
    RoleName: roleName("Its name: letters, digits, dots, hyphens, underscores and @."),
    AssumeRolePolicyDocument: trustPolicy,
    Description: roleDescription.optional(),
    MaxSessionDuration: maxSessionDuration.optional(),
    Tag: optionalTags,
  },
  output: { Role: z.object(roleOutput) },
  permissions: [{ action: "ram:CreateRole", access: "create", resource: "role/*" }],
  errors: [
    "EntityAlreadyExists.Role",
    "LimitExceeded.Role",
    "MalformedPolicyDocument",
    "InvalidParameter.Length",
    "InvalidParameter.InvalidChars",
    "InvalidParameter.Range",
    "InvalidParameter.WrongFormat",
  ],
  behaviours: [
    { statement: "An account has at most 1,000 roles.", evidence: "documented" },
    { statement: "MaxSessionDuration is 3,600 when absent.", evidence: "documented" },
    {
      statement: "A service or an identity provider may be named as who assumes it; nobody can do so on this server.",
      evidence: "guess",
    },
  ],
  examples: [
    {
      title: "For users of the own account, two hours at most",
      input: { RoleName: "Partner", AssumeRolePolicyDocument: demo.role.trustPolicy, MaxSessionDuration: "7200" },
      output: {
        Role: {
          RoleId: "<RoleId>",
          RoleName: "Partner",
          Arn: `acs:ram::${demo.accountId}:role/Partner`,
          Description: "",
          MaxSessionDuration: 7200,
          CreateDate: demo.callTime,
          AssumeRolePolicyDocument: demo.role.trustPolicy,
        },
      },
    },
  ],
  async run({ RoleName, AssumeRolePolicyDocument, Description, MaxSessionDuration, Tag }, context) {
    checkDocument(AssumeRolePolicyDocument, "trust", "AssumeRolePolicyDocument", context.parts);
    const { caller, now } = context;
    const request = {
      accountId: caller.accountId,
      name: RoleName,
      description: Description ?? "",
      trustPolicy: AssumeRolePolicyDocument,
      maxSessionSeconds: MaxSessionDuration ?? defaultMaxSessionSeconds,
      now,
    };
    const role = await changeIdentity(context, async (tx) => {
      const made = await createRole(tx, request);
      await writeTags(tx, caller.accountId, made.role_id, toTags(Tag));
      return made;
    });
    return { Role: toRoleOutput(role) };
  },
});
