import { Box, Tabs } from "@mantine/core";
import { IconBulb } from "@tabler/icons-react";
import { Link } from "wouter";
import { useMessages } from "../language/language.tsx";
import { CopyButton } from "../operations/CopyButton.tsx";
import type { CallAnswer } from "../session/session-api.ts";
import styles from "./answer.module.css";
import { JsonTree } from "./JsonTree.tsx";
import { formatBytes, formatMs, type ParsedAnswer, parseAnswer } from "./parse-answer.ts";
import type { CallState } from "./use-call.ts";

/** What the last call answered. */
export function AnswerPanel({ state }: { readonly state: CallState }) {
  const { answer: sentences, explorer } = useMessages();
  return (
    <section className={styles.panel} aria-label={sentences.title} aria-busy={state.kind === "calling"}>
      <h2 className={styles.heading}>{sentences.title}</h2>
      {state.kind === "none" && <p className={styles.soft}>{sentences.none}</p>}
      {state.kind === "calling" && <p className={styles.soft}>{explorer.calling}</p>}
      {state.kind === "failed" && (
        <p className={styles.failed} role="alert">
          {state.sentence}
        </p>
      )}
      {state.kind === "answered" && <Answered answer={state.answer} />}
    </section>
  );
}

function Answered({ answer }: { readonly answer: CallAnswer }) {
  const { answer: sentences } = useMessages();
  const parsed = parseAnswer(answer);
  return (
    <>
      <p className="unseen" role="status">
        {sentences.announce(answer.status, formatMs(answer.durationMs))}
      </p>
      <Facts answer={answer} parsed={parsed} />
      {parsed.error && <Failure error={parsed.error} />}
      <Tabs defaultValue="tree" keepMounted={false}>
        <div className={styles.tabs}>
          <Tabs.List>
            <Tabs.Tab value="tree">{sentences.tree}</Tabs.Tab>
            <Tabs.Tab value="raw">{sentences.raw}</Tabs.Tab>
            <Tabs.Tab value="headers">{sentences.headers}</Tabs.Tab>
          </Tabs.List>
          <CopyButton text={() => answer.body} />
        </div>
        <Tabs.Panel value="tree" className={styles.body}>
          <JsonTree value={parsed.value} />
        </Tabs.Panel>
        <Tabs.Panel value="raw">
          <Scrolling label={sentences.raw} text={answer.body} />
        </Tabs.Panel>
        <Tabs.Panel value="headers">
          <Scrolling label={sentences.headers} text={formatHeaders(answer)} />
        </Tabs.Panel>
      </Tabs>
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
  const facts = [
    [sentences.time, formatMs(answer.durationMs)],
    [sentences.size, formatBytes(new Blob([answer.body]).size)],
    [sentences.requestId, parsed.requestId],
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
    </dl>
  );
}

function Failure({ error }: { readonly error: NonNullable<ParsedAnswer["error"]> }) {
  const { answer: sentences } = useMessages();
  return (
    <div className={styles.failure} role="alert">
      <p>
        <strong>{error.code}</strong> {error.message}
      </p>
      {error.diagnosis && (
        <p className={styles.diagnosis}>
          <IconBulb size={18} aria-hidden="true" />
          <span>
            <span className="unseen">{sentences.diagnosis}: </span>
            {error.diagnosis}
          </span>
        </p>
      )}
      {error.denial && (
        <details>
          <summary>{sentences.denied}</summary>
          <JsonTree value={error.denial} />
        </details>
      )}
      <Link href={`/troubleshoot?q=${encodeURIComponent(error.code)}`}>{sentences.why}</Link>
    </div>
  );
}
