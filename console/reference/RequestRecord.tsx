import type { ReactNode } from "react";
import { Link } from "wouter";
import { AuditTime } from "../access/audit/AuditTime.tsx";
import type { AuditRecord } from "../access/audit/audit-record.ts";
import { Deciding } from "../access/audit/Deciding.tsx";
import { noFilters, writeFilters } from "../access/audit/filters.ts";
import { ActionName, AnswerStatus, DecisionMark, formatDuration } from "../access/audit/record-cells.tsx";
import { type Refusal, useReading } from "../access/operation.ts";
import { Facts } from "../access/parts/Facts.tsx";
import { Panel } from "../access/parts/Panel.tsx";
import { PanelEmpty, PanelLoading } from "../access/parts/PanelRead.tsx";
import { accessPath } from "../access/paths.ts";
import { Diagnosis } from "../explorer/Diagnosis.tsx";
import { useWords } from "../language/words.ts";
import { useSession } from "../session/session.tsx";
import styles from "./reference.module.css";
import { requestWords } from "./request-words.ts";

interface RequestRecordProps {
  readonly requestId: string;
}

/** What the audit log has of a request, for those who may read it. */
export function RequestRecord({ requestId }: RequestRecordProps) {
  const words = useWords(requestWords);
  const { status } = useSession();
  return (
    <div className={styles.request}>
      <Panel title={words.title} lead={<code>{requestId}</code>}>
        {status === "asking" && <PanelLoading />}
        {status === "in" && <Found requestId={requestId} />}
        {(status === "out" || status === "failed") && <SignedOut />}
      </Panel>
    </div>
  );
}

/** Comes back to this very address. */
function SignedOut() {
  const words = useWords(requestWords);
  const here = location.pathname + location.search;
  return (
    <Note title={words.signedOut}>
      <Link href={`/sign-in?to=${encodeURIComponent(here)}`}>{words.signIn}</Link>
    </Note>
  );
}

function Found({ requestId }: RequestRecordProps) {
  const words = useWords(requestWords);
  const { reading } = useReading<{ readonly AuditRecords: readonly AuditRecord[] }>({
    product: "Medialoft",
    action: "ListAuditRecords",
    parameters: { RequestId: requestId },
  });
  if (reading.kind === "loading") return <PanelLoading />;
  if ("refusal" in reading) return <Refused refusal={reading.refusal} />;
  const { AuditRecords: records } = reading.answer;
  if (records.length === 0) return <Note title={words.notFound}>{words.notFoundWhy}</Note>;
  return records.map((record) => <RecordView key={`${record.Time} ${record.Action}`} record={record} />);
}

function Refused({ refusal: { isDenied, message, diagnosis } }: { readonly refusal: Refusal }) {
  const words = useWords(requestWords);
  return (
    <Note title={isDenied ? words.denied : words.failed}>
      <Diagnosis text={diagnosis ?? message} />
    </Note>
  );
}

function Note({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <PanelEmpty>
      <strong>{title}</strong>
      <p>{children}</p>
    </PanelEmpty>
  );
}

function RecordView({ record }: { readonly record: AuditRecord }) {
  const words = useWords(requestWords);
  const { Principal: principal = "", Resource: resource = "", SourceAddress: from = "", RequestId = "" } = record;
  const facts = [
    { name: words.time, value: <AuditTime at={record.Time} /> },
    { name: words.principal, value: principal, isCode: true },
    { name: words.resource, value: resource, isCode: true },
    { name: words.from, value: from, isCode: true },
    { name: words.result, value: record.Status === undefined ? "" : <AnswerStatus record={record} /> },
    { name: words.duration, value: formatDuration(record) },
  ];
  return (
    <div className={styles.requestRecord}>
      <p className={styles.requestHead}>
        <ActionName record={record} /> <DecisionMark record={record} isLong />
      </p>
      <Facts facts={facts.filter(({ value }) => value !== "")} />
      {record.Decision !== undefined && <Deciding record={record} />}
      <Link href={`${accessPath("audit")}?${writeFilters({ ...noFilters, span: "all", request: RequestId })}`}>
        {words.open}
      </Link>
    </div>
  );
}
