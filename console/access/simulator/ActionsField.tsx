import { TagsInput } from "@mantine/core";
import { useMemo } from "react";
import { useWords } from "../../language/words.ts";
import { knownActions } from "../policies/known-actions.ts";
import type { QuestionProps } from "./QuestionForm.tsx";
import styles from "./simulator.module.css";
import { simulatorWords } from "./words.ts";

interface ActionsFieldProps extends QuestionProps {
  /** There is none. */
  readonly error: boolean;
}

/** What would be done, and on what. */
export function ActionsField({ question, onChange, error }: ActionsFieldProps) {
  const words = useWords(simulatorWords);
  const names = useMemo(() => [...new Set(knownActions.map(({ action }) => action))].sort(), []);
  const common = {
    splitChars: [",", " ", "\n"],
    acceptValueOnBlur: true,
    comboboxProps: { transitionProps: { duration: 0 } },
    classNames: { pill: styles.pill },
    spellCheck: false,
    autoCapitalize: "none",
  };
  return (
    <>
      <TagsInput
        {...common}
        label={words.actions}
        name="actions"
        description={words.actionsHint}
        data={names}
        limit={30}
        maxTags={100}
        value={[...question.actions]}
        onChange={(actions) => onChange({ ...question, actions })}
        error={error ? words.lacking.actions : undefined}
      />
      <TagsInput
        {...common}
        label={words.resources}
        name="resources"
        description={words.resourcesHint}
        maxTags={100}
        value={[...question.resources]}
        onChange={(resources) => onChange({ ...question, resources })}
      />
    </>
  );
}
