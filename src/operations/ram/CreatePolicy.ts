import { z } from "zod";
import { changeIdentity } from "../../identity/change-identity.ts";
import { createPolicy } from "../../identity/policies.ts";
import { checkIdentityPolicy } from "../../identity/policy-documents.ts";
import { writeTags } from "../../identity/tags.ts";
import { defineOperation } from "../define.ts";
import { demo } from "../demo.ts";
import {
  policyDescription,
  policyDocument,
  policyName,
  policyOutput,
  toPolicyOutput,
  toWarningOutput,
  warningBehaviour,
  warningOutput,
} from "./policy-fields.ts";
import { optionalTags, toTags } from "./tag-fields.ts";

/** Makes a policy of the account's own; the document is its version v1. It counts for nobody until it is attached. */
export const CreatePolicy = defineOperation({
  name: "CreatePolicy",
  products: ["RAM"],
  summary: "Makes a policy of the account's own.",
  input: {
    PolicyName: policyName("Its name: letters, digits and hyphens."),
    PolicyDocument: policyDocument(),
    Description: policyDescription().optional(),
    Tag: optionalTags,
  },
  output: { Policy: z.object(policyOutput), PolicyWarnings: warningOutput },
  permissions: [{ action: "ram:CreatePolicy", access: "create", resource: "policy/*" }],
  errors: [
    "EntityAlreadyExists.Policy",
    "LimitExceeded.Policy",
    "MalformedPolicyDocument",
    "InvalidParameter.Length",
    "InvalidParameter.InvalidChars",
  ],
  behaviours: [
    { statement: "The first version is v1 and in force.", evidence: "documented" },
    { statement: "An account has at most 1,500 policies of its own.", evidence: "documented" },
    { statement: "A document has at most 6,144 characters.", evidence: "documented" },
    { statement: "Blanks outside of strings do not count in a document's length.", evidence: "guess" },
    { statement: "No policy can have a system policy's name, in whatever case.", evidence: "guess" },
    warningBehaviour,
  ],
  examples: [
    {
      title: "Uploading, from the office only",
      input: {
        PolicyName: "UploadFromOffice",
        Description: "Uploading, from the office only.",
        PolicyDocument: JSON.stringify({
          Version: "1",
          Statement: [
            {
              Effect: "Allow",
              Action: ["ice:CreateYikeAssetUpload", "ice:RegisterYikeAssetMediaInfo"],
              Resource: "*",
              Condition: { IpAddress: { "acs:SourceIp": ["192.0.2.0/24"] } },
            },
          ],
        }),
      },
      output: {
        Policy: {
          PolicyName: "UploadFromOffice",
          PolicyType: "Custom",
          Description: "Uploading, from the office only.",
          DefaultVersion: "v1",
          CreateDate: demo.callTime,
        },
      },
    },
  ],
  async run({ PolicyName, PolicyDocument, Description, Tag }, context) {
    const { caller, client, now, parts } = context;
    const warnings = checkIdentityPolicy(PolicyDocument, "PolicyDocument", parts, {
      language: client.language,
      now,
    });
    const request = {
      accountId: caller.accountId,
      name: PolicyName,
      description: Description ?? "",
      document: PolicyDocument,
      now,
    };
    const policy = await changeIdentity(context, async (tx) => {
      const made = await createPolicy(tx, request);
      await writeTags(tx, caller.accountId, made.policyKey, toTags(Tag));
      return made;
    });
    return { Policy: toPolicyOutput(policy), ...toWarningOutput(warnings) };
  },
});
