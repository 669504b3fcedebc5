import { historyOf } from "../../src/contract/releases.ts";
import { useLanguage } from "../language/language.tsx";
import { useWords } from "../language/words.ts";
import { historyWords } from "./history-words.ts";
import styles from "./reference.module.css";

/** Since when an operation is there, and what became different. */
export function History({ operation }: { readonly operation: string }) {
  const words = useWords(historyWords);
  const { language } = useLanguage();
  const { since, changes } = historyOf(operation);
  return (
    <section className={styles.section}>
      <h2 className={styles.heading}>{words.title}</h2>
      {changes.length > 0 && (
        <ul className={styles.behaviours}>
          {changes.map(({ version, text }) => (
            <li key={`${version} ${text.en}`}>
              <span className={styles.evidence}>{version}</span>
              {text[language]}
            </li>
          ))}
        </ul>
      )}
      <p>{words.since(since)}</p>
    </section>
  );
}
