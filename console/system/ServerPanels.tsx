import { IconCheck, IconExternalLink, IconMinus } from "@tabler/icons-react";
import { Facts } from "../access/parts/Facts.tsx";
import { Panel } from "../access/parts/Panel.tsx";
import { CodeBlock } from "../explorer/CodeBlock.tsx";
import { formatBytes } from "../explorer/parse-answer.ts";
import { useLanguage } from "../language/language.tsx";
import { useWords } from "../language/words.ts";
import { CopyButton } from "../operations/CopyButton.tsx";
import { Figure } from "./StoragePanel.tsx";
import styles from "./system.module.css";
import { formatUptime, type ServerStatus } from "./system-status.ts";
import { systemWords } from "./words.ts";

interface WritesPanelProps {
  readonly server: ServerStatus;
  /** Writes a second, when two readings tell it. */
  readonly rate: number | undefined;
}

export function WritesPanel({ server, rate }: WritesPanelProps) {
  const { writing: words } = useWords(systemWords);
  const { language } = useLanguage();
  const one = (value: number) => value.toLocaleString(language, { maximumFractionDigits: 1 });
  const { Writes, Commits, Syncs } = server;
  return (
    <Panel title={words.title} lead={words.lead}>
      <div className={styles.figures}>
        <Figure value={rate === undefined ? "–" : one(rate)} name={words.rate} />
        <Figure value={Commits === 0 ? "–" : one(Writes / Commits)} name={words.share} />
      </div>
      <Facts
        facts={[
          { name: words.writes, value: Writes.toLocaleString(language) },
          { name: words.commits, value: Commits.toLocaleString(language) },
          { name: words.syncs, value: Syncs.toLocaleString(language) },
        ]}
      />
    </Panel>
  );
}

export function AboutPanel({ server }: { readonly server: ServerStatus }) {
  const { about: words } = useWords(systemWords);
  const { language } = useLanguage();
  const { Mode, Version, NodeVersion, Database, SchemaVersion, UptimeSeconds, MemoryBytes } = server;
  return (
    <Panel title={words.title}>
      <Facts
        facts={[
          { name: words.mode, value: words.modes[Mode] ?? Mode },
          { name: words.version, value: Version, isCode: true },
          { name: words.node, value: NodeVersion, isCode: true },
          {
            name: words.database,
            value: `${Database === "sqlite" ? "SQLite" : "PostgreSQL"}, ${words.schema(SchemaVersion)}`,
          },
          { name: words.uptime, value: formatUptime(UptimeSeconds, language) },
          { name: words.memory, value: formatBytes(MemoryBytes) },
        ]}
      />
    </Panel>
  );
}

export function WallsPanel({ walls }: { readonly walls: readonly string[] }) {
  const { walls: words } = useWords(systemWords);
  return (
    <Panel title={words.title} lead={words.lead}>
      {walls.length === 0 ? (
        <p className={styles.soft}>{words.untried}</p>
      ) : (
        <ul className={styles.walls}>
          {Object.entries(words.names).map(([name, title]) => (
            <Wall key={name} title={title} stands={walls.includes(name)} />
          ))}
        </ul>
      )}
    </Panel>
  );
}

function Wall({ title, stands }: { readonly title: string; readonly stands: boolean }) {
  const { walls: words } = useWords(systemWords);
  return (
    <li data-stands={stands}>
      {stands ? (
        <IconCheck size={16} className={styles.stands} aria-hidden="true" />
      ) : (
        <IconMinus size={16} aria-hidden="true" />
      )}
      {title} <span className={stands ? "unseen" : undefined}>({stands ? words.stands : words.missing})</span>
    </li>
  );
}

/** How to watch this server from elsewhere. */
export function MetricsPanel() {
  const { metrics: words } = useWords(systemWords);
  const scheme = location.protocol === "https:" ? "    scheme: https\n" : "";
  const example = `scrape_configs:\n  - job_name: medialoft\n${scheme}    static_configs:\n      - targets: ["${location.host}"]\n`;
  return (
    <Panel
      title={words.title}
      lead={words.lead}
      actions={
        <a className={styles.open} href="/metrics" target="_blank" rel="noreferrer">
          {words.open}
          <IconExternalLink size={15} aria-hidden="true" />
        </a>
      }
    >
      <p className={styles.soft}>{words.who}</p>
      <div className={styles.snippet}>
        <CodeBlock code={example} syntax="shell" label={words.example} />
        <CopyButton text={() => example} />
      </div>
    </Panel>
  );
}
