import { ActionIcon, Autocomplete, Button, NativeSelect, TextInput } from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import { commonConditionKeys, findCommonKey } from "../../../src/policy/condition-keys.ts";
import { valueForms } from "../../../src/policy/condition-values.ts";
import { useWords } from "../../language/words.ts";
import { knownActions } from "../policies/known-actions.ts";
import type { QuestionProps } from "./QuestionForm.tsx";
import type { ContextEntry } from "./question.ts";
import styles from "./simulator.module.css";
import { simulatorWords } from "./words.ts";

const knownKeys = [
  ...new Set([...commonConditionKeys.map(({ name }) => name), ...knownActions.flatMap((one) => one.conditionKeys)]),
];

/** What conditions find: keys and their values. */
export function ContextField({ question, onChange }: QuestionProps) {
  const words = useWords(simulatorWords);
  const { context } = question;
  const change = (changed: readonly ContextEntry[]) => onChange({ ...question, context: changed });
  return (
    <fieldset className={styles.context}>
      <legend>{words.context}</legend>
      <p className={styles.hint}>{words.contextHint}</p>
      {withNumbers(context).map(({ entry, number }) => (
        <div key={number} className={styles.entry}>
          <Autocomplete
            aria-label={words.keyNumber(number)}
            placeholder={words.key}
            data={knownKeys}
            value={entry.key}
            onChange={(key) => change(context.with(number - 1, { ...entry, key }))}
            comboboxProps={{ transitionProps: { duration: 0 } }}
            size="xs"
            spellCheck={false}
            classNames={{ input: styles.code }}
          />
          <ValueField entry={entry} onChange={(value) => change(context.with(number - 1, { ...entry, value }))} />
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={words.removeKey(entry.key)}
            onClick={() => change(context.toSpliced(number - 1, 1))}
          >
            <IconX size={16} />
          </ActionIcon>
        </div>
      ))}
      <Button
        variant="default"
        size="compact-sm"
        leftSection={<IconPlus size={14} />}
        onClick={() => change([...context, { key: "", value: "" }])}
        className={styles.addKey}
      >
        {words.addKey}
      </Button>
    </fieldset>
  );
}

const withNumbers = (context: readonly ContextEntry[]) => context.map((entry, index) => ({ entry, number: index + 1 }));

interface ValueFieldProps {
  readonly entry: ContextEntry;
  readonly onChange: (value: string) => void;
}

function ValueField({ entry: { key, value }, onChange }: ValueFieldProps) {
  const words = useWords(simulatorWords);
  const type = findCommonKey(key)?.type ?? "string";
  const label = words.valueOf(key);
  if (type === "bool") {
    return (
      <NativeSelect
        aria-label={label}
        size="xs"
        data={["", "true", "false"]}
        value={value}
        onChange={({ target }) => onChange(target.value)}
      />
    );
  }
  const isWrong = type !== "string" && value !== "" && !valueForms[type].isValid(value);
  return (
    <TextInput
      aria-label={label}
      size="xs"
      placeholder={words.value}
      value={value}
      onChange={({ target }) => onChange(target.value)}
      error={isWrong ? words.wrongValue(words.forms[type]) : undefined}
      spellCheck={false}
      classNames={{ input: styles.code }}
    />
  );
}
