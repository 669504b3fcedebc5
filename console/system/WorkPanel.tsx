import { Panel } from "../access/parts/Panel.tsx";
import { PanelEmpty } from "../access/parts/PanelRead.tsx";
import { useLanguage } from "../language/language.tsx";
import { useWords } from "../language/words.ts";
import styles from "./system.module.css";
import { byKind, type JobCount } from "./system-status.ts";
import { systemWords } from "./words.ts";

/** What is waiting, under way and set aside, by kind. */
export function WorkPanel({ jobs }: { readonly jobs: readonly JobCount[] }) {
  const { jobs: words } = useWords(systemWords);
  const kinds = byKind(jobs);
  return (
    <Panel title={words.title}>
      {kinds.length === 0 ? (
        <PanelEmpty>
          <strong>{words.none}</strong>
          <p>{words.noneLead}</p>
        </PanelEmpty>
      ) : (
        <table className={styles.table}>
          <caption className="unseen">{words.title}</caption>
          <thead>
            <tr>
              <td />
              <th scope="col">{words.ready}</th>
              <th scope="col">{words.leased}</th>
              <th scope="col">{words.quarantined}</th>
            </tr>
          </thead>
          <tbody>
            {kinds.map(({ kind, ready, leased, quarantined }) => (
              <tr key={kind}>
                <th scope="row">{words.kinds[kind] ?? kind}</th>
                <Count value={ready} />
                <Count value={leased} />
                <Count value={quarantined} isBad />
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {kinds.some(({ quarantined }) => quarantined > 0) && <p className={styles.soft}>{words.setAside}</p>}
    </Panel>
  );
}

function Count({ value, isBad = false }: { readonly value: number; readonly isBad?: boolean }) {
  const { language } = useLanguage();
  return <td data-bad={isBad && value > 0}>{value.toLocaleString(language)}</td>;
}
