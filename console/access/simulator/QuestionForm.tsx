import { Button, Textarea } from "@mantine/core";
import { IconLink, IconScale } from "@tabler/icons-react";
import { type FormEvent, type KeyboardEvent, useState } from "react";
import { useWords } from "../../language/words.ts";
import { CopyButton } from "../../operations/CopyButton.tsx";
import { Panel } from "../parts/Panel.tsx";
import { PolicyWorkbench } from "../policies/PolicyWorkbench.tsx";
import { ActionsField } from "./ActionsField.tsx";
import { ContextField } from "./ContextField.tsx";
import { OperationField } from "./OperationField.tsx";
import { findLacking, type Question, toFragment } from "./question.ts";
import styles from "./simulator.module.css";
import { WhoField } from "./WhoField.tsx";
import { simulatorWords } from "./words.ts";

export interface QuestionProps {
  readonly question: Question;
  readonly onChange: (question: Question) => void;
}

interface QuestionFormProps extends QuestionProps {
  readonly isBusy: boolean;
  /** Called with a question that lacks nothing. */
  readonly onAsk: (question: Question) => void;
}

/** What the simulator is asked. */
export function QuestionForm({ question, onChange, isBusy, onAsk }: QuestionFormProps) {
  const words = useWords(simulatorWords);
  const [isTried, setTried] = useState(false);
  const lacking = findLacking(question);
  const ask = () => {
    setTried(true);
    if (lacking === undefined) onAsk(question);
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    ask();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    ask();
  };
  return (
    <form onSubmit={onSubmit} onKeyDown={onKeyDown} noValidate autoComplete="off">
      <Panel title={words.question}>
        <div className={styles.fields}>
          <WhoField question={question} onChange={onChange} error={isTried && lacking === "name"} />
          <PolicyFields question={question} onChange={onChange} />
          {question.who !== "root" && (
            <>
              <OperationField question={question} onChange={onChange} />
              <ActionsField question={question} onChange={onChange} error={isTried && lacking === "actions"} />
              <ContextField question={question} onChange={onChange} />
            </>
          )}
          <div className={styles.ask}>
            <Button
              type="submit"
              loading={isBusy}
              leftSection={<IconScale size={17} />}
              aria-keyshortcuts="Control+Enter"
            >
              {words.ask}
            </Button>
            <CopyButton
              label={words.link}
              hint={words.linkHint}
              icon={<IconLink size={15} />}
              text={() => `${location.origin}${location.pathname}${toFragment(question)}`}
            />
            {isTried && lacking && <p role="alert">{words.lacking[lacking]}</p>}
          </div>
        </div>
      </Panel>
    </form>
  );
}

/** The policy that is tried out, or what a role is assumed with. */
function PolicyFields({ question, onChange }: QuestionProps) {
  const words = useWords(simulatorWords);
  const { who, policy, session } = question;
  return (
    <>
      {who === "policy" && (
        <PolicyWorkbench
          text={policy}
          onChange={(text) => onChange({ ...question, policy: text })}
          kind="identity"
          label={words.policy}
          isNarrow
        />
      )}
      {(who === "role" || who === "policy") && (
        <Textarea
          label={words.session}
          description={words.sessionHint}
          name="SessionPolicy"
          value={session}
          onChange={({ target }) => onChange({ ...question, session: target.value })}
          autosize
          minRows={1}
          maxRows={10}
          spellCheck={false}
          classNames={{ input: styles.code }}
        />
      )}
    </>
  );
}
