import { Panel } from "../access/parts/Panel.tsx";
import { formatBytes } from "../explorer/parse-answer.ts";
import { useLanguage } from "../language/language.tsx";
import { useWords } from "../language/words.ts";
import styles from "./system.module.css";
import type { SystemStatus } from "./system-status.ts";
import { systemWords } from "./words.ts";

/** What is stored, on the whole server where that may be seen, and how much room is left. */
export function StoragePanel({ status }: { readonly status: SystemStatus }) {
  const { storage: words } = useWords(systemWords);
  const { language } = useLanguage();
  const { Server: server } = status;
  const { Objects, ObjectBytes, OpenUploads } = server ?? status;
  const countOf = (count: number) => words.objects(count.toLocaleString(language), count !== 1);
  return (
    <Panel title={words.title}>
      <div className={styles.figures}>
        <Figure value={formatBytes(ObjectBytes)} name={`${words.stored} · ${countOf(Objects)}`} />
        {server && <Figure value={formatBytes(server.FreeBytes)} name={words.free} />}
        <Figure value={OpenUploads.toLocaleString(language)} name={words.uploads} />
      </div>
      {server && <Share stored={ObjectBytes} free={server.FreeBytes} />}
      {server && <p className={styles.soft}>{words.own(countOf(status.Objects), formatBytes(status.ObjectBytes))}</p>}
    </Panel>
  );
}

/** A large number and what it counts. */
export function Figure({ value, name }: { readonly value: string; readonly name: string }) {
  return (
    <div className={styles.figure}>
      <strong>{value}</strong>
      <span>{name}</span>
    </div>
  );
}

function Share({ stored, free }: { readonly stored: number; readonly free: number }) {
  const { storage: words } = useWords(systemWords);
  const percent = stored === 0 ? 0 : Math.max(0.5, (stored / (stored + free)) * 100);
  return (
    <svg
      className={styles.share}
      role="img"
      aria-label={words.share(formatBytes(stored), formatBytes(free))}
      viewBox="0 0 100 1"
      preserveAspectRatio="none"
    >
      <rect width="100" height="1" />
      <rect width={percent} height="1" data-stored />
    </svg>
  );
}
