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
import { Dialog } from "../parts/Dialog.tsx";
import { Mark } from "../parts/Mark.tsx";
import { policyPath } from "../paths.ts";
import { CreateForm } from "./CreateForm.tsx";
import styles from "./mode.module.css";
import { modeWords } from "./words.ts";

export interface Generated {
  readonly PolicyDocument: string;
  readonly CallCount: number;
  readonly IsExact: boolean;
  /** Whose calls it is made of; empty for everybody's. */
  readonly principal: string;
}

/** The policy as text and in plain words, and how it becomes one of the account's own. */
export function GeneratedPolicy({ generated }: { readonly generated: Generated }) {
  const words = useWords(modeWords);
  const { PolicyDocument, CallCount, IsExact } = generated;
  const [isCreating, setCreating] = useState(false);
  const [created, setCreated] = useState("");
  return (
    <div className={styles.generated}>
      <p className={styles.facts}>
        {words.madeOf(CallCount)} {!IsExact && <Mark tone="warn">{words.inexact}</Mark>}
      </p>
      <PlainStatements text={PolicyDocument} />
      <CodeBlock code={PolicyDocument} syntax="json" label={words.text} />
      <div className={styles.buttons}>
        <Button size="xs" leftSection={<IconFilePlus size={15} />} onClick={() => setCreating(true)}>
          {words.create}
        </Button>
        <CopyButton text={() => PolicyDocument} />
        {created !== "" && <Link href={policyPath("Custom", created)}>{words.see}</Link>}
      </div>
      <Dialog title={words.createTitle} isOpen={isCreating} onClose={() => setCreating(false)}>
        <CreateForm generated={generated} onClose={() => setCreating(false)} onCreated={setCreated} />
      </Dialog>
    </div>
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
