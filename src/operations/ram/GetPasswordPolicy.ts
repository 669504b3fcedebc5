import { z } from "zod";
import { allResources } from "../../contract/operation.ts";
import { defaultPasswordRules, readPasswordRules } from "../../identity/account-settings.ts";
import { defineOperation } from "../define.ts";
import { passwordPolicyOutput, toPasswordPolicyOutput } from "./password-policy-fields.ts";

/** What users' passwords must be like in this account. */
export const GetPasswordPolicy = defineOperation({
  name: "GetPasswordPolicy",
  products: ["RAM"],
  summary: "Reads the rules for passwords.",
  input: {},
  output: { PasswordPolicy: z.object(passwordPolicyOutput) },
  permissions: [{ action: "ram:GetPasswordPolicy", access: "get", resource: allResources }],
  errors: [],
  behaviours: [{ statement: "At first a password needs eight characters and nothing else.", evidence: "documented" }],
  examples: [
    {
      title: "As they are at first",
      input: {},
      output: { PasswordPolicy: toPasswordPolicyOutput(defaultPasswordRules) },
    },
  ],
  async run(_input, { caller, read }) {
    return { PasswordPolicy: toPasswordPolicyOutput(await readPasswordRules(read, caller.accountId)) };
  },
});
