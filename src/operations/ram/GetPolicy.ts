import { z } from "zod";
import { countAttachments, getPolicy } from "../../identity/policies.ts";
import { getPolicyVersion } from "../../identity/policy-versions.ts";
import { formatUtc } from "../../library/uploads.ts";
import { defineOperation } from "../define.ts";
import { demo } from "../demo.ts";
import {
  attachmentCount,
  policyName,
  policyOutput,
  policyResource,
  policyType,
  toPolicyOutput,
  toVersionOutput,
  updateDate,
  versionOutput,
} from "./policy-fields.ts";

/** A policy with the version in force, its document as it was given. */
export const GetPolicy = defineOperation({
  name: "GetPolicy",
  products: ["RAM"],
  summary: "Shows a policy and its version in force.",
  input: { PolicyName: policyName(), PolicyType: policyType },
  output: {
    Policy: z.object({
      ...policyOutput,
      UpdateDate: updateDate,
      AttachmentCount: attachmentCount,
      PolicyDocument: versionOutput.PolicyDocument,
    }),
    DefaultPolicyVersion: z.object(versionOutput),
  },
  permissions: policyResource("ram:GetPolicy", "get"),
  errors: ["EntityNotExist.Policy", "InvalidParameter.PolicyType"],
  behaviours: [
    { statement: "Answers the document both in Policy and in DefaultPolicyVersion.", evidence: "client" },
    { statement: "System policies have one version, v1.", evidence: "documented" },
    { statement: "Names are found only as they are spelled, in upper and lower case.", evidence: "guess" },
  ],
  examples: [
    {
      title: "One of the account's own",
      input: { PolicyName: demo.policy.name, PolicyType: "Custom" },
      output: {
        Policy: {
          PolicyName: demo.policy.name,
          PolicyType: "Custom",
          Description: demo.policy.description,
          DefaultVersion: "v2",
          CreateDate: demo.createTime,
          UpdateDate: demo.createTime,
          AttachmentCount: 3,
          PolicyDocument: demo.policy.document,
        },
        DefaultPolicyVersion: {
          VersionId: "v2",
          IsDefaultVersion: true,
          CreateDate: demo.createTime,
          PolicyDocument: demo.policy.document,
        },
      },
    },
  ],
  async run({ PolicyName, PolicyType }, { caller: { accountId }, read }) {
    const policy = await getPolicy(read, accountId, PolicyName, PolicyType);
    const version = await getPolicyVersion(read, policy, policy.defaultVersion);
    return {
      Policy: {
        ...toPolicyOutput(policy),
        UpdateDate: formatUtc(policy.updatedAt),
        AttachmentCount: await countAttachments(read, accountId, policy.policyKey),
        PolicyDocument: version.document,
      },
      DefaultPolicyVersion: toVersionOutput(version, policy.defaultVersion),
    };
  },
});
