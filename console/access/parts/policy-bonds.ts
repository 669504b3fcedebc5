import { policyPath } from "../paths.ts";
import { type AttachedPolicies, detachCall, listAttached } from "./attached-policies.ts";
import type { Holder } from "./holder.ts";
import type { BondSource } from "./use-bonds.ts";

/** The policies that keep a user, a group or a role from being deleted. */
export const policyBonds = (holder: Holder): BondSource => ({
  list: listAttached(holder),
  toBonds: (answer) =>
    (answer as AttachedPolicies).Policies.Policy.map((policy) => ({
      id: `policy ${policy.PolicyType}/${policy.PolicyName}`,
      kind: "policy",
      label: policy.PolicyName,
      to: policyPath(policy.PolicyType, policy.PolicyName),
      call: detachCall(holder, policy),
    })),
});
