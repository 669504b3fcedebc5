import { z } from "zod";
import { allResources } from "../../contract/operation.ts";
import { defaultSecurityPreference, readSecurityPreference } from "../../identity/account-settings.ts";
import { defineOperation } from "../define.ts";
import { securityPreferenceOutput, toSecurityPreferenceOutput } from "./security-preference-fields.ts";

/** What users may do for themselves, and how they log in. */
export const GetSecurityPreference = defineOperation({
  name: "GetSecurityPreference",
  products: ["RAM"],
  summary: "Reads what users may do for themselves.",
  input: {},
  output: { SecurityPreference: z.object(securityPreferenceOutput) },
  permissions: [{ action: "ram:GetSecurityPreference", access: "get", resource: allResources }],
  errors: [],
  behaviours: [
    {
      statement:
        "At first users may change their passwords and second factors and no AccessKeys; a login lasts 6 hours.",
      evidence: "documented",
    },
  ],
  examples: [
    {
      title: "As it is at first",
      input: {},
      output: { SecurityPreference: toSecurityPreferenceOutput(defaultSecurityPreference) },
    },
  ],
  async run(_input, { caller, read }) {
    return { SecurityPreference: toSecurityPreferenceOutput(await readSecurityPreference(read, caller.accountId)) };
  },
});
