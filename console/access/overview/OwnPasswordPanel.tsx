import { Button, PasswordInput } from "@mantine/core";
import { useContext, useState } from "react";
import { useWords } from "../../language/words.ts";
import { Dialog } from "../parts/Dialog.tsx";
import { DialogForm, TriedContext } from "../parts/DialogForm.tsx";
import { Panel } from "../parts/Panel.tsx";
import { useTell } from "../parts/tell.tsx";
import { ramCall, useChange } from "../parts/use-change.ts";
import { partWords } from "../parts/words.ts";
import { PasswordFields } from "../users/PasswordFields.tsx";
import { overviewWords } from "./words.ts";

/** A user's own password. */
export function OwnPasswordPanel() {
  const { own: words } = useWords(overviewWords);
  const [isChanging, setChanging] = useState(false);
  const close = () => setChanging(false);
  return (
    <Panel title={words.title} lead={words.lead}>
      <Button variant="default" size="xs" onClick={() => setChanging(true)}>
        {words.change}
      </Button>
      <Dialog title={words.change} isOpen={isChanging} onClose={close}>
        <OwnPasswordForm onClose={close} />
      </Dialog>
    </Panel>
  );
}

function OwnPasswordForm({ onClose }: { readonly onClose: () => void }) {
  const { own: words } = useWords(overviewWords);
  const tell = useTell();
  const { isBusy, refusal, make } = useChange();
  const [old, setOld] = useState("");
  const [fresh, setFresh] = useState("");
  const save = async () => {
    if ((await make(ramCall("ChangePassword", { OldPassword: old, NewPassword: fresh }))) === undefined) return;
    tell(words.saved);
    onClose();
  };
  return (
    <DialogForm submit={words.change} isBusy={isBusy} refusal={refusal} onSubmit={() => void save()} onCancel={onClose}>
      <OldPassword value={old} onChange={setOld} />
      <PasswordFields label={words.fresh} password={fresh} onChange={setFresh} />
    </DialogForm>
  );
}

function OldPassword({ value, onChange }: { readonly value: string; readonly onChange: (value: string) => void }) {
  const { own: words } = useWords(overviewWords);
  const { required } = useWords(partWords);
  const isTried = useContext(TriedContext);
  return (
    <PasswordInput
      label={words.old}
      value={value}
      onChange={({ target }) => onChange(target.value)}
      error={isTried && value === "" ? required : undefined}
      autoComplete="current-password"
      required
      withAsterisk
      data-autofocus
    />
  );
}
