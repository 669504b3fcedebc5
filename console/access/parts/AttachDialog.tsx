import { useMemo } from "react";
import { useWords } from "../../language/words.ts";
import type { Reading } from "../operation.ts";
import { Dialog } from "./Dialog.tsx";
import { type Pick, PickForm } from "./PickDialog.tsx";
import type { AttachedPolicy, Holder } from "./PolicyAttachments.tsx";
import { ramCall } from "./use-change.ts";
import { useListing } from "./use-listing.ts";
import { partWords } from "./words.ts";

interface AttachDialogProps {
  readonly holder: Holder;
  readonly attached: readonly AttachedPolicy[];
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onDone: (count: number) => void;
}

/** Chooses among the system's policies and the account's own. */
export function AttachDialog({ holder, isOpen, onClose, ...rest }: AttachDialogProps) {
  const { attachments: words } = useWords(partWords);
  return (
    <Dialog title={words.attachTo(holder.name)} isOpen={isOpen} onClose={onClose} isWide>
      <AttachForm holder={holder} onClose={onClose} {...rest} />
    </Dialog>
  );
}

function AttachForm({ holder, attached, onClose, onDone }: Omit<AttachDialogProps, "isOpen">) {
  const { attachments: words } = useWords(partWords);
  const { picks, again } = usePolicyPicks();
  const taken = useMemo(() => new Set(attached.map(policyId)), [attached]);
  const callFor = (id: string) => {
    const { PolicyType, PolicyName } = readPolicyId(id);
    return ramCall(`AttachPolicyTo${holder.kind}`, { [`${holder.kind}Name`]: holder.name, PolicyName, PolicyType });
  };
  return (
    <PickForm
      submit={words.attach}
      onClose={onClose}
      picks={picks}
      onRetry={again}
      taken={taken}
      callFor={callFor}
      onDone={onDone}
    />
  );
}

interface PolicyName {
  readonly PolicyType: string;
  readonly PolicyName: string;
}

const policyId = ({ PolicyType, PolicyName }: PolicyName): string => `${PolicyType}/${PolicyName}`;

export function readPolicyId(id: string): PolicyName {
  const [PolicyType = "", PolicyName = ""] = id.split("/");
  return { PolicyType, PolicyName };
}

/** Every policy there is, as something to choose. */
export function usePolicyPicks(): { readonly picks: Reading<readonly Pick[]>; readonly again: () => void } {
  const { attachments: words } = useWords(partWords);
  const { reading, hasMore, moreRefusal, again } = useListing<PolicyName & { readonly Description: string }>(
    "ListPolicies",
    { isWhole: true },
  );
  const picks = useMemo((): Reading<readonly Pick[]> => {
    if (reading.kind === "loading" || "refusal" in reading) return reading;
    if (hasMore) return moreRefusal ? { kind: "read", refusal: moreRefusal } : { kind: "loading" };
    const toPick = (policy: PolicyName & { readonly Description: string }): Pick => ({
      id: policyId(policy),
      label: policy.PolicyName,
      about: policy.Description,
      kind: policy.PolicyType === "System" ? words.system : words.custom,
    });
    return { kind: "read", answer: reading.answer.rows.map(toPick) };
  }, [reading, hasMore, moreRefusal, words]);
  return { picks, again };
}
