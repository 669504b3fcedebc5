import { Checkbox, MultiSelect } from "@mantine/core";
import { useWords } from "../../language/words.ts";
import { findAnswer } from "../operation.ts";
import { useFieldRule } from "../parts/field-rule.ts";
import { RuleField } from "../parts/RuleField.tsx";
import { type Picks, useGroupPicks, usePolicyPicks } from "../parts/use-picks.ts";
import { partWords } from "../parts/words.ts";
import type { UserDraft } from "./create-user.ts";
import { PasswordFields } from "./PasswordFields.tsx";
import styles from "./users.module.css";
import { userWords } from "./words.ts";

interface UserDraftFieldsProps {
  readonly draft: UserDraft;
  readonly onChange: (changes: Partial<UserDraft>) => void;
}

/** Who the user is, and what it gets at once. */
export function UserDraftFields({ draft, onChange }: UserDraftFieldsProps) {
  const words = useWords(userWords);
  const { wants } = useWords(partWords);
  return (
    <>
      <div className={styles.pair}>
        <RuleField
          label={words.name}
          rule={useFieldRule("CreateUser", "UserName")}
          wants={wants.userName}
          value={draft.userName}
          onChange={(userName) => onChange({ userName })}
          isRequired
          isFirst
        />
        <RuleField
          label={words.displayName}
          rule={useFieldRule("CreateUser", "DisplayName")}
          wants={words.displayNameHint}
          value={draft.displayName}
          onChange={(displayName) => onChange({ displayName })}
        />
      </div>
      <RuleField
        label={words.comments}
        rule={useFieldRule("CreateUser", "Comments")}
        value={draft.comments}
        onChange={(comments) => onChange({ comments })}
      />
      <fieldset className={styles.group}>
        <legend>{words.make.atOnce}</legend>
        <div className={styles.pair}>
          <Chooser
            label={words.make.groups}
            from={useGroupPicks()}
            chosen={draft.groups}
            onChoose={(groups) => onChange({ groups })}
          />
          <Chooser
            label={words.make.policies}
            from={usePolicyPicks()}
            chosen={draft.policies}
            onChoose={(policies) => onChange({ policies })}
          />
        </div>
        <Checkbox
          label={words.make.key}
          description={words.make.keyHint}
          checked={draft.hasKey}
          onChange={({ target }) => onChange({ hasKey: target.checked })}
        />
        <Checkbox
          label={words.make.login}
          description={words.make.loginHint}
          checked={draft.hasLogin}
          onChange={({ target }) => onChange({ hasLogin: target.checked, ...(!target.checked && { password: "" }) })}
        />
        {draft.hasLogin && (
          <PasswordFields
            label={words.login.password}
            password={draft.password}
            onChange={(password) => onChange({ password })}
            mustChange={draft.mustChange}
            onMustChange={(mustChange) => onChange({ mustChange })}
          />
        )}
      </fieldset>
    </>
  );
}

interface ChooserProps {
  readonly label: string;
  readonly from: Picks;
  readonly chosen: readonly string[];
  readonly onChoose: (chosen: readonly string[]) => void;
}

function Chooser({ label, from: { picks }, chosen, onChoose }: ChooserProps) {
  const { make: words } = useWords(userWords);
  const { picking } = useWords(partWords);
  const isHidden = picks.kind === "read" && "refusal" in picks;
  const all = findAnswer(picks) ?? [];
  // What the form began with stays shown while the list is being read.
  const missing = chosen.filter((id) => all.every((one) => one.id !== id));
  const options = [
    ...missing.map((id) => ({ value: id, label: id.replace(/^\w+\//, "") })),
    ...all.map((one) => ({ value: one.id, label: one.label })),
  ];
  return (
    <MultiSelect
      label={label}
      description={isHidden ? words.listHidden : undefined}
      disabled={isHidden}
      placeholder={chosen.length === 0 ? words.nobody : undefined}
      nothingFoundMessage={picking.none}
      data={options}
      value={[...chosen]}
      onChange={onChoose}
      limit={60}
      searchable
      hidePickedOptions
    />
  );
}
