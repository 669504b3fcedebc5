import { z } from "zod";
import { getPolicy } from "../../identity/policies.ts";
import { listPolicyVersions } from "../../identity/policy-versions.ts";
import { defineOperation } from "../define.ts";
import { demo } from "../demo.ts";
import { policyName, policyResource, policyType, toVersionOutput, versionOutput } from "./policy-fields.ts";

const version = (VersionId: string, IsDefaultVersion: boolean, PolicyDocument: string) => ({
  VersionId,
  IsDefaultVersion,
  CreateDate: demo.createTime,
  PolicyDocument,
});

/** Newest first. */
export const ListPolicyVersions = defineOperation({
  name: "ListPolicyVersions",
  products: ["RAM"],
  summary: "Lists a policy's versions.",
  input: { PolicyName: policyName(), PolicyType: policyType },
  output: { PolicyVersions: z.object({ PolicyVersion: z.array(z.object(versionOutput)) }) },
  permissions: policyResource("ram:ListPolicyVersions", "list"),
  errors: ["EntityNotExist.Policy", "InvalidParameter.PolicyType"],
  behaviours: [{ statement: "The newest version stands first.", evidence: "guess" }],
  examples: [
    {
      title: "Of one of the account's own",
      input: { PolicyName: demo.policy.name, PolicyType: "Custom" },
      output: {
        PolicyVersions: {
          PolicyVersion: [version("v2", true, demo.policy.document), version("v1", false, demo.policy.firstDocument)],
        },
      },
    },
  ],
  async run({ PolicyName, PolicyType }, { caller, read }) {
    const policy = await getPolicy(read, caller.accountId, PolicyName, PolicyType);
    const versions = await listPolicyVersions(read, policy);
    return { PolicyVersions: { PolicyVersion: versions.map((one) => toVersionOutput(one, policy.defaultVersion)) } };
  },
});
