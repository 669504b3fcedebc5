import { Checkbox } from "@mantine/core";
import { useState } from "react";
import { useWords } from "../../language/words.ts";
import { DialogForm } from "../parts/DialogForm.tsx";
import { OvertakenNote } from "../parts/OvertakenNote.tsx";
import { useTell } from "../parts/tell.tsx";
import { ramCall, useChange } from "../parts/use-change.ts";
import { useOvertaken } from "../parts/use-overtaken.ts";
import type { PasswordPolicy } from "../users/password-rules.ts";
import { NumberField } from "./NumberField.tsx";
import styles from "./overview.module.css";
import { overviewWords } from "./words.ts";

interface PasswordRulesFormProps {
  readonly policy: PasswordPolicy;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

const toText = ({ PasswordPolicy }: { readonly PasswordPolicy: PasswordPolicy }) => JSON.stringify(PasswordPolicy);

const flags = [
  ["RequireLowercaseCharacters", "lowercase"],
  ["RequireUppercaseCharacters", "uppercase"],
  ["RequireNumbers", "digit"],
  ["RequireSymbols", "symbol"],
] as const;

/** All rules are saved together: what is not sent would be as at first. */
export function PasswordRulesForm({ policy, onClose, onDone }: PasswordRulesFormProps) {
  const { password: words } = useWords(overviewWords);
  const tell = useTell();
  const { isBusy, refusal, make } = useChange();
  const [draft, setDraft] = useState(policy);
  const { isOvertaken, check } = useOvertaken(ramCall("GetPasswordPolicy"), toText, toText({ PasswordPolicy: policy }));
  const set = (changes: Partial<PasswordPolicy>) => setDraft((before) => ({ ...before, ...changes }));
  const save = async () => {
    if (await check()) return;
    const parameters = Object.fromEntries(Object.entries(draft).map(([name, value]) => [name, String(value)]));
    if ((await make(ramCall("SetPasswordPolicy", parameters))) === undefined) return;
    tell(words.saved);
    onClose();
    onDone();
  };
  const number = (parameter: Numbered) => ({
    action: "SetPasswordPolicy",
    parameter,
    value: draft[parameter],
    onChange: (value: number) => set({ [parameter]: value }),
  });
  return (
    <DialogForm submit={words.save} isBusy={isBusy} refusal={refusal} onSubmit={() => void save()} onCancel={onClose}>
      <fieldset className={styles.flags}>
        <legend>{words.must}</legend>
        {flags.map(([name, word]) => (
          <Checkbox
            key={name}
            label={words[word]}
            checked={draft[name]}
            onChange={({ target }) => set({ [name]: target.checked })}
          />
        ))}
      </fieldset>
      <div className={styles.pair}>
        <NumberField label={words.length} isFirst {...number("MinimumPasswordLength")} />
        <NumberField label={words.attempts} hint={words.attemptsHint} {...number("MaxLoginAttemps")} />
        <NumberField label={words.reuse} hint={words.reuseHint} {...number("PasswordReusePrevention")} />
        <NumberField label={words.age} hint={words.ageHint} {...number("MaxPasswordAge")} />
      </div>
      <Checkbox
        label={words.hard}
        description={words.hardHint}
        disabled={draft.MaxPasswordAge === 0}
        checked={draft.HardExpiry}
        onChange={({ target }) => set({ HardExpiry: target.checked })}
      />
      {isOvertaken && <OvertakenNote />}
    </DialogForm>
  );
}

type Numbered = "MinimumPasswordLength" | "MaxLoginAttemps" | "PasswordReusePrevention" | "MaxPasswordAge";
