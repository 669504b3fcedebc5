import { Button } from "@mantine/core";
import { IconFilePlus } from "@tabler/icons-react";
import { useState } from "react";
import { Link } from "wouter";
import { explainStatement } from "../../../src/policy/explain-statement.ts";
import { parsePolicy } from "../../../src/policy/parse.ts";
import { CodeBlock } from "../../explorer/CodeBlock.tsx";
import { useLanguage } from "../../language/language.tsx";
import { useWords } from "../../language/words.ts";
import { CopyButton } from "../../operations/CopyButton.tsx";
import { DataTable } from "../parts/DataTable.tsx";
import { Dialog } from "../parts/Dialog.tsx";
import { Mark } from "../parts/Mark.tsx";
import { policyPath } from "../paths.ts";
import { CreateForm } from "./CreateForm.tsx";
import styles from "./mode.module.css";
import { modeWords } from "./words.ts";

export interface Generated {
  readonly PolicyDocument?: string;
  readonly CallCount: number;
  readonly IsExact: boolean;
  readonly NotCovered: readonly Uncovered[];
  /** Whose calls it is made of; empty for everybody's. */
  readonly principal: string;
}

interface Uncovered {
  readonly Action: string;
  readonly Resource: string;
  readonly Reason: string;
}

/** The policy as text and in plain words, how it becomes one of the account's own, and what it does not allow. */
export function GeneratedPolicy({ generated }: { readonly generated: Generated }) {
  const words = useWords(modeWords);
  const { PolicyDocument, CallCount, IsExact, NotCovered } = generated;
  return (
    <div className={styles.generated}>
      <p className={styles.facts}>
        {words.madeOf(CallCount)}{" "}
        {!IsExact && (
          <>
            <Mark tone="warn">{words.inexact}</Mark> {words.inexactWhy}
          </>
        )}
      </p>
      {PolicyDocument === undefined ? (
        <p>{words.nothing}</p>
      ) : (
        <Made document={PolicyDocument} principal={generated.principal} />
      )}
      {NotCovered.length > 0 && <UncoveredTable rows={NotCovered} />}
    </div>
  );
}

interface MadeProps {
  readonly document: string;
  readonly principal: string;
}

function Made({ document, principal }: MadeProps) {
  const words = useWords(modeWords);
  const [isCreating, setCreating] = useState(false);
  const [created, setCreated] = useState("");
  return (
    <>
      <PlainStatements text={document} />
      <CodeBlock code={document} syntax="json" label={words.text} />
      <div className={styles.buttons}>
        <Button size="xs" leftSection={<IconFilePlus size={15} />} onClick={() => setCreating(true)}>
          {words.create}
        </Button>
        <CopyButton text={() => document} />
        {created !== "" && <Link href={policyPath("Custom", created)}>{words.see}</Link>}
      </div>
      <Dialog title={words.createTitle} isOpen={isCreating} onClose={() => setCreating(false)}>
        <CreateForm
          document={document}
          principal={principal}
          onClose={() => setCreating(false)}
          onCreated={setCreated}
        />
      </Dialog>
    </>
  );
}

function UncoveredTable({ rows }: { readonly rows: readonly Uncovered[] }) {
  const words = useWords(modeWords);
  const columns = [
    { id: "action", title: words.action, cell: ({ Action }: Uncovered) => <code>{Action}</code> },
    { id: "resource", title: words.resource, cell: ({ Resource }: Uncovered) => <code>{Resource}</code> },
    { id: "reason", title: words.reason, cell: ({ Reason }: Uncovered) => words.reasons[Reason] ?? Reason },
  ];
  return (
    <section className={styles.plain} aria-label={words.notCovered}>
      <h3>{words.notCovered}</h3>
      <DataTable label={words.notCovered} rows={rows} columns={columns} keyOf={(row) => Object.values(row).join(" ")} />
    </section>
  );
}

function PlainStatements({ text }: { readonly text: string }) {
  const words = useWords(modeWords);
  const { language } = useLanguage();
  const parsed = parsePolicy(text, "identity");
  const sentences = parsed.ok ? parsed.document.statements.map((one) => explainStatement(one, language)) : [];
  return (
    <section aria-label={words.plain} className={styles.plain}>
      <h3>{words.plain}</h3>
      <ol>
        {[...new Set(sentences)].map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ol>
    </section>
  );
}
