import { Link } from "wouter";
import { useWords } from "../../language/words.ts";
import { policyPath } from "../paths.ts";
import { NameCell } from "./DataTable.tsx";
import { Mark } from "./Mark.tsx";
import { type DescribedPolicy, usePolicyDescription } from "./policy-description.ts";
import { partWords } from "./words.ts";

/** A policy's name, which leads to it, and what it is for. */
export function PolicyNameCell({ policy }: { readonly policy: DescribedPolicy }) {
  const describe = usePolicyDescription();
  return (
    <NameCell about={describe(policy)}>
      <Link href={policyPath(policy.PolicyType, policy.PolicyName)}>{policy.PolicyName}</Link>
    </NameCell>
  );
}

/** Whether every account has the policy, or just this one. */
export function PolicyTypeMark({ type }: { readonly type: string }) {
  const { policyTypes } = useWords(partWords);
  const isSystem = type === "System";
  return <Mark tone={isSystem ? "plain" : "good"}>{isSystem ? policyTypes.System : policyTypes.Custom}</Mark>;
}
