import { Button } from "@mantine/core";
import { createContext, type FormEvent, type ReactNode, useRef, useState } from "react";
import { useWords } from "../../language/words.ts";
import type { Refusal } from "../operation.ts";
import styles from "./dialog.module.css";
import { RefusalNote } from "./RefusalNote.tsx";
import { partWords } from "./words.ts";

/** Whether somebody has tried to send the form: from then on empty fields that must be filled are named. */
export const TriedContext = createContext(false);

interface DialogFormProps {
  /** What the button says that sends it. */
  readonly submit: string;
  readonly isBusy: boolean;
  readonly refusal: Refusal | undefined;
  /** Called only when no field says that it is wrong. */
  readonly onSubmit: () => void;
  readonly onCancel: () => void;
  /** What it does cannot be undone. */
  readonly isDanger?: boolean;
  readonly children: ReactNode;
}

/** A form in a dialog. It stays as it is filled in when the server refuses, and says why. */
export function DialogForm({ submit, isBusy, refusal, onSubmit, onCancel, isDanger, children }: DialogFormProps) {
  const words = useWords(partWords);
  const form = useRef<HTMLFormElement>(null);
  const [isTried, setTried] = useState(false);
  const send = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    // Fields that are wrong say so once they know that the form was tried.
    requestAnimationFrame(() => {
      const wrong = form.current?.querySelector<HTMLElement>("[aria-invalid=true]");
      if (wrong) wrong.focus();
      else if (!isBusy) onSubmit();
    });
  };
  return (
    <form ref={form} className={styles.form} onSubmit={send} noValidate autoComplete="off">
      <TriedContext value={isTried}>{children}</TriedContext>
      {refusal && <RefusalNote refusal={refusal} />}
      <div className={styles.buttons}>
        <Button variant="default" onClick={onCancel} data-autofocus={isDanger || undefined}>
          {words.cancel}
        </Button>
        <Button type="submit" loading={isBusy} className={isDanger ? styles.danger : undefined}>
          {submit}
        </Button>
      </div>
    </form>
  );
}
