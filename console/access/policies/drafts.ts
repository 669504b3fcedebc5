import { useState } from "react";

/** Texts that were changed and not saved, by the page they belong to: they outlive it until the console is closed. */
const kept = new Map<string, string>();

export interface Draft {
  readonly text: string;
  readonly set: (text: string) => void;
  readonly isChanged: boolean;
  /** It comes from an earlier visit of the page. */
  readonly wasKept: boolean;
  /** Back to what is saved; to another text when that is what is saved from now on. */
  readonly reset: (saved?: string) => void;
}

/** A text that somebody is changing. */
export function useDraft(key: string, saved: string): Draft {
  const [text, setText] = useState(() => kept.get(key) ?? saved);
  const [wasKept, setWasKept] = useState(() => kept.has(key));
  const [base, setBase] = useState(saved);
  if (saved !== base) {
    // Something else was saved meanwhile: a text that nobody has changed follows it.
    setBase(saved);
    if (text === base) setText(saved);
  }
  const set = (fresh: string) => {
    if (fresh === saved) kept.delete(key);
    else kept.set(key, fresh);
    setText(fresh);
  };
  const reset = (fresh = saved) => {
    kept.delete(key);
    setText(fresh);
    setWasKept(false);
  };
  return { text, set, isChanged: text !== saved, wasKept: wasKept && text !== saved, reset };
}
