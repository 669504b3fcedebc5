import type { Holder } from "./holder.ts";
import { ramCall } from "./use-change.ts";

/** A policy is known by these two. */
export interface PolicyNames {
  readonly PolicyType: string;
  readonly PolicyName: string;
}

export interface AttachedPolicy extends PolicyNames {
  readonly Description: string;
  readonly AttachDate: string;
}

export interface AttachedPolicies {
  readonly Policies: { readonly Policy: readonly AttachedPolicy[] };
}

export const listAttached = ({ kind, name }: Holder) => ramCall(`ListPoliciesFor${kind}`, { [`${kind}Name`]: name });

export const attachCall = ({ kind, name }: Holder, { PolicyName, PolicyType }: PolicyNames) =>
  ramCall(`AttachPolicyTo${kind}`, { [`${kind}Name`]: name, PolicyName, PolicyType });

export const detachCall = ({ kind, name }: Holder, { PolicyName, PolicyType }: PolicyNames) =>
  ramCall(`DetachPolicyFrom${kind}`, { [`${kind}Name`]: name, PolicyName, PolicyType });

/** Both in one text, for lists to choose from. */
export const policyId = ({ PolicyType, PolicyName }: PolicyNames): string => `${PolicyType}/${PolicyName}`;

export function readPolicyId(id: string): PolicyNames {
  const [PolicyType = "", PolicyName = ""] = id.split("/");
  return { PolicyType, PolicyName };
}
