import { IconAlertTriangle } from "@tabler/icons-react";
import { useWords } from "../../language/words.ts";
import { editorWords } from "./editor-words.ts";
import styles from "./plain-words.module.css";
import type { StatementReading } from "./read-policy.ts";

interface PlainWordsProps {
  readonly statements: readonly StatementReading[];
  /** They are of before the text was broken. */
  readonly isStale: boolean;
  /** Absent where the text is not beside it. */
  readonly onGoTo?: (line: number) => void;
}

/** Each statement of a policy as a sentence, with what its writer should know. */
export function PlainWords({ statements, isStale, onGoTo }: PlainWordsProps) {
  const words = useWords(editorWords);
  return (
    <section aria-label={words.plain} className={styles.plain} data-stale={isStale}>
      <h3 className={styles.title}>
        {words.plain}
        {isStale && statements.length > 0 && <small>{words.stale}</small>}
      </h3>
      {statements.length === 0 && <p className={styles.none}>{words.noStatement}</p>}
      <ol className={styles.list}>
        {withNumbers(statements).map(({ statement, number }) => (
          <li key={number} className={styles.statement} data-effect={statement.effect}>
            <div className={styles.head}>
              <span className={styles.number}>{number}</span>
              <p>{statement.sentence}</p>
            </div>
            {statement.warnings.map(({ code, message }) => (
              <p key={message} className={styles.warning}>
                <IconAlertTriangle size={15} aria-hidden="true" />
                <span>
                  <strong>
                    {words.remarks[code]}
                    {words.afterRemark}
                  </strong>{" "}
                  {message}
                </span>
              </p>
            ))}
            {onGoTo && (
              <button
                type="button"
                className={styles.goTo}
                aria-label={words.statement(number, statement.from)}
                onClick={() => onGoTo(statement.from)}
              >
                {words.line(statement.from)}
              </button>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

const withNumbers = (statements: readonly StatementReading[]) =>
  statements.map((statement, index) => ({ statement, number: index + 1 }));
