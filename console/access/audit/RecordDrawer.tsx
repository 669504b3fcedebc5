import { Drawer } from "@mantine/core";
import { IconFilter, IconFlask, IconPlayerPlay } from "@tabler/icons-react";
import { Suspense, use } from "react";
import { Link } from "wouter";
import { CodeBlock } from "../../explorer/CodeBlock.tsx";
import { useLanguage, useMessages } from "../../language/language.tsx";
import { useWords } from "../../language/words.ts";
import { CopyButton } from "../../operations/CopyButton.tsx";
import { readOperation, useOperations } from "../../operations/use-operations.ts";
import { useSession } from "../../session/session.tsx";
import { Facts } from "../parts/Facts.tsx";
import { accessPath, simulatorPath } from "../paths.ts";
import { AuditTime } from "./AuditTime.tsx";
import styles from "./audit.module.css";
import { type AuditRecord, readParameters, shortPrincipal } from "./audit-record.ts";
import { findAgain, findCandidates } from "./call-again.ts";
import { Deciding } from "./Deciding.tsx";
import { noFilters, writeFilters } from "./filters.ts";
import { ActionName, AnswerStatus, DecisionMark, formatDuration } from "./record-cells.tsx";
import { auditWords } from "./words.ts";

interface RecordDrawerProps {
  readonly record: AuditRecord | undefined;
  readonly onClose: () => void;
}

/** The whole record, beside the list. */
export function RecordDrawer({ record, onClose }: RecordDrawerProps) {
  const { app } = useMessages();
  const words = useWords(auditWords);
  return (
    <Drawer
      opened={record !== undefined}
      onClose={onClose}
      position="right"
      size="36rem"
      title={words.record}
      closeButtonProps={{ "aria-label": app.close }}
      transitionProps={{ duration: 0 }}
      styles={{ title: { fontWeight: 640 } }}
    >
      {record && <RecordView record={record} onLeave={onClose} />}
    </Drawer>
  );
}

interface RecordViewProps {
  readonly record: AuditRecord;
  /** Called when a link on it leads to where this same page stays. */
  readonly onLeave: () => void;
}

function RecordView({ record, onLeave }: RecordViewProps) {
  return (
    <div className={styles.record}>
      <header className={styles.head}>
        <ActionName record={record} />
        <DecisionMark record={record} isLong />
      </header>
      <RecordFacts record={record} />
      {record.Decision !== undefined && <Deciding record={record} />}
      <Needs record={record} />
      {record.Event === "call" && <Sent record={record} />}
      <Suspense>
        <Ways record={record} onLeave={onLeave} />
      </Suspense>
      <Raw record={record} />
    </div>
  );
}

function RecordFacts({ record }: { readonly record: AuditRecord }) {
  const words = useWords(auditWords);
  const { Principal: principal = "", Resource = "", SourceAddress = "", RequestId = "", Detail = "" } = record;
  const facts = [
    { name: words.time, value: <AuditTime at={record.Time} /> },
    { name: words.principal, value: principal, isCode: true },
    { name: words.event, value: record.Event === "call" ? "" : record.Event, isCode: true },
    { name: words.detail, value: Detail },
    { name: words.resource, value: Resource, isCode: true },
    { name: words.source, value: SourceAddress, isCode: true },
    { name: words.result, value: record.Status === undefined ? "" : <AnswerStatus record={record} /> },
    { name: words.duration, value: formatDuration(record) },
    { name: words.request, value: RequestId, isCode: true },
  ];
  return (
    <>
      <Facts facts={facts.filter(({ value }) => value !== "")} />
      {record.ErrorCode !== undefined && (
        <Link href={`/troubleshoot?q=${encodeURIComponent(record.ErrorCode)}`}>{words.why}</Link>
      )}
    </>
  );
}

function Needs({ record: { Needs: needs = [] } }: { readonly record: AuditRecord }) {
  const words = useWords(auditWords);
  if (needs.length === 0) return null;
  return (
    <section className={styles.section}>
      <h3>{words.needsTitle}</h3>
      <ul className={styles.needs}>
        {needs.map(({ Action, Resource, Decision }) => (
          <li key={`${Action} ${Resource}`}>
            <code>{Action}</code> <small>{Resource}</small>
            {Decision !== "Allow" && <strong className={styles.lacking}>{words.needDenied}</strong>}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Sent({ record }: { readonly record: AuditRecord }) {
  const words = useWords(auditWords);
  const parameters = Object.entries(readParameters(record));
  return (
    <section className={styles.section}>
      <h3>{words.parametersTitle}</h3>
      {parameters.length === 0 ? (
        <p className={styles.soft}>{words.noParameters}</p>
      ) : (
        <>
          <Facts facts={parameters.map(([name, value]) => ({ name, value, isCode: true }))} />
          <p className={styles.soft}>{words.parametersNote}</p>
        </>
      )}
    </section>
  );
}

/** Where one may want to go from here. */
function Ways({ record, onLeave }: RecordViewProps) {
  const words = useWords(auditWords);
  const { language } = useLanguage();
  const candidates = findCandidates(record, useOperations()).map(({ name }) => readOperation(name, language));
  const accountId = useSession().state?.principal?.accountId ?? "";
  const again = findAgain(record, candidates.map(use));
  const who = shortPrincipal(record.Principal ?? "", accountId);
  const [kind, name = ""] = who.split("/");
  return (
    <div className={styles.ways}>
      {again && (
        <Link href={again.path}>
          <IconPlayerPlay size={16} aria-hidden="true" />
          {words.again}
        </Link>
      )}
      {again && again.leftOut.length > 0 && <p className={styles.soft}>{words.leftOut(again.leftOut.join(", "))}</p>}
      {(kind === "user" || kind === "role") && (
        <Link href={`${simulatorPath(kind === "user" ? { user: name } : { role: name })}&${questionOf(record)}`}>
          <IconFlask size={16} aria-hidden="true" />
          {words.simulate}
        </Link>
      )}
      {who !== "" && (
        <Link href={`${accessPath("audit")}?${writeFilters({ ...noFilters, principal: who })}`} onClick={onLeave}>
          <IconFilter size={16} aria-hidden="true" />
          <span>{words.only(who)}</span>
        </Link>
      )}
    </div>
  );
}

/** Both are asked of it as they were of the call. */
const questionOf = ({ Action = "", Resource = "" }: AuditRecord) =>
  new URLSearchParams({ action: Action, ...(Resource.startsWith("acs:") && { resource: Resource }) });

function Raw({ record }: { readonly record: AuditRecord }) {
  const words = useWords(auditWords);
  const text = JSON.stringify(record, null, 2);
  return (
    <details className={styles.section}>
      <summary>{words.rawTitle}</summary>
      <CodeBlock code={text} syntax="json" label={words.rawTitle} />
      <CopyButton text={() => text} />
    </details>
  );
}
