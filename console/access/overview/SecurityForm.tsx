import { Checkbox, Radio } from "@mantine/core";
import { useState } from "react";
import { useWords } from "../../language/words.ts";
import { DialogForm } from "../parts/DialogForm.tsx";
import { useTell } from "../parts/tell.tsx";
import { ramCall, useChange } from "../parts/use-change.ts";
import { NetworksField } from "./NetworksField.tsx";
import { NumberField } from "./NumberField.tsx";
import { everywhere, isEverywhere } from "./networks.ts";
import styles from "./overview.module.css";
import type { SecurityPreference } from "./security-preference.ts";
import { overviewWords } from "./words.ts";

interface SecurityFormProps {
  readonly preference: SecurityPreference;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

interface Draft {
  readonly mayChangePassword: boolean;
  readonly mayManageKeys: boolean;
  readonly hours: number;
  readonly isLimited: boolean;
  readonly masks: string;
}

function toDraft({ LoginProfilePreference: login, AccessKeyPreference: keys }: SecurityPreference): Draft {
  const isLimited = !isEverywhere(login.LoginNetworkMasks);
  return {
    mayChangePassword: login.AllowUserToChangePassword,
    mayManageKeys: keys.AllowUserToManageAccessKeys,
    hours: login.LoginSessionDuration,
    isLimited,
    masks: isLimited ? login.LoginNetworkMasks : "",
  };
}

/** Only what differs from what was read is sent: what somebody else changed meanwhile stays. */
function changesOf(before: Draft, now: Draft): Record<string, string | undefined> {
  const masksOf = ({ isLimited, masks }: Draft) => (isLimited ? masks : everywhere);
  const changed = (name: keyof Draft) => (now[name] === before[name] ? undefined : String(now[name]));
  return {
    AllowUserToChangePassword: changed("mayChangePassword"),
    AllowUserToManageAccessKeys: changed("mayManageKeys"),
    LoginSessionDuration: changed("hours"),
    LoginNetworkMasks: masksOf(now) === masksOf(before) ? undefined : masksOf(now),
  };
}

export function SecurityForm({ preference, onClose, onDone }: SecurityFormProps) {
  const { security: words } = useWords(overviewWords);
  const tell = useTell();
  const { isBusy, refusal, make } = useChange();
  const [before] = useState(() => toDraft(preference));
  const [draft, setDraft] = useState(before);
  const set = (changes: Partial<Draft>) => setDraft((all) => ({ ...all, ...changes }));
  const save = async () => {
    if ((await make(ramCall("SetSecurityPreference", changesOf(before, draft)))) === undefined) return;
    tell(words.saved);
    onClose();
    onDone();
  };
  return (
    <DialogForm submit={words.save} isBusy={isBusy} refusal={refusal} onSubmit={() => void save()} onCancel={onClose}>
      <div className={styles.flags}>
        <Checkbox
          label={words.password}
          checked={draft.mayChangePassword}
          onChange={({ target }) => set({ mayChangePassword: target.checked })}
          data-autofocus
        />
        <Checkbox
          label={words.keys}
          checked={draft.mayManageKeys}
          onChange={({ target }) => set({ mayManageKeys: target.checked })}
        />
      </div>
      <NumberField
        label={words.hoursField}
        action="SetSecurityPreference"
        parameter="LoginSessionDuration"
        value={draft.hours}
        onChange={(hours) => set({ hours })}
      />
      <Radio.Group
        label={words.networks}
        value={draft.isLimited ? "limited" : "everywhere"}
        onChange={(value) => set({ isLimited: value === "limited" })}
      >
        <div className={styles.flags}>
          <Radio value="everywhere" label={words.from} />
          <Radio value="limited" label={words.onlyFrom} />
        </div>
      </Radio.Group>
      {draft.isLimited && <NetworksField value={draft.masks} onChange={(masks) => set({ masks })} />}
    </DialogForm>
  );
}
