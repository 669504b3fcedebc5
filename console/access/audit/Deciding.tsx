import { Link } from "wouter";
import { explainStatement } from "../../../src/policy/explain-statement.ts";
import { smallestPolicy } from "../../../src/policy/smallest-policy.ts";
import { CodeBlock } from "../../explorer/CodeBlock.tsx";
import { useLanguage } from "../../language/language.tsx";
import { useWords } from "../../language/words.ts";
import { CopyButton } from "../../operations/CopyButton.tsx";
import { policyPath } from "../paths.ts";
import styles from "./audit.module.css";
import { type AuditRecord, findLacking, isDenial, type RecordedStatement } from "./audit-record.ts";
import { useStatementText } from "./use-statement-text.ts";
import { auditWords } from "./words.ts";

/** Which statements decided and what they say, or why none did. */
export function Deciding({ record }: { readonly record: AuditRecord }) {
  const words = useWords(auditWords);
  const { Statements = [], Decision } = record;
  return (
    <section className={styles.section}>
      <h3>{words.decidedTitle}</h3>
      {Statements.map((statement) => (
        <DecidingStatement key={keyOf(statement)} recorded={statement} />
      ))}
      <Reason record={record} />
      {Decision === "SoftDeny" && <p>{words.wentThrough}</p>}
      <Remedy record={record} />
    </section>
  );
}

const keyOf = ({ Layer, PolicyName = "", AttachedTo = "", StatementNumber }: RecordedStatement): string =>
  [Layer, PolicyName, AttachedTo, StatementNumber].join(" ");

function Reason({ record }: { readonly record: AuditRecord }) {
  const words = useWords(auditWords);
  const { Statements = [], Decision, DecidedBy, Action = "" } = record;
  if (DecidedBy === undefined) return <p>{Decision === "Allow" ? words.noPolicy : words.noPolicyDenied}</p>;
  if (!isDenial(record)) return null;
  if (Statements.length > 0) return <p>{words.denyWins}</p>;
  if (DecidedBy === "trust") return <p>{words.noTrustStatement}</p>;
  return <p>{DecidedBy === "session" ? words.noSessionStatement(Action) : words.noStatement(Action)}</p>;
}

function DecidingStatement({ recorded }: { readonly recorded: RecordedStatement }) {
  const words = useWords(auditWords);
  const { Layer, PolicyName, PolicyType = "", PolicyVersion, AttachedTo = "", StatementNumber } = recorded;
  const [kind = "", holder = ""] = AttachedTo.split("/");
  const holderWord = Object.hasOwn(words.holders, kind) ? words.holders[kind as keyof typeof words.holders] : kind;
  return (
    <figure className={styles.statement}>
      <figcaption>
        <span className={styles.number}>{words.statement(StatementNumber)}</span>{" "}
        {PolicyName === undefined ? (
          Layer === "trust" ? (
            words.ofTrust
          ) : (
            words.ofSession
          )
        ) : (
          <>
            <Link href={policyPath(PolicyType, PolicyName)}>{PolicyName}</Link> {PolicyVersion},{" "}
            {words.attachedTo(`${holderWord} ${holder}`)}
          </>
        )}
      </figcaption>
      <StatementSentence recorded={recorded} />
    </figure>
  );
}

function StatementSentence({ recorded }: { readonly recorded: RecordedStatement }) {
  const words = useWords(auditWords);
  const { language } = useLanguage();
  const text = useStatementText(recorded);
  if (text.kind === "read") return <p>{explainStatement(text.statement, language)}</p>;
  const notes = {
    asking: "…",
    session: recorded.Layer === "trust" ? words.trustStatement : words.sessionStatement,
    gone: words.statementGone,
    hidden: words.statementHidden,
  };
  return <p className={styles.soft}>{notes[text.kind]}</p>;
}

/** Only what nothing allows is mended by allowing it. */
function Remedy({ record }: { readonly record: AuditRecord }) {
  const words = useWords(auditWords);
  const { Statements = [], DecidedBy } = record;
  const lacking = findLacking(record);
  if (!isDenial(record) || Statements.length > 0 || DecidedBy !== "identity" || lacking.length === 0) return null;
  const policy = smallestPolicy(lacking);
  return (
    <>
      <div className={styles.line}>
        <h4>{words.remedy}</h4>
        <CopyButton text={() => policy} />
      </div>
      <CodeBlock code={policy} syntax="json" label={words.remedy} />
    </>
  );
}
