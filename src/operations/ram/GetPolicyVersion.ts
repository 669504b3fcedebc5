import { z } from "zod";
import { getPolicy } from "../../identity/policies.ts";
import { getPolicyVersion } from "../../identity/policy-versions.ts";
import { defineOperation } from "../define.ts";
import { demo } from "../demo.ts";
import {
  policyName,
  policyResource,
  policyType,
  toVersionNumber,
  toVersionOutput,
  versionId,
  versionOutput,
} from "./policy-fields.ts";

export const GetPolicyVersion = defineOperation({
  name: "GetPolicyVersion",
  products: ["RAM"],
  summary: "Shows one version of a policy.",
  input: { PolicyName: policyName(), PolicyType: policyType, VersionId: versionId },
  output: { PolicyVersion: z.object(versionOutput) },
  permissions: policyResource("ram:GetPolicyVersion", "get"),
  errors: [
    "EntityNotExist.Policy",
    "EntityNotExist.Policy.Version",
    "InvalidParameter.PolicyType",
    "InvalidParameter.WrongFormat",
  ],
  behaviours: [{ statement: "Answers the document as it was given, blanks included.", evidence: "guess" }],
  examples: [
    {
      title: "An earlier one",
      input: { PolicyName: demo.policy.name, PolicyType: "Custom", VersionId: "v1" },
      output: {
        PolicyVersion: {
          VersionId: "v1",
          IsDefaultVersion: false,
          CreateDate: demo.createTime,
          PolicyDocument: demo.policy.firstDocument,
        },
      },
    },
  ],
  async run({ PolicyName, PolicyType, VersionId }, { caller, read }) {
    const policy = await getPolicy(read, caller.accountId, PolicyName, PolicyType);
    const version = await getPolicyVersion(read, policy, toVersionNumber(VersionId));
    return { PolicyVersion: toVersionOutput(version, policy.defaultVersion) };
  },
});
