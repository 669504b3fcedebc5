import { useMemo } from "react";
import { useWords } from "../../language/words.ts";
import { type AttachedPolicy, attachCall, type Holder, policyId, readPolicyId } from "./attached-policies.ts";
import { Dialog } from "./Dialog.tsx";
import { PickForm } from "./PickForm.tsx";
import { usePolicyPicks } from "./use-picks.ts";
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
  return (
    <PickForm
      submit={words.attach}
      onClose={onClose}
      picks={picks}
      onRetry={again}
      taken={taken}
      callFor={(id) => attachCall(holder, readPolicyId(id))}
      onDone={onDone}
    />
  );
}
