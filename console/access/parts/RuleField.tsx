import { Textarea, TextInput } from "@mantine/core";
import { useContext, useState } from "react";
import { useWords } from "../../language/words.ts";
import { TriedContext } from "./DialogForm.tsx";
import { type Fault, type FieldRule, findFault } from "./field-rule.ts";
import { partWords } from "./words.ts";

interface RuleFieldProps {
  readonly label: string;
  readonly rule: FieldRule;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Says in plain words what the rule wants. */
  readonly wants?: string;
  readonly placeholder?: string;
  readonly isRequired?: boolean;
  /** What it was before: the server takes a new text in its place, but not an empty one. */
  readonly before?: string;
  readonly isLong?: boolean;
  readonly isFirst?: boolean;
}

/** A text that is checked as the server checks it, once the field is left or the form was tried. */
export function RuleField(props: RuleFieldProps) {
  const { label, value, onChange, wants, placeholder, isRequired = false, isLong = false, isFirst = false } = props;
  const isTried = useContext(TriedContext);
  const [isLeft, setLeft] = useState(false);
  const sentence = useFaultSentence(props);
  const field = {
    label,
    value,
    placeholder,
    withAsterisk: isRequired,
    required: isRequired,
    description: wants,
    error: isTried || isLeft ? sentence : undefined,
    spellCheck: isLong,
    autoCapitalize: "none",
    autoComplete: "off",
    "data-autofocus": isFirst || undefined,
    onBlur: () => setLeft(value !== ""),
  };
  return isLong ? (
    <Textarea {...field} autosize minRows={2} maxRows={6} onChange={({ target }) => onChange(target.value)} />
  ) : (
    <TextInput {...field} onChange={({ target }) => onChange(target.value)} />
  );
}

function useFaultSentence({ value, rule, wants = "", isRequired, before = "" }: RuleFieldProps): string | undefined {
  const words = useWords(partWords);
  if (value === "" && isRequired) return words.required;
  if (value === "") return before === "" ? undefined : words.cannotEmpty;
  const fault = findFault(value, rule);
  return fault && sentenceOf(fault, wants, words);
}

function sentenceOf(fault: Fault, wants: string, words: (typeof partWords)["en"]): string {
  if (fault.kind === "too-long") return words.tooLong(fault.max, fault.has);
  if (fault.kind === "too-short") return words.tooShort(fault.min);
  return fault.kind === "character" ? words.wrongCharacter(fault.character, wants) : wants;
}
