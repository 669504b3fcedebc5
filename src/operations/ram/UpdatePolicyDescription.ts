import { z } from "zod";
import { changeIdentity } from "../../identity/change-identity.ts";
import { updatePolicyDescription } from "../../identity/policies.ts";
import { formatUtc } from "../../library/uploads.ts";
import { defineOperation } from "../define.ts";
import { demo } from "../demo.ts";
import { policyDescription, policyName, policyOutput, toPolicyOutput, updateDate } from "./policy-fields.ts";

export const UpdatePolicyDescription = defineOperation({
  name: "UpdatePolicyDescription",
  products: ["RAM"],
  summary: "Says anew what a policy is for.",
  input: { PolicyName: policyName(), NewDescription: policyDescription() },
  output: { Policy: z.object({ ...policyOutput, UpdateDate: updateDate }) },
  permissions: [{ action: "ram:UpdatePolicyDescription", access: "update", resource: "policy/{PolicyName}" }],
  errors: ["EntityNotExist.Policy", "InvalidParameter.Length"],
  behaviours: [{ statement: "A description has at most 1,024 characters.", evidence: "documented" }],
  examples: [
    {
      title: "In other words",
      input: { PolicyName: demo.policy.name, NewDescription: "For editors." },
      output: {
        Policy: {
          PolicyName: demo.policy.name,
          PolicyType: "Custom",
          Description: "For editors.",
          DefaultVersion: "v2",
          CreateDate: demo.createTime,
          UpdateDate: demo.callTime,
        },
      },
    },
  ],
  async run({ PolicyName, NewDescription }, context) {
    const { caller, now } = context;
    const change = { accountId: caller.accountId, name: PolicyName, description: NewDescription, now };
    const policy = await changeIdentity(context, (tx) => updatePolicyDescription(tx, change));
    return { Policy: { ...toPolicyOutput(policy), UpdateDate: formatUtc(policy.updatedAt) } };
  },
});
