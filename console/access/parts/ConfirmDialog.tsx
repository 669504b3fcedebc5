import type { ReactNode } from "react";
import type { Call } from "../../session/session-api.ts";
import { Dialog } from "./Dialog.tsx";
import { DialogForm } from "./DialogForm.tsx";
import { useChange } from "./use-change.ts";

interface ConfirmDialogProps {
  readonly title: string;
  readonly submit: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  /** Made when it is confirmed. */
  readonly call: Call;
  readonly onDone: () => void;
  /** What will happen, in plain words. */
  readonly children: ReactNode;
}

/** Asks once more, makes the call, and stays open with the reason when it is refused. Enter alone cancels. */
export function ConfirmDialog({ title, isOpen, onClose, ...rest }: ConfirmDialogProps) {
  return (
    <Dialog title={title} isOpen={isOpen} onClose={onClose}>
      <ConfirmForm onClose={onClose} {...rest} />
    </Dialog>
  );
}

type ConfirmFormProps = Omit<ConfirmDialogProps, "title" | "isOpen">;

function ConfirmForm({ submit, onClose, call, onDone, children }: ConfirmFormProps) {
  const { isBusy, refusal, make } = useChange();
  const confirm = async () => {
    if ((await make(call)) === undefined) return;
    onClose();
    onDone();
  };
  return (
    <DialogForm
      submit={submit}
      isBusy={isBusy}
      refusal={refusal}
      onSubmit={() => void confirm()}
      onCancel={onClose}
      isDanger
    >
      {children}
    </DialogForm>
  );
}
