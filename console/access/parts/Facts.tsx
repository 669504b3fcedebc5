import { Fragment, type ReactNode } from "react";
import styles from "./facts.module.css";

export interface Fact {
  readonly name: string;
  readonly value: ReactNode;
  /** Set in the type of code. */
  readonly isCode?: boolean;
}

/** Names and values; what is empty shows a dash. */
export function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl className={styles.facts}>
      {facts.map(({ name, value, isCode }) => (
        <Fragment key={name}>
          <dt>{name}</dt>
          <dd data-code={isCode}>{value === "" || value === undefined ? <span aria-hidden="true">–</span> : value}</dd>
        </Fragment>
      ))}
    </dl>
  );
}
