import { z } from "zod";
import { identityFlag, identityFormat } from "../../contract/identity-fields.ts";
import { changeIdentity } from "../../identity/change-identity.ts";
import { checkIdentityPolicy } from "../../identity/policy-documents.ts";
import { createPolicyVersion } from "../../identity/policy-versions.ts";
import { formatUtc } from "../../library/uploads.ts";
import { defineOperation } from "../define.ts";
import { demo } from "../demo.ts";
import {
  policyDocument,
  policyName,
  toWarningOutput,
  versionOutput,
  warningBehaviour,
  warningOutput,
} from "./policy-fields.ts";

const rotation = "DeleteOldestNonDefaultVersionWhenLimitExceeded";

/** A changed document is a new version; it counts once it is the one in force. */
export const CreatePolicyVersion = defineOperation({
  name: "CreatePolicyVersion",
  products: ["RAM"],
  summary: "Adds a version to a policy of the account's own.",
  input: {
    PolicyName: policyName(),
    PolicyDocument: policyDocument(),
    SetAsDefault: identityFlag({
      description: "Whether it is in force at once; false when absent.",
      default: false,
    }).optional(),
    RotateStrategy: identityFormat({
      description: `None, or ${rotation}: whether a policy that has five versions loses its oldest one that is not in force.`,
      pattern: /^(None|DeleteOldestNonDefaultVersionWhenLimitExceeded)$/,
      wants: `It must be None or ${rotation}.`,
    }).optional(),
  },
  output: { PolicyVersion: z.object(versionOutput), PolicyWarnings: warningOutput },
  permissions: [{ action: "ram:CreatePolicyVersion", access: "create", resource: "policy/{PolicyName}" }],
  errors: [
    "EntityNotExist.Policy",
    "LimitExceeded.Policy.Version",
    "MalformedPolicyDocument",
    "InvalidParameter.Length",
    "InvalidParameter.WrongFormat",
  ],
  behaviours: [
    { statement: "A policy has at most five versions.", evidence: "documented" },
    { statement: `${rotation} makes room for a sixth.`, evidence: "documented" },
    { statement: "The number of a deleted version is not given again.", evidence: "guess" },
    warningBehaviour,
  ],
  examples: [
    {
      title: "In force at once",
      input: { PolicyName: demo.policy.name, PolicyDocument: demo.policy.document, SetAsDefault: "true" },
      output: {
        PolicyVersion: {
          VersionId: "v3",
          IsDefaultVersion: true,
          CreateDate: demo.callTime,
          PolicyDocument: demo.policy.document,
        },
      },
    },
  ],
  async run({ PolicyName, PolicyDocument, SetAsDefault = false, RotateStrategy }, context) {
    const { caller, client, now, parts } = context;
    const warnings = checkIdentityPolicy(PolicyDocument, "PolicyDocument", parts, {
      language: client.language,
      now,
    });
    const made = await changeIdentity(context, (tx) =>
      createPolicyVersion(tx, {
        accountId: caller.accountId,
        policyName: PolicyName,
        document: PolicyDocument,
        setAsDefault: SetAsDefault,
        rotate: RotateStrategy === rotation,
        now,
      }),
    );
    return {
      PolicyVersion: {
        VersionId: `v${made.version}`,
        IsDefaultVersion: SetAsDefault,
        CreateDate: formatUtc(made.createdAt),
        PolicyDocument,
      },
      ...toWarningOutput(warnings),
    };
  },
});
