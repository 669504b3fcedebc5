import type { ReactNode } from "react";
import styles from "./mark.module.css";

interface MarkProps {
  readonly tone?: "good" | "warn" | "bad" | "plain";
  readonly children: ReactNode;
}

/** A word that can be told at a glance; its colour says no more than the word does. */
export function Mark({ tone = "plain", children }: MarkProps) {
  return (
    <span className={styles.mark} data-tone={tone}>
      {children}
    </span>
  );
}
