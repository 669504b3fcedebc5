import { Autocomplete } from "@mantine/core";
import { useMemo, useState } from "react";
import { useWords } from "../../language/words.ts";
import { listServed, useOperations } from "../../operations/operations.tsx";
import { useSession } from "../../session/session.tsx";
import { needsOf } from "./operation-needs.ts";
import type { QuestionProps } from "./QuestionForm.tsx";
import { simulatorWords } from "./words.ts";

/** Chooses an operation whose needs are asked. */
export function OperationField({ question, onChange }: QuestionProps) {
  const words = useWords(simulatorWords);
  const operations = useOperations();
  const { state } = useSession();
  const [text, setText] = useState("");
  const byLabel = useMemo(
    () => new Map(listServed(operations).map(({ product, operation }) => [`${product} ${operation.name}`, operation])),
    [operations],
  );
  const choose = (label: string) => {
    const operation = byLabel.get(label);
    if (!operation) return;
    onChange({ ...question, ...needsOf(operation, state?.principal?.accountId ?? "") });
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
      onOptionSubmit={choose}
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
