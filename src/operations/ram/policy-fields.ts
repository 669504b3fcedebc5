import { z } from "zod";
import { described } from "../../contract/fields.ts";
import { date, identityFormat, identityText } from "../../contract/identity-fields.ts";
import type { AccessLevel } from "../../contract/operation.ts";
import { type Policy, policyTypes } from "../../identity/policies.ts";
import type { PolicyWarning } from "../../identity/policy-documents.ts";
import type { PolicyVersion } from "../../identity/policy-versions.ts";
import { formatUtc } from "../../library/uploads.ts";

export const policyName = (description = "The policy.") =>
  identityText({
    description,
    example: "ReadLibrary",
    maxLength: 128,
    characters: /^[A-Za-z0-9-]*$/,
    wants: "It may hold letters, digits and hyphens.",
  });

export const policyType = z
  .string()
  .refine((value) => policyTypes.some((type) => type === value), {
    error: "It must be System or Custom, in exactly this spelling.",
    abort: true,
    params: { errorCode: "InvalidParameter.PolicyType" },
  })
  .transform((value) => (value === "System" ? "System" : "Custom"))
  .meta({
    description: "System for a policy that every account has, Custom for one of the account's own.",
    type: "string",
    enum: [...policyTypes],
  });

export const policyDescription = (description = "What it is for, at most 1,024 characters.") =>
  identityText({ description, maxLength: 1024 });

/** Checked by the grammar, which also counts its characters. */
export const policyDocument = (description = "The policy, as JSON: at most 6,144 characters.") =>
  z.string().meta({ description });

export const versionId = identityFormat({
  description: "The version, for instance v2.",
  example: "v2",
  pattern: /^v[1-9]\d{0,8}$/,
  wants: "A version is written as v and its number.",
});

export const toVersionNumber = (text: string): number => Number(text.slice(1));

/** The action on a policy of the account's own, or on one that belongs to no account. */
export const policyResource = <const A extends AccessLevel>(action: string, access: A) =>
  [
    { action, access, resource: "policy/{PolicyName}", when: "PolicyType!=System" },
    { action, access, resource: "acs:ram::system:policy/{PolicyName}", when: "PolicyType=System" },
  ] as const;

export const policyNames = {
  PolicyName: described("Its name."),
  PolicyType: described("System or Custom."),
  Description: described("What it is for."),
  DefaultVersion: described("The version in force."),
};

/** What every answer about a policy has. */
export const policyOutput = { ...policyNames, CreateDate: date("When it was made.") };

export const updateDate = date("When it was last changed.");
export const attachmentCount = z.int().meta({ description: "To how many users, groups and roles it is attached." });

export const toPolicyOutput = (policy: Policy) => ({
  PolicyName: policy.policyName,
  PolicyType: policy.policyType,
  Description: policy.description,
  DefaultVersion: `v${policy.defaultVersion}`,
  CreateDate: formatUtc(policy.createdAt),
});

/** What the grammar allows and hardly does what was meant. */
export const warningOutput = z
  .array(
    z.object({
      StatementNumber: z.int().meta({ description: "In its policy, from 1." }),
      Code: described("What kind of warning, for instance no-effect."),
      Message: described("The warning, in plain words."),
    }),
  )
  .meta({
    description: "What in the policy hardly does what was meant; absent when nothing is. Not in the vendor's answer.",
  })
  .optional();

export const warningBehaviour = {
  statement: "A policy with statements that have no effect is accepted, and the answer says so in PolicyWarnings.",
  evidence: "guess",
} as const;

/** Nothing for a policy that needs no warning: then the answer is the vendor's own. */
export const toWarningOutput = (warnings: readonly PolicyWarning[]) =>
  warnings.length === 0
    ? {}
    : {
        PolicyWarnings: warnings.map(({ statement, code, message }) => ({
          StatementNumber: statement + 1,
          Code: code,
          Message: message,
        })),
      };

export const versionOutput = {
  VersionId: described("The version."),
  IsDefaultVersion: z.boolean().meta({ description: "Whether it is the one in force." }),
  CreateDate: date("When it was made."),
  PolicyDocument: described("The policy, as it was given."),
};

export const toVersionOutput = (version: PolicyVersion, defaultVersion: number) => ({
  VersionId: `v${version.version}`,
  IsDefaultVersion: version.version === defaultVersion,
  CreateDate: formatUtc(version.createdAt),
  PolicyDocument: version.document,
});
