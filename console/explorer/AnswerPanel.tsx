import { Box, Loader } from "@mantine/core";
import { IconPlayerPlay } from "@tabler/icons-react";
import { useState } from "react";
import { useMessages } from "../language/language.tsx";
import { useWords } from "../language/words.ts";
import { CopyButton } from "../operations/CopyButton.tsx";
import { PageNote } from "../pages/PageState.tsx";
import type { CallAnswer } from "../session/session-api.ts";
import { AnswerError } from "./AnswerError.tsx";
import styles from "./answer.module.css";
import { CopyMark } from "./CopyMark.tsx";
import { shortPrincipal } from "./call-options.ts";
import { JsonTree } from "./JsonTree.tsx";
import { PillTabs } from "./PillTabs.tsx";
import { formatBytes, formatMs, type ParsedAnswer, parseAnswer } from "./parse-answer.ts";
import type { CallState } from "./use-call.ts";
import { explorerWords } from "./words.ts";

/** What the last call answered. */
export function AnswerPanel({ state }: { readonly state: CallState }) {
  const { answer: sentences, explorer } = useMessages();
  return (
    <section aria-label={sentences.title} aria-busy={state.kind === "calling"}>
      <h2 className="unseen">{sentences.title}</h2>
      {state.kind === "none" && (
        <PageNote icon={<IconPlayerPlay />}>
          <p>{sentences.none}</p>
        </PageNote>
      )}
      {state.kind === "calling" && (
        <div className={styles.calling}>
          <Loader type="dots" size="sm" aria-hidden="true" />
          <span>{explorer.calling}</span>
        </div>
      )}
      {state.kind === "failed" && (
        <div className={styles.failed} role="alert">
          <p>{state.sentence}</p>
        </div>
      )}
      {state.kind === "answered" && <Answered answer={state.answer} />}
    </section>
  );
}

function Answered({ answer }: { readonly answer: CallAnswer }) {
  const { answer: sentences } = useMessages();
  const [view, setView] = useState<"tree" | "raw" | "headers">("tree");
  const parsed = parseAnswer(answer);
  return (
    <>
      <Facts answer={answer} parsed={parsed} />
      {parsed.error && <AnswerError error={parsed.error} requestId={parsed.requestId} />}
      <PillTabs
        label={sentences.title}
        pills={[
          { id: "tree", title: sentences.tree },
          { id: "raw", title: sentences.raw },
          { id: "headers", title: sentences.headers },
        ]}
        chosen={view}
        choose={setView}
        beside={<CopyButton text={() => (view === "headers" ? formatHeaders(answer) : answer.body)} />}
      >
        {view === "tree" && <JsonTree value={parsed.value} />}
        {view === "raw" && <Scrolling label={sentences.raw} text={answer.body} />}
        {view === "headers" && <Scrolling label={sentences.headers} text={formatHeaders(answer)} />}
      </PillTabs>
    </>
  );
}

const formatHeaders = ({ headers }: CallAnswer): string =>
  Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join("\n");

function Scrolling({ label, text }: { readonly label: string; readonly text: string }) {
  return (
    <section aria-label={label}>
      <Box component="pre" className={styles.raw} tabIndex={0}>
        {text}
      </Box>
    </section>
  );
}

function Facts({ answer, parsed }: { readonly answer: CallAnswer; readonly parsed: ParsedAnswer }) {
  const { answer: sentences } = useMessages();
  const words = useWords(explorerWords);
  const facts = [
    [sentences.time, formatMs(answer.durationMs)],
    [sentences.size, formatBytes(new Blob([answer.body]).size)],
    [words.as.calledAs, shortPrincipal(answer.principal)],
  ] as const;
  return (
    <dl className={styles.facts}>
      <div>
        <dt>{sentences.status}</dt>
        <dd className={styles.status} data-good={answer.status < 400}>
          {answer.status}
        </dd>
      </div>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
      <div>
        <dt>{sentences.requestId}</dt>
        <dd className={styles.requestId}>
          {parsed.requestId}
          <CopyMark text={parsed.requestId} label={words.answer.copyRequestId} />
        </dd>
      </div>
    </dl>
  );
}
