import { z } from "zod";
import { date, identityText, userName } from "../../contract/identity-fields.ts";

export const keyOwnerName = () => userName("Whose key; the caller's own when absent.");

export const userAccessKeyId = () =>
  identityText({
    description: "Id of the AccessKey.",
    example: "LTAIdemoalice00000000000",
    maxLength: 64,
    characters: /^[A-Za-z0-9.-]*$/,
    wants: "It may hold letters, digits, dots and hyphens.",
  });

export const accessKeyOutput = {
  AccessKeyId: z.string().meta({ description: "Id of the AccessKey." }),
  Status: z.enum(["Active", "Inactive"]).meta({ description: "Active or Inactive." }),
  CreateDate: date("When it was made."),
};

export const ownKeysBehaviours = [
  {
    statement: "Without UserName it is about the caller's own keys: a user's, or the account's.",
    evidence: "documented",
  },
  {
    statement: "Users may on their own keys, without any policy, while AllowUserToManageAccessKeys is true.",
    evidence: "documented",
  },
] as const;

export const roleHasNoKeysBehaviour = {
  statement: "A caller in a role has no keys of its own: without UserName it is answered with MissingParameter.",
  evidence: "guess",
} as const;
