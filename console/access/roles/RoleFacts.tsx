import { Button } from "@mantine/core";
import { useState } from "react";
import { useWords } from "../../language/words.ts";
import { CopyButton } from "../../operations/CopyButton.tsx";
import { Dialog } from "../parts/Dialog.tsx";
import { DialogForm } from "../parts/DialogForm.tsx";
import { Facts } from "../parts/Facts.tsx";
import { useFieldRule } from "../parts/field-rule.ts";
import { RuleField } from "../parts/RuleField.tsx";
import { useTell } from "../parts/tell.tsx";
import { ramCall, useChange } from "../parts/use-change.ts";
import { When } from "../parts/When.tsx";
import type { Role } from "./role.ts";
import { SessionLength, SessionLengthField } from "./SessionLength.tsx";
import { roleWords } from "./words.ts";

interface RoleFactsProps {
  readonly role: Role;
  readonly onChange: () => void;
}

/** What is known of a role, and the way to change it. */
export function RoleFacts({ role, onChange }: RoleFactsProps) {
  const words = useWords(roleWords);
  const [isEditing, setEditing] = useState(false);
  const close = () => setEditing(false);
  return (
    <>
      <Facts
        facts={[
          { name: words.arn, value: role.Arn, isCode: true },
          { name: words.description, value: role.Description },
          { name: words.session, value: <SessionLength seconds={role.MaxSessionDuration} /> },
          { name: words.id, value: role.RoleId, isCode: true },
          { name: words.created, value: <When at={role.CreateDate} /> },
          { name: words.changed, value: <When at={role.UpdateDate} /> },
        ]}
        action={
          <>
            <Button variant="default" size="xs" onClick={() => setEditing(true)}>
              {words.edit}
            </Button>
            <CopyButton text={() => role.Arn} label={words.copyArn} />
          </>
        }
      />
      <Dialog title={words.editTitle(role.RoleName)} isOpen={isEditing} onClose={close}>
        <RoleForm role={role} onClose={close} onChange={onChange} />
      </Dialog>
    </>
  );
}

function RoleForm({ role, onClose, onChange }: RoleFactsProps & { readonly onClose: () => void }) {
  const words = useWords(roleWords);
  const tell = useTell();
  const { isBusy, refusal, make } = useChange();
  // As it was when the form was opened: what others change meanwhile must not look like a change of this form.
  const [before] = useState(role);
  const [description, setDescription] = useState(role.Description);
  const [seconds, setSeconds] = useState(role.MaxSessionDuration);
  const save = async () => {
    const changes = {
      NewDescription: description === before.Description ? undefined : description,
      NewMaxSessionDuration: seconds === before.MaxSessionDuration ? undefined : String(seconds),
    };
    if ((await make(ramCall("UpdateRole", { RoleName: role.RoleName, ...changes }))) === undefined) return;
    tell(words.saved);
    onClose();
    onChange();
  };
  return (
    <DialogForm submit={words.save} isBusy={isBusy} refusal={refusal} onSubmit={() => void save()} onCancel={onClose}>
      <RuleField
        label={words.description}
        rule={useFieldRule("UpdateRole", "NewDescription")}
        wants={words.descriptionHint}
        value={description}
        onChange={setDescription}
        before={before.Description}
        isLong
        isFirst
      />
      <SessionLengthField seconds={seconds} onChange={setSeconds} />
    </DialogForm>
  );
}
