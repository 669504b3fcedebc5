import { useState } from "react";
import { useWords } from "../../language/words.ts";
import { Dialog } from "../parts/Dialog.tsx";
import { DialogForm } from "../parts/DialogForm.tsx";
import { useFieldRule } from "../parts/field-rule.ts";
import { RuleField } from "../parts/RuleField.tsx";
import { useTell } from "../parts/tell.tsx";
import { useChange } from "../parts/use-change.ts";
import { changeCall, type PolicyAnswer } from "./policy-answers.ts";
import { policyWords } from "./words.ts";

interface DescriptionDialogProps {
  readonly policy: PolicyAnswer;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

export function DescriptionDialog({ policy, isOpen, onClose, onDone }: DescriptionDialogProps) {
  const words = useWords(policyWords);
  return (
    <Dialog title={words.describeTitle(policy.PolicyName)} isOpen={isOpen} onClose={onClose}>
      <DescriptionForm policy={policy} onClose={onClose} onDone={onDone} />
    </Dialog>
  );
}

function DescriptionForm({ policy, onClose, onDone }: Omit<DescriptionDialogProps, "isOpen">) {
  const words = useWords(policyWords);
  const tell = useTell();
  const rule = useFieldRule("UpdatePolicyDescription", "NewDescription");
  const [description, setDescription] = useState(policy.Description);
  const { isBusy, refusal, make } = useChange();
  const save = async () => {
    const call = changeCall("UpdatePolicyDescription", policy.PolicyName, { NewDescription: description });
    if ((await make(call)) === undefined) return;
    onClose();
    onDone();
    tell(words.described);
  };
  return (
    <DialogForm
      submit={words.saveDescription}
      isBusy={isBusy}
      refusal={refusal}
      onSubmit={() => void save()}
      onCancel={onClose}
    >
      <RuleField
        label={words.description}
        rule={rule}
        value={description}
        onChange={setDescription}
        wants={words.wantsDescription}
        before={policy.Description}
        isLong
        isFirst
      />
    </DialogForm>
  );
}
