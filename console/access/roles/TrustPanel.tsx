import { Button } from "@mantine/core";
import { useState } from "react";
import { useWords } from "../../language/words.ts";
import { Dialog } from "../parts/Dialog.tsx";
import { DialogForm } from "../parts/DialogForm.tsx";
import { OvertakenNote } from "../parts/OvertakenNote.tsx";
import { Panel } from "../parts/Panel.tsx";
import { useTell } from "../parts/tell.tsx";
import { ramCall, useChange } from "../parts/use-change.ts";
import { useOvertaken } from "../parts/use-overtaken.ts";
import { PolicyWorkbench } from "../policies/PolicyWorkbench.tsx";
import { formatPolicy } from "../policies/read-policy.ts";
import type { Role } from "./role.ts";
import { TrustFields } from "./TrustFields.tsx";
import { roleWords } from "./words.ts";

interface TrustPanelProps {
  readonly role: Role;
  readonly onChange: () => void;
}

const nothing = () => {};

/** Who may assume a role, as text and in plain words, and the way to change it. */
export function TrustPanel({ role, onChange }: TrustPanelProps) {
  const { trust: words } = useWords(roleWords);
  const [isEditing, setEditing] = useState(false);
  const close = () => setEditing(false);
  return (
    <Panel
      title={words.title}
      lead={words.lead}
      isWide
      actions={
        <Button variant="default" size="xs" onClick={() => setEditing(true)}>
          {words.edit}
        </Button>
      }
    >
      <PolicyWorkbench
        kind="trust"
        label={words.document}
        text={formatPolicy(role.AssumeRolePolicyDocument)}
        onChange={nothing}
        isReadOnly
      />
      <Dialog title={words.editTitle(role.RoleName)} isOpen={isEditing} onClose={close} isWidest>
        <TrustForm role={role} onClose={close} onChange={onChange} />
      </Dialog>
    </Panel>
  );
}

const documentOf = ({ Role: { AssumeRolePolicyDocument } }: { readonly Role: Role }) => AssumeRolePolicyDocument;

function TrustForm({ role, onClose, onChange }: TrustPanelProps & { readonly onClose: () => void }) {
  const words = useWords(roleWords);
  const { RoleName } = role;
  const tell = useTell();
  const { isBusy, refusal, make } = useChange();
  const [text, setText] = useState(() => formatPolicy(role.AssumeRolePolicyDocument));
  const { isOvertaken, check } = useOvertaken(
    ramCall("GetRole", { RoleName }),
    documentOf,
    role.AssumeRolePolicyDocument,
  );
  const save = async () => {
    if (await check()) return;
    if ((await make(ramCall("UpdateRole", { RoleName, NewAssumeRolePolicyDocument: text }))) === undefined) return;
    tell(words.saved);
    onClose();
    onChange();
  };
  const cancel = () => {
    onClose();
    if (isOvertaken) onChange();
  };
  return (
    <DialogForm submit={words.save} isBusy={isBusy} refusal={refusal} onSubmit={() => void save()} onCancel={cancel}>
      <TrustFields text={text} onChange={setText} />
      {isOvertaken && <OvertakenNote />}
    </DialogForm>
  );
}
