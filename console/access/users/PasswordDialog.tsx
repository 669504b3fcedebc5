import { useState } from "react";
import { useWords } from "../../language/words.ts";
import { Dialog } from "../parts/Dialog.tsx";
import { DialogForm } from "../parts/DialogForm.tsx";
import { ramCall, useChange } from "../parts/use-change.ts";
import { PasswordFields } from "./PasswordFields.tsx";
import { userWords } from "./words.ts";

interface PasswordDialogProps {
  readonly userName: string;
  /** The user has none yet. */
  readonly isNew: boolean;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Gives a user a password, or another one. */
export function PasswordDialog({ isOpen, ...rest }: PasswordDialogProps) {
  const { login: words } = useWords(userWords);
  const title = rest.isNew ? words.setTitle(rest.userName) : words.resetTitle(rest.userName);
  return (
    <Dialog title={title} isOpen={isOpen} onClose={rest.onClose}>
      <PasswordForm {...rest} />
    </Dialog>
  );
}

function PasswordForm({ userName, isNew, onClose, onDone }: Omit<PasswordDialogProps, "isOpen">) {
  const { login: words } = useWords(userWords);
  const { isBusy, refusal, make } = useChange();
  const [password, setPassword] = useState("");
  const [mustChange, setMustChange] = useState(true);
  const save = async () => {
    const action = isNew ? "CreateLoginProfile" : "UpdateLoginProfile";
    const parameters = { UserName: userName, Password: password, PasswordResetRequired: String(mustChange) };
    if ((await make(ramCall(action, parameters))) === undefined) return;
    onClose();
    onDone();
  };
  return (
    <DialogForm
      submit={isNew ? words.set : words.reset}
      isBusy={isBusy}
      refusal={refusal}
      onSubmit={() => void save()}
      onCancel={onClose}
    >
      <PasswordFields
        label={words.password}
        password={password}
        onChange={setPassword}
        mustChange={mustChange}
        onMustChange={setMustChange}
        isFirst
      />
    </DialogForm>
  );
}
