import type { ReactNode } from "react";
import styles from "./shell.module.css";

interface SkipLinkProps {
  /** The id of what takes the focus. */
  readonly to: string;
  readonly children: ReactNode;
}

/** Leads past what stands before the content, and leaves the address alone: behind its `#` are a page's parameters. */
export function SkipLink({ to, children }: SkipLinkProps) {
  return (
    <a
      className={styles.skip}
      href={`#${to}`}
      onClick={(event) => {
        event.preventDefault();
        document.getElementById(to)?.focus({ preventScroll: true });
      }}
    >
      {children}
    </a>
  );
}
