import { Button } from "@mantine/core";
import { IconChevronRight, IconFilePlus, IconPlus } from "@tabler/icons-react";
import { Link } from "wouter";
import { CodeBlock } from "../../explorer/CodeBlock.tsx";
import { useWords } from "../../language/words.ts";
import { CopyButton } from "../../operations/CopyButton.tsx";
import { Mark } from "../parts/Mark.tsx";
import { accessPath } from "../paths.ts";
import { DecidingStatement } from "./DecidingStatement.tsx";
import type { Question } from "./question.ts";
import { reasonOf, remedyOf, type SimulatedResult } from "./results.ts";
import styles from "./simulator.module.css";
import { simulatorWords } from "./words.ts";

interface DecisionProps {
  readonly result: SimulatedResult;
  readonly question: Question;
  readonly isOpen: boolean;
  readonly onAddKey: (key: string) => void;
}

/** One action on one resource: what is decided, by what, and what would change it. */
export function Decision({ result, question, isOpen, onAddKey }: DecisionProps) {
  const words = useWords(simulatorWords);
  const { Action, Resource, Decision: decision, DecidedBy, Statements, MissingContextKeys } = result;
  const isAllowed = decision === "Allow";
  const isDenied = decision === "ExplicitDeny";
  const remedy = remedyOf(result);
  const reason = decision === "ImplicitDeny" && DecidedBy === "session" ? "session" : decision;
  return (
    <details className={styles.decision} data-good={isAllowed} open={isOpen}>
      <summary>
        <Mark tone={isAllowed ? "good" : "bad"}>{isAllowed ? words.allowed : words.denied}</Mark>
        <code>{Action}</code>
        <IconChevronRight size={16} aria-hidden="true" className={styles.chevron} />
        <small>{/:\*$/.test(Resource) ? words.onEverything : Resource}</small>
      </summary>
      <div className={styles.reasons}>
        {Statements.map((statement) => (
          <DecidingStatement
            key={`${statement.PolicyName ?? statement.Layer} ${statement.AttachedTo ?? ""} ${statement.StatementNumber}`}
            statement={statement}
            question={question}
            effect={isAllowed ? "Allow" : "Deny"}
          />
        ))}
        <p>{words.reasons[reason]}</p>
        {MissingContextKeys.length > 0 && <MissingKeys keys={MissingContextKeys} onAddKey={onAddKey} />}
        {!isAllowed && <Why result={result} />}
        {remedy !== undefined && <Remedy document={remedy} title={isDenied ? words.also : words.smallest} />}
      </div>
    </details>
  );
}

interface MissingKeysProps {
  readonly keys: readonly string[];
  readonly onAddKey: (key: string) => void;
}

function MissingKeys({ keys, onAddKey }: MissingKeysProps) {
  const words = useWords(simulatorWords);
  return (
    <div className={styles.missing}>
      <p>{words.missing}</p>
      {keys.map((key) => (
        <Button
          key={key}
          variant="default"
          size="compact-sm"
          leftSection={<IconPlus size={14} />}
          aria-label={words.addMissing(key)}
          onClick={() => onAddKey(key)}
        >
          <code>{key}</code>
        </Button>
      ))}
    </div>
  );
}

/** In the server's own words, which know what comes nearest. */
function Why({ result }: { readonly result: SimulatedResult }) {
  const words = useWords(simulatorWords);
  return (
    <details className={styles.why} open>
      <summary>{words.why}</summary>
      <p>{reasonOf(result)}</p>
    </details>
  );
}

function Remedy({ document, title }: { readonly document: string; readonly title: string }) {
  const words = useWords(simulatorWords);
  const create = `${accessPath("policies", "new")}#${new URLSearchParams({ PolicyDocument: document })}`;
  return (
    <div>
      <div className={styles.line}>
        <h3>{title}</h3>
        <div className={styles.buttons}>
          <CopyButton text={() => document} />
          <Button component={Link} href={create} variant="default" size="xs" leftSection={<IconFilePlus size={15} />}>
            {words.create}
          </Button>
        </div>
      </div>
      <CodeBlock code={document} syntax="json" label={title} />
    </div>
  );
}
