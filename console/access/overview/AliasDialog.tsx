import { useState } from "react";
import { useWords } from "../../language/words.ts";
import { Dialog } from "../parts/Dialog.tsx";
import { DialogForm } from "../parts/DialogForm.tsx";
import { useFieldRule } from "../parts/field-rule.ts";
import { RuleField } from "../parts/RuleField.tsx";
import { useTell } from "../parts/tell.tsx";
import { ramCall, useChange } from "../parts/use-change.ts";
import { overviewWords } from "./words.ts";

interface AliasDialogProps {
  readonly alias: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

export function AliasDialog({ isOpen, ...rest }: AliasDialogProps) {
  const { account: words } = useWords(overviewWords);
  return (
    <Dialog title={words.setTitle} isOpen={isOpen} onClose={rest.onClose}>
      <AliasForm {...rest} />
    </Dialog>
  );
}

function AliasForm({ alias, onClose, onDone }: Omit<AliasDialogProps, "isOpen">) {
  const { account: words } = useWords(overviewWords);
  const tell = useTell();
  const { isBusy, refusal, make } = useChange();
  const [text, setText] = useState(alias);
  const save = async () => {
    if ((await make(ramCall("SetAccountAlias", { AccountAlias: text }))) === undefined) return;
    tell(words.saved);
    onClose();
    onDone();
  };
  return (
    <DialogForm submit={words.save} isBusy={isBusy} refusal={refusal} onSubmit={() => void save()} onCancel={onClose}>
      <p>{words.lead}</p>
      <RuleField
        label={words.alias}
        rule={useFieldRule("SetAccountAlias", "AccountAlias")}
        wants={words.wants}
        value={text}
        onChange={setText}
        isRequired
        isFirst
      />
    </DialogForm>
  );
}
