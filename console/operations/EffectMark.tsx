import type { OperationSummary } from "../../src/reference/summarize-operation.ts";
import { useMessages } from "../language/language.tsx";
import styles from "./effect-mark.module.css";
import { effectOf } from "./operations.tsx";

interface EffectMarkProps {
  readonly operation: OperationSummary;
  /** A dot only; its word is for screen readers. */
  readonly isSmall?: boolean;
}

/** Whether a call reads, writes or deletes. */
export function EffectMark({ operation, isSmall = false }: EffectMarkProps) {
  const { explorer } = useMessages();
  const effect = effectOf(operation);
  const word = { reads: explorer.readOnly, writes: explorer.writes, deletes: explorer.deletes }[effect];
  return (
    <span className={isSmall ? styles.dot : styles.mark} data-effect={effect} title={isSmall ? word : undefined}>
      {isSmall ? <span className="unseen">{word}</span> : word}
    </span>
  );
}
