import { IconArrowRight, IconBulb } from "@tabler/icons-react";
import { Link } from "wouter";
import { useMessages } from "../language/language.tsx";
import { useWords } from "../language/words.ts";
import { explorerPath } from "../operations/operations.tsx";
import styles from "./answer.module.css";
import { Diagnosis } from "./Diagnosis.tsx";
import { toFragment } from "./parameters.ts";
import type { ParsedAnswer } from "./parse-answer.ts";
import { explorerWords } from "./words.ts";

interface AnswerErrorProps {
  readonly error: NonNullable<ParsedAnswer["error"]>;
  readonly requestId: string;
}

/** What went wrong, why, and where to read on. */
export function AnswerError({ error, requestId }: AnswerErrorProps) {
  const { answer: sentences } = useMessages();
  const query = new URLSearchParams({ q: error.code, ...(requestId !== "" && { requestId }) });
  return (
    <div className={styles.failure} role="alert">
      <p className={styles.code}>{error.code}</p>
      <p lang="en">{error.message}</p>
      {error.diagnosis && (
        <div className={styles.diagnosis}>
          <IconBulb size={18} aria-hidden="true" />
          <div>
            <span className="unseen">{sentences.diagnosis}: </span>
            <Diagnosis text={error.diagnosis} />
          </div>
        </div>
      )}
      {error.denial && <Denial denial={error.denial} />}
      <Link className={styles.more} href={`/troubleshoot?${query}`}>
        {sentences.why}
        <IconArrowRight size={15} aria-hidden="true" />
      </Link>
    </div>
  );
}

const encoded = "EncodedDiagnosticMessage";

/** Who was denied what, in the order of the vendor's words for it. */
function Denial({ denial }: { readonly denial: Readonly<Record<string, unknown>> }) {
  const { answer: sentences } = useMessages();
  const { answer } = useWords(explorerWords);
  const pairs = Object.entries(denial).filter(([name]) => name !== encoded);
  const message = denial[encoded];
  return (
    <section aria-label={sentences.denied}>
      <dl className={styles.denial}>
        {pairs.map(([name, value]) => (
          <div key={name}>
            <dt title={name}>{answer.denial[name] ?? name}</dt>
            <dd title={String(value)}>{answer.denialValues[String(value)] ?? String(value)}</dd>
          </div>
        ))}
      </dl>
      {typeof message === "string" && (
        <Link href={`${explorerPath("RAM", "DecodeDiagnosticMessage")}${toFragment({ [encoded]: message })}`}>
          {answer.decode}
        </Link>
      )}
    </section>
  );
}
