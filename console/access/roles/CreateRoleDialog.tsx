import { useState } from "react";
import { useLocation } from "wouter";
import { useWords } from "../../language/words.ts";
import { useSession } from "../../session/session.tsx";
import { Dialog } from "../parts/Dialog.tsx";
import { DialogForm } from "../parts/DialogForm.tsx";
import { useFieldRule } from "../parts/field-rule.ts";
import { RuleField } from "../parts/RuleField.tsx";
import { useTell } from "../parts/tell.tsx";
import { ramCall, useChange } from "../parts/use-change.ts";
import { partWords } from "../parts/words.ts";
import { accessPath } from "../paths.ts";
import styles from "./roles.module.css";
import { SessionLengthField } from "./SessionLength.tsx";
import { TrustFields } from "./TrustFields.tsx";
import { writeTrust } from "./trust-choice.ts";
import { roleWords } from "./words.ts";

interface CreateRoleDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

export function CreateRoleDialog({ isOpen, onClose }: CreateRoleDialogProps) {
  const words = useWords(roleWords);
  return (
    <Dialog title={words.createTitle} isOpen={isOpen} onClose={onClose} isWidest>
      <CreateRoleForm onClose={onClose} />
    </Dialog>
  );
}

const shortestSeconds = 3600;

function CreateRoleForm({ onClose }: Omit<CreateRoleDialogProps, "isOpen">) {
  const words = useWords(roleWords);
  const { wants } = useWords(partWords);
  const accountId = useSession().state?.principal?.accountId ?? "";
  const [, navigate] = useLocation();
  const tell = useTell();
  const { isBusy, refusal, make } = useChange();
  const [name, setName] = useState("");
  const [description, setDescription] = useState("");
  const [seconds, setSeconds] = useState(shortestSeconds);
  const [trust, setTrust] = useState(() => writeTrust({ who: "own", accountId, name: "", externalId: "" }));
  const create = async () => {
    const role = {
      RoleName: name,
      AssumeRolePolicyDocument: trust,
      Description: description === "" ? undefined : description,
      MaxSessionDuration: String(seconds),
    };
    if ((await make(ramCall("CreateRole", role))) === undefined) return;
    tell(words.made(name));
    onClose();
    navigate(accessPath("roles", name));
  };
  return (
    <DialogForm
      submit={words.create}
      isBusy={isBusy}
      refusal={refusal}
      onSubmit={() => void create()}
      onCancel={onClose}
    >
      <div className={styles.pair}>
        <RuleField
          label={words.name}
          rule={useFieldRule("CreateRole", "RoleName")}
          wants={wants.roleName}
          value={name}
          onChange={setName}
          isRequired
          isFirst
        />
        <SessionLengthField seconds={seconds} onChange={setSeconds} />
      </div>
      <RuleField
        label={words.description}
        rule={useFieldRule("CreateRole", "Description")}
        wants={words.descriptionHint}
        value={description}
        onChange={setDescription}
      />
      <TrustFields text={trust} onChange={setTrust} />
    </DialogForm>
  );
}
