import { z } from "zod";
import { ApiError } from "../../contract/errors.ts";
import { text } from "../../contract/fields.ts";
import { date } from "../../contract/identity-fields.ts";
import type { EntityKind } from "../../database/schema.ts";
import { type AttachedPolicy, attachPolicy, detachPolicy, getEntity } from "../../identity/attachments.ts";
import { changeIdentity } from "../../identity/change-identity.ts";
import { getPolicy, type PolicyType } from "../../identity/policies.ts";
import { formatUtc } from "../../library/uploads.ts";
import type { CallContext } from "../context.ts";
import { demo } from "../demo.ts";
import { policyName, policyNames, policyResource, policyType } from "./policy-fields.ts";

/** Which policy is attached. */
export const attachmentFields = {
  PolicyName: policyName(),
  PolicyType: policyType,
  ResourceGroupId: text({
    description: "The account's id or nothing: this server has no resource groups.",
    maxBytes: 128,
  }).optional(),
};

interface AttachmentInput {
  readonly PolicyName: string;
  readonly PolicyType: PolicyType;
  readonly ResourceGroupId?: string | undefined;
}

interface EntityName {
  readonly kind: EntityKind;
  readonly name: string;
}

export const attach = (context: CallContext, entity: EntityName, input: AttachmentInput) =>
  change(context, entity, input, (tx, attachment) => attachPolicy(tx, attachment, context.now));

export const detach = (context: CallContext, entity: EntityName, input: AttachmentInput) =>
  change(context, entity, input, detachPolicy);

async function change(
  context: CallContext,
  { kind, name }: EntityName,
  { PolicyName, PolicyType, ResourceGroupId }: AttachmentInput,
  apply: typeof detachPolicy,
): Promise<Record<string, never>> {
  const { accountId } = context.caller;
  if (ResourceGroupId !== undefined && ResourceGroupId !== accountId) {
    throw new ApiError("InvalidParameter", {
      name: "ResourceGroupId",
      diagnosis: "This server has no resource groups: a policy counts in the whole account. Leave ResourceGroupId out.",
    });
  }
  await changeIdentity(context, async (tx) => {
    const entity = await getEntity(tx, accountId, kind, name);
    const policy = await getPolicy(tx, accountId, PolicyName, PolicyType);
    await apply(tx, { accountId, entity, policy });
  });
  return {};
}

/** It needs the action on whom it is attached to, and on the policy. */
export const attachmentPermissions = (action: string, entity: string) =>
  [{ action, access: "update", resource: entity }, ...policyResource(action, "update")] as const;

/** The same for users, groups and roles. */
export const attachmentBehaviours = [
  { statement: "Counts from the next call on.", evidence: "guess" },
  {
    statement:
      "ResourceGroupId may be the account's id; any other is refused, as the policy would count for more than was asked.",
    evidence: "guess",
  },
] as const;

export const attachDate = date("Since when it is attached.");

export const attachedPoliciesOutput = {
  Policies: z.object({
    Policy: z.array(z.object({ ...policyNames, AttachDate: attachDate })),
  }),
};

/** What an entity with the demo's policy is answered. */
export const attachedPoliciesExample = {
  Policies: {
    Policy: [
      {
        PolicyName: demo.policy.name,
        PolicyType: "Custom",
        Description: demo.policy.description,
        DefaultVersion: "v2",
        AttachDate: demo.createTime,
      },
    ],
  },
};

export const toAttachedPolicies = (policies: readonly AttachedPolicy[]) => ({
  Policies: {
    Policy: policies.map((policy) => ({
      PolicyName: policy.policyName,
      PolicyType: policy.policyType,
      Description: policy.description,
      DefaultVersion: `v${policy.defaultVersion}`,
      AttachDate: formatUtc(policy.attachedAt),
    })),
  },
});
