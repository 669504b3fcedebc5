import { Fragment, type ReactNode } from "react";
import styles from "./facts.module.css";

export interface Fact {
  readonly name: string;
  readonly value: ReactNode;
  /** Set in the type of code. */
  readonly isCode?: boolean;
}

interface FactsProps {
  readonly facts: readonly Fact[];
  /** What can be done with them: buttons. */
  readonly action?: ReactNode;
}

/** Names and values; what is empty shows a dash. */
export function Facts({ facts, action }: FactsProps) {
  return (
    <div className={styles.whole}>
      <dl className={styles.facts}>
        {facts.map(({ name, value, isCode }) => (
          <Fragment key={name}>
            <dt>{name}</dt>
            <dd data-code={isCode || undefined}>
              {value === "" || value === undefined ? <span aria-hidden="true">–</span> : value}
            </dd>
          </Fragment>
        ))}
      </dl>
      {action && <div className={styles.actions}>{action}</div>}
    </div>
  );
}
