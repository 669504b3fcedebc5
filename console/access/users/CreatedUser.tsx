import { Button } from "@mantine/core";
import { IconCheck, IconX } from "@tabler/icons-react";
import { useWords } from "../../language/words.ts";
import type { Refusal } from "../operation.ts";
import { useRefusalSentence } from "../parts/refusal-words.ts";
import { type NewKey, SecretOnce } from "../parts/SecretOnce.tsx";
import { partWords } from "../parts/words.ts";
import type { DoneStep } from "./create-user.ts";
import styles from "./users.module.css";
import { userWords } from "./words.ts";

interface CreatedUserProps {
  readonly userName: string;
  readonly steps: readonly DoneStep[];
  readonly newKey: NewKey | undefined;
  readonly onLeave: () => void;
}

/** What came of making a user: each step, and the secret of its key. */
export function CreatedUser({ userName, steps, newKey, onLeave }: CreatedUserProps) {
  const { make: words } = useWords(userWords);
  const { secret } = useWords(partWords);
  const isPartly = steps.some(({ refusal }) => refusal);
  return (
    <div className={styles.stack}>
      {isPartly && <p role="alert">{words.partly}</p>}
      <ul className={styles.steps}>
        <li>
          <IconCheck size={16} aria-hidden="true" />
          <span>{words.steps.user}</span>
        </li>
        {steps.map((step) => (
          <StepLine key={`${step.kind} ${step.name}`} {...step} />
        ))}
      </ul>
      {newKey && (
        <div className={styles.wide}>
          <SecretOnce who={userName} newKey={newKey} />
        </div>
      )}
      <Button onClick={onLeave} className={styles.end} data-autofocus>
        {newKey ? secret.kept : words.open}
      </Button>
    </div>
  );
}

function StepLine({ kind, name, refusal }: DoneStep) {
  const { make: words } = useWords(userWords);
  const sentences = refusal ? words.failed : words.steps;
  const sentence = sentences[kind];
  return (
    <li data-failed={refusal !== undefined}>
      {refusal ? <IconX size={16} aria-hidden="true" /> : <IconCheck size={16} aria-hidden="true" />}
      <span>
        {typeof sentence === "string" ? sentence : sentence(name)}
        {refusal && <Why refusal={refusal} />}
      </span>
    </li>
  );
}

const Why = ({ refusal }: { readonly refusal: Refusal }) => <small>{useRefusalSentence(refusal)}</small>;
