import { TextInput } from "@mantine/core";
import { useState } from "react";
import { useWords } from "../../language/words.ts";
import { useFieldRule } from "../parts/field-rule.ts";
import { overviewWords } from "./words.ts";

interface NumberFieldProps {
  readonly label: string;
  readonly hint?: string;
  readonly action: string;
  readonly parameter: string;
  readonly value: number;
  /** Called with whole numbers within the contract's bounds. */
  readonly onChange: (value: number) => void;
  readonly isFirst?: boolean;
}

/** A whole number within the bounds of its parameter. */
export function NumberField({ label, hint, action, parameter, value, onChange, isFirst = false }: NumberFieldProps) {
  const { password: words } = useWords(overviewWords);
  const { minimum = 0, maximum = Number.MAX_SAFE_INTEGER } = useFieldRule(action, parameter);
  const [text, setText] = useState(String(value));
  const isFit = (typed: string) => /^\d{1,6}$/.test(typed) && Number(typed) >= minimum && Number(typed) <= maximum;
  const range = words.range(minimum, maximum);
  return (
    <TextInput
      label={label}
      description={hint === undefined ? range : `${range} ${hint}`}
      inputMode="numeric"
      value={text}
      error={isFit(text) ? undefined : range}
      onChange={({ target }) => {
        const typed = target.value.trim();
        setText(typed);
        if (isFit(typed)) onChange(Number(typed));
      }}
      data-autofocus={isFirst || undefined}
    />
  );
}
