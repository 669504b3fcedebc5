import { UnstyledButton } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { useWords } from "../../language/words.ts";
import { type Column, DataTable } from "../parts/DataTable.tsx";
import { AuditTime } from "./AuditTime.tsx";
import styles from "./audit.module.css";
import type { AuditRecord } from "./audit-record.ts";
import { ActionName, AnswerStatus, DecisionMark, formatDuration, Principal } from "./record-cells.tsx";
import { auditWords } from "./words.ts";

interface RecordListProps {
  readonly records: readonly AuditRecord[];
  readonly onOpen: (record: AuditRecord) => void;
}

/** A table where there is room for one, else cards. */
export function RecordList(props: RecordListProps) {
  const isNarrow = useMediaQuery("(max-width: 48em)", undefined, { getInitialValueInEffect: false });
  return isNarrow ? <RecordCards {...props} /> : <RecordTable {...props} />;
}

function RecordTable({ records, onOpen }: RecordListProps) {
  const words = useWords(auditWords);
  const columns: readonly Column<Numbered>[] = [
    {
      id: "time",
      title: words.time,
      cell: ({ record }) => (
        <UnstyledButton className={styles.open} onClick={() => onOpen(record)} aria-haspopup="dialog">
          <span className="unseen">{words.open(record.Action ?? record.Event)} </span>
          <AuditTime at={record.Time} />
        </UnstyledButton>
      ),
    },
    { id: "principal", title: words.principal, cell: ({ record }) => <Principal record={record} /> },
    { id: "action", title: words.action, cell: ({ record }) => <ActionName record={record} /> },
    { id: "decision", title: words.decision, cell: ({ record }) => <DecisionMark record={record} /> },
    { id: "result", title: words.result, cell: ({ record }) => <AnswerStatus record={record} /> },
    {
      id: "source",
      title: words.source,
      cell: ({ record }) => <code className={styles.address}>{record.SourceAddress}</code>,
    },
    { id: "duration", title: words.duration, cell: ({ record }) => formatDuration(record) },
  ];
  return (
    <div className={styles.table}>
      <DataTable label={words.table} rows={number(records)} columns={columns} keyOf={({ key }) => key} />
    </div>
  );
}

function RecordCards({ records, onOpen }: RecordListProps) {
  const words = useWords(auditWords);
  return (
    <ol className={styles.cards} aria-label={words.table}>
      {number(records).map(({ key, record }) => (
        <li key={key}>
          <UnstyledButton className={styles.card} onClick={() => onOpen(record)} aria-haspopup="dialog">
            <ActionName record={record} />
            <DecisionMark record={record} />
            <span className={styles.who}>
              <Principal record={record} />
            </span>
            <AnswerStatus record={record} />
            <small className={styles.soft}>
              <AuditTime at={record.Time} />
            </small>
            <small className={styles.soft}>{record.SourceAddress}</small>
          </UnstyledButton>
        </li>
      ))}
    </ol>
  );
}

interface Numbered {
  readonly key: string;
  readonly record: AuditRecord;
}

/** Two calls can come in one millisecond; of one request there can be several rows. */
function number(records: readonly AuditRecord[]): readonly Numbered[] {
  const seen = new Map<string, number>();
  return records.map((record) => {
    const name = `${record.Time} ${record.RequestId ?? record.Event}`;
    const before = seen.get(name) ?? 0;
    seen.set(name, before + 1);
    return { key: `${name} ${before}`, record };
  });
}
