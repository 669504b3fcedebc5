import { Button, Checkbox, PasswordInput } from "@mantine/core";
import { IconCheck, IconPoint } from "@tabler/icons-react";
import { useContext, useId, useState } from "react";
import { useWords } from "../../language/words.ts";
import { CopyButton } from "../../operations/CopyButton.tsx";
import { useReading } from "../operation.ts";
import { TriedContext } from "../parts/DialogForm.tsx";
import { ramCall } from "../parts/use-change.ts";
import { partWords } from "../parts/words.ts";
import { checkPassword, makeUpPassword, type PasswordPolicy, type PasswordRule } from "./password-rules.ts";
import styles from "./users.module.css";
import { userWords } from "./words.ts";

interface PasswordFieldsProps {
  readonly label: string;
  readonly password: string;
  readonly onChange: (password: string) => void;
  /** Whether it must be changed at the next sign-in; not asked when absent. */
  readonly mustChange?: boolean;
  readonly onMustChange?: (mustChange: boolean) => void;
  readonly isFirst?: boolean;
}

/** A password within the account's rules, typed or made up. It lives in the form only. */
export function PasswordFields(props: PasswordFieldsProps) {
  const { label, password, onChange, mustChange, onMustChange, isFirst = false } = props;
  const { login: words } = useWords(userWords);
  const { policy, isHidden } = usePasswordPolicy();
  const isTried = useContext(TriedContext);
  const [isShown, setShown] = useState(false);
  const [isLeft, setLeft] = useState(false);
  const rulesId = useId();
  const fault = useFault(password, policy);
  const makeUp = () => {
    onChange(makeUpPassword(policy?.MinimumPasswordLength ?? 0));
    setShown(true);
  };
  return (
    <div className={styles.password}>
      <PasswordInput
        label={label}
        value={password}
        onChange={({ target }) => onChange(target.value)}
        onBlur={() => setLeft(password !== "")}
        visible={isShown}
        onVisibilityChange={setShown}
        error={isTried || isLeft ? fault : undefined}
        aria-describedby={rulesId}
        autoComplete="new-password"
        required
        withAsterisk
        data-autofocus={isFirst || undefined}
      />
      <div id={rulesId}>
        {policy && <Rules password={password} policy={policy} />}
        {isHidden && <p className={styles.note}>{words.rulesHidden}</p>}
      </div>
      <div className={styles.row}>
        <Button variant="default" size="xs" onClick={makeUp}>
          {words.makeUp}
        </Button>
        {password !== "" && <CopyButton text={() => password} label={words.copyPassword} />}
      </div>
      {onMustChange && (
        <Checkbox
          label={words.askChange}
          checked={mustChange === true}
          onChange={({ target }) => onMustChange(target.checked)}
        />
      )}
    </div>
  );
}

function usePasswordPolicy(): { readonly policy: PasswordPolicy | undefined; readonly isHidden: boolean } {
  const { reading } = useReading<{ readonly PasswordPolicy: PasswordPolicy }>(ramCall("GetPasswordPolicy"));
  if (reading.kind === "loading") return { policy: undefined, isHidden: false };
  return "answer" in reading
    ? { policy: reading.answer.PasswordPolicy, isHidden: false }
    : { policy: undefined, isHidden: true };
}

const mostCharacters = 128;

function useFault(password: string, policy: PasswordPolicy | undefined): string | undefined {
  const { login } = useWords(userWords);
  const words = useWords(partWords);
  if (password === "") return words.required;
  if (password.length > mostCharacters) return words.tooLong(mostCharacters, password.length);
  const isBroken = policy !== undefined && checkPassword(password, policy).some(([, isKept]) => !isKept);
  return isBroken ? login.broken : undefined;
}

function Rules({ password, policy }: { readonly password: string; readonly policy: PasswordPolicy }) {
  const { login: words } = useWords(userWords);
  const sentences: Readonly<Record<PasswordRule, string>> = {
    length: words.atLeast(policy.MinimumPasswordLength),
    lowercase: words.lowercase,
    uppercase: words.uppercase,
    digit: words.digit,
    symbol: words.symbol,
  };
  return (
    <ul className={styles.rules} aria-label={words.rules}>
      {checkPassword(password, policy).map(([rule, isKept]) => (
        <li key={rule} data-kept={isKept}>
          {isKept ? <IconCheck size={14} aria-hidden="true" /> : <IconPoint size={14} aria-hidden="true" />}
          {sentences[rule]}
        </li>
      ))}
    </ul>
  );
}
