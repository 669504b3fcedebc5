import { Checkbox } from "@mantine/core";
import { useState } from "react";
import { useWords } from "../../language/words.ts";
import { DialogForm } from "../parts/DialogForm.tsx";
import { useFieldRule } from "../parts/field-rule.ts";
import { RuleField } from "../parts/RuleField.tsx";
import { useTell } from "../parts/tell.tsx";
import { ramCall, useChange } from "../parts/use-change.ts";
import { modeWords } from "./words.ts";

interface CreateFormProps {
  readonly document: string;
  /** Whose calls it is made of; empty for everybody's. */
  readonly principal: string;
  readonly onClose: () => void;
  /** Called with the policy's name. */
  readonly onCreated: (name: string) => void;
}

/** Makes the generated policy one of the account's own, and attaches it where it came from. */
export function CreateForm({ document, principal, onClose, onCreated }: CreateFormProps) {
  const words = useWords(modeWords);
  const tell = useTell();
  const holder = findHolder(principal);
  const [name, setName] = useState(holder ? `least-${holder.name.replaceAll(/[^A-Za-z0-9-]+/g, "-")}` : "");
  const [description, setDescription] = useState(() =>
    words.describe(principal || words.everybody, new Date().toISOString().slice(0, 10)),
  );
  const [isAttached, setAttached] = useState(holder !== undefined);
  const { isBusy, refusal, make } = useChange();
  const create = async () => {
    const fields = { PolicyName: name, PolicyDocument: document };
    const made = await make(ramCall("CreatePolicy", { ...fields, Description: description || undefined }));
    if (made === undefined) return;
    onCreated(name);
    const attached = holder && isAttached ? await make(holder.attach(name)) : undefined;
    onClose();
    if (!holder || !isAttached) return tell(words.created(name));
    tell(attached === undefined ? words.halfDone(name) : words.createdAttached(name, holder.name));
  };
  return (
    <DialogForm
      submit={words.create}
      isBusy={isBusy}
      refusal={refusal}
      onSubmit={() => void create()}
      onCancel={onClose}
    >
      <RuleField
        label={words.name}
        rule={useFieldRule("CreatePolicy", "PolicyName")}
        wants={words.nameHint}
        value={name}
        onChange={setName}
        isRequired
        isFirst
      />
      <RuleField
        label={words.description}
        rule={useFieldRule("CreatePolicy", "Description")}
        value={description}
        onChange={setDescription}
        isLong
      />
      {holder && (
        <Checkbox
          label={words.attach(holder.name)}
          description={words.attachHint}
          checked={isAttached}
          onChange={({ target }) => setAttached(target.checked)}
        />
      )}
    </DialogForm>
  );
}

/** Who can have the policy, of whom it was asked: a user, or a role whichever of its sessions was meant. */
function findHolder(principal: string) {
  const [, kind, name] = /(?:^|:)(user|role)\/([\w.@-]+)/.exec(principal) ?? [];
  if (name === undefined) return undefined;
  const attach = (PolicyName: string) =>
    kind === "user"
      ? ramCall("AttachPolicyToUser", { PolicyType: "Custom", PolicyName, UserName: name })
      : ramCall("AttachPolicyToRole", { PolicyType: "Custom", PolicyName, RoleName: name });
  return { name, attach };
}
