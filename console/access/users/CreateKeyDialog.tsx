import { Button } from "@mantine/core";
import { useState } from "react";
import { useWords } from "../../language/words.ts";
import { Dialog } from "../parts/Dialog.tsx";
import { DialogForm } from "../parts/DialogForm.tsx";
import { type NewKey, SecretOnce } from "../parts/SecretOnce.tsx";
import { useTell } from "../parts/tell.tsx";
import { ramCall, useChange } from "../parts/use-change.ts";
import { partWords } from "../parts/words.ts";
import styles from "./users.module.css";
import { userWords } from "./words.ts";

interface CreateKeyDialogProps {
  /** Whose; one's own when absent. */
  readonly owner: string | undefined;
  readonly who: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onMade: () => void;
}

/** Makes an AccessKey and shows its secret until the box is closed. */
export function CreateKeyDialog({ owner, who, isOpen, onClose, onMade }: CreateKeyDialogProps) {
  const { keys: words } = useWords(userWords);
  const { secret } = useWords(partWords);
  const [newKey, setNewKey] = useState<NewKey>();
  const close = () => {
    setNewKey(undefined);
    onClose();
  };
  return (
    <Dialog
      title={newKey ? secret.title : words.createTitle(who)}
      isOpen={isOpen}
      onClose={close}
      isHeld={newKey !== undefined}
      isWide={newKey !== undefined}
    >
      {newKey ? (
        <div className={styles.stack}>
          <SecretOnce who={who} newKey={newKey} />
          <Button onClick={close} className={styles.end} data-autofocus>
            {secret.kept}
          </Button>
        </div>
      ) : (
        <CreateKeyForm
          owner={owner}
          who={who}
          onClose={close}
          onMade={(made) => {
            setNewKey(made);
            onMade();
          }}
        />
      )}
    </Dialog>
  );
}

interface CreateKeyFormProps extends Omit<CreateKeyDialogProps, "isOpen" | "onMade"> {
  readonly onMade: (newKey: NewKey) => void;
}

function CreateKeyForm({ owner, who, onClose, onMade }: CreateKeyFormProps) {
  const { keys: words } = useWords(userWords);
  const tell = useTell();
  const { isBusy, refusal, make } = useChange();
  const create = async () => {
    const answer = await make<{ readonly AccessKey: NewKey }>(ramCall("CreateAccessKey", { UserName: owner }));
    if (!answer) return;
    tell(words.made);
    onMade(answer.AccessKey);
  };
  return (
    <DialogForm
      submit={words.create}
      isBusy={isBusy}
      refusal={refusal}
      onSubmit={() => void create()}
      onCancel={onClose}
    >
      <p>{words.createLead(who)}</p>
    </DialogForm>
  );
}
