import { z } from "zod";
import { identityFlag, identityInteger } from "../../contract/identity-fields.ts";
import { allResources } from "../../contract/operation.ts";
import { defaultPasswordRules, writePasswordRules } from "../../identity/account-settings.ts";
import { changeIdentity } from "../../identity/change-identity.ts";
import { defineOperation } from "../define.ts";
import { passwordPolicyOutput, toPasswordPolicyOutput } from "./password-policy-fields.ts";

/** Replaces all rules: those that are not sent are as at first. They count for passwords that are chosen from now on. */
export const SetPasswordPolicy = defineOperation({
  name: "SetPasswordPolicy",
  products: ["RAM"],
  summary: "Sets the rules for passwords.",
  input: {
    MinimumPasswordLength: identityInteger({
      description: "Fewest characters; 8 when absent.",
      default: 8,
      min: 8,
      max: 32,
    }).optional(),
    RequireLowercaseCharacters: identityFlag({ description: "Whether a small letter must be in it." }).optional(),
    RequireUppercaseCharacters: identityFlag({ description: "Whether a capital letter must be in it." }).optional(),
    RequireNumbers: identityFlag({ description: "Whether a digit must be in it." }).optional(),
    RequireSymbols: identityFlag({
      description: "Whether something beside letters and digits must be in it.",
    }).optional(),
    HardExpiry: identityFlag({
      description: "Whether only an administrator can replace one that is too old.",
    }).optional(),
    MaxLoginAttemps: identityInteger({
      description: "Wrong ones within an hour until login is refused; 0: without end.",
      min: 0,
      max: 32,
    }).optional(),
    PasswordReusePrevention: identityInteger({
      description: "How many of the last ones may not come again; 0: all may.",
      min: 0,
      max: 24,
    }).optional(),
    MaxPasswordAge: identityInteger({
      description: "Days until one is too old; 0: never.",
      min: 0,
      max: 1095,
    }).optional(),
  },
  output: { PasswordPolicy: z.object(passwordPolicyOutput) },
  permissions: [{ action: "ram:SetPasswordPolicy", access: "update", resource: allResources }],
  errors: ["InvalidParameter.Range", "InvalidParameter.WrongFormat"],
  behaviours: [
    { statement: "A rule that is not sent is set to what it was at first.", evidence: "documented" },
    { statement: "MinimumPasswordLength is 8 to 32.", evidence: "documented" },
    { statement: "PasswordReusePrevention counts the password in force as one of the last ones.", evidence: "guess" },
  ],
  examples: [
    {
      title: "Long ones with digits",
      input: { MinimumPasswordLength: "14", RequireNumbers: "true" },
      output: {
        PasswordPolicy: toPasswordPolicyOutput({ ...defaultPasswordRules, minLength: 14, requireNumbers: true }),
      },
    },
  ],
  async run(input, context) {
    const { caller, now } = context;
    const defaults = defaultPasswordRules;
    const value = {
      minLength: input.MinimumPasswordLength ?? defaults.minLength,
      requireLowercase: input.RequireLowercaseCharacters ?? defaults.requireLowercase,
      requireUppercase: input.RequireUppercaseCharacters ?? defaults.requireUppercase,
      requireNumbers: input.RequireNumbers ?? defaults.requireNumbers,
      requireSymbols: input.RequireSymbols ?? defaults.requireSymbols,
      hardExpiry: input.HardExpiry ?? defaults.hardExpiry,
      maxLoginAttempts: input.MaxLoginAttemps ?? defaults.maxLoginAttempts,
      reusePrevention: input.PasswordReusePrevention ?? defaults.reusePrevention,
      maxAgeDays: input.MaxPasswordAge ?? defaults.maxAgeDays,
    };
    await changeIdentity(context, (tx) => writePasswordRules(tx, { accountId: caller.accountId, value, now }));
    return { PasswordPolicy: toPasswordPolicyOutput(value) };
  },
});
