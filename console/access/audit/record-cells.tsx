import { formatMs } from "../../explorer/parse-answer.ts";
import { useWords } from "../../language/words.ts";
import { useSession } from "../../session/session.tsx";
import { Mark } from "../parts/Mark.tsx";
import styles from "./audit.module.css";
import { type AuditRecord, shortPrincipal } from "./audit-record.ts";
import type { RecordedDecision } from "./filters.ts";
import { auditWords } from "./words.ts";

const tones: Readonly<Record<RecordedDecision, "good" | "bad" | "warn">> = {
  Allow: "good",
  ExplicitDeny: "bad",
  ImplicitDeny: "bad",
  SoftDeny: "warn",
};

export function DecisionMark({ record, isLong = false }: { readonly record: AuditRecord; readonly isLong?: boolean }) {
  const words = useWords(auditWords);
  const { Decision } = record;
  if (Decision === undefined) return null;
  const word = (isLong ? words.decisions : words.shortDecisions)[Decision];
  return <Mark tone={tones[Decision]}>{word}</Mark>;
}

/** Who called, as short as can be told apart within the account. */
export function Principal({ record: { Principal: name } }: { readonly record: AuditRecord }) {
  const words = useWords(auditWords);
  const accountId = useSession().state?.principal?.accountId ?? "";
  if (name === undefined) return <span className={styles.soft}>{words.outside}</span>;
  const short = shortPrincipal(name, accountId);
  if (short === "root") return <span title={name}>{words.root}</span>;
  return (
    <span className={styles.principal} title={name}>
      {short}
    </span>
  );
}

/** What was wanted; its product stands back. */
export function ActionName({ record: { Action, Event } }: { readonly record: AuditRecord }) {
  const [product = "", name] = (Action ?? Event).split(":");
  return (
    <code className={styles.action}>
      {name === undefined ? product : [<span key="product">{product}:</span>, name]}
    </code>
  );
}

export function AnswerStatus({ record: { Status, ErrorCode } }: { readonly record: AuditRecord }) {
  if (Status === undefined) return null;
  return (
    <span className={styles.status} data-good={Status < 400}>
      {Status}
      {ErrorCode !== undefined && <small>{ErrorCode}</small>}
    </span>
  );
}

export const formatDuration = ({ DurationMicroseconds }: AuditRecord): string =>
  DurationMicroseconds === undefined ? "" : formatMs(DurationMicroseconds / 1000);
