import { Tabs } from "@mantine/core";
import { IconApi, IconCode, IconSignature } from "@tabler/icons-react";
import { lazy, useEffect, useRef, useState } from "react";
import { useMessages } from "../language/language.tsx";
import { useWords } from "../language/words.ts";
import { Late } from "../pages/Late.tsx";
import { PageLoading } from "../pages/PageState.tsx";
import { AnswerPanel } from "./AnswerPanel.tsx";
import { CodePanel } from "./CodePanel.tsx";
import type { ChosenOperation } from "./OperationPanel.tsx";
import styles from "./outcome.module.css";
import type { Parameters } from "./parameters.ts";
import { formatMs } from "./parse-answer.ts";
import type { CallState } from "./use-call.ts";
import { useSigning } from "./use-signing.ts";
import { explorerWords } from "./words.ts";

/** Loaded when somebody first looks at it. */
const RequestPanel = lazy(() => import("./RequestPanel.tsx").then((m) => ({ default: m.RequestPanel })));

interface OutcomePanelProps extends ChosenOperation {
  readonly parameters: Parameters;
  readonly state: CallState;
}

const isView = (name: string | null): name is "answer" | "code" | "request" =>
  name === "answer" || name === "code" || name === "request";

/** What comes of the form: code and request while it is filled in, the answer once it is sent. */
export function OutcomePanel({ product, operation, parameters, state }: OutcomePanelProps) {
  const { answer, code } = useMessages();
  const { request } = useWords(explorerWords);
  const [view, setView] = useState<"answer" | "code" | "request">("code");
  const signing = useSigning();
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    if (state.kind !== "calling") return;
    setView("answer");
    panel.current?.scrollIntoView({ block: "nearest" });
  }, [state.kind]);
  return (
    <section ref={panel} className={styles.panel}>
      <p className="unseen" role="status">
        {state.kind === "answered" && answer.announce(state.answer.status, formatMs(state.answer.durationMs))}
      </p>
      <Tabs
        className={styles.tabs}
        value={view}
        onChange={(chosen) => isView(chosen) && setView(chosen)}
        keepMounted={false}
      >
        <Tabs.List className={styles.list}>
          <Tabs.Tab value="code" leftSection={<IconCode size={16} />}>
            {code.tab}
          </Tabs.Tab>
          <Tabs.Tab value="request" leftSection={<IconSignature size={16} />}>
            {request.title}
          </Tabs.Tab>
          <Tabs.Tab value="answer" leftSection={<IconApi size={16} />} rightSection={<Status state={state} />}>
            {answer.title}
          </Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="code" className={styles.pane}>
          <CodePanel product={product} operation={operation} parameters={parameters} />
        </Tabs.Panel>
        <Tabs.Panel value="request" className={styles.pane}>
          <Late fallback={<PageLoading />}>
            <RequestPanel product={product} action={operation.name} parameters={parameters} signing={signing} />
          </Late>
        </Tabs.Panel>
        <Tabs.Panel value="answer" className={styles.pane}>
          <AnswerPanel state={state} />
        </Tabs.Panel>
      </Tabs>
    </section>
  );
}

function Status({ state }: { readonly state: CallState }) {
  if (state.kind !== "answered") return null;
  const { status } = state.answer;
  return (
    <span className={styles.status} data-good={status < 400}>
      {status}
    </span>
  );
}
