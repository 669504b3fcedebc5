import { Autocomplete } from "@mantine/core";
import { useMemo, useRef, useState } from "react";
import { useLanguage } from "../../language/language.tsx";
import { useWords } from "../../language/words.ts";
import { listServed } from "../../operations/operations.tsx";
import { readOperation, useOperations } from "../../operations/use-operations.ts";
import { useSession } from "../../session/session.tsx";
import { needsOf } from "./operation-needs.ts";
import type { QuestionProps } from "./QuestionForm.tsx";
import { simulatorWords } from "./words.ts";

/** Chooses an operation whose needs are asked. */
export function OperationField({ question, onChange }: QuestionProps) {
  const words = useWords(simulatorWords);
  const operations = useOperations();
  const { state } = useSession();
  const { language } = useLanguage();
  const [text, setText] = useState("");
  const byLabel = useMemo(
    () => new Map(listServed(operations).map(({ product, operation }) => [`${product} ${operation.name}`, operation])),
    [operations],
  );
  const latest = useRef(question);
  latest.current = question;
  const choose = async (label: string) => {
    const chosen = byLabel.get(label);
    if (!chosen) return;
    const operation = await readOperation(chosen.name, language);
    onChange({ ...latest.current, ...needsOf(operation, state?.principal?.accountId ?? "") });
  };
  const isUnknown = text !== "" && ![...byLabel.keys()].some((label) => isLike(label, text));
  return (
    <Autocomplete
      label={words.operation}
      name="operation"
      description={isUnknown ? words.operationNone : words.operationHint}
      data={[...byLabel.keys()]}
      limit={30}
      value={text}
      onChange={setText}
      onOptionSubmit={(label) => void choose(label)}
      filter={({ options, search, limit }) =>
        options.filter((option) => "label" in option && isLike(option.label, search)).slice(0, limit)
      }
      comboboxProps={{ transitionProps: { duration: 0 } }}
      spellCheck={false}
    />
  );
}

const isLike = (label: string, search: string): boolean =>
  search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => label.toLowerCase().includes(word));
