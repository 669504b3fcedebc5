import { NativeSelect, PasswordInput, Textarea, TextInput } from "@mantine/core";
import type { FieldDescription } from "../../src/reference/describe-field.ts";
import { useMessages } from "../language/language.tsx";
import { FieldLabel } from "./FieldLabel.tsx";
import styles from "./form.module.css";
import { isSecret } from "./parameters.ts";

interface ParameterFieldProps {
  readonly field: FieldDescription;
  /** On the wire; of a list's item with its number. */
  readonly name: string;
  readonly value: string;
  readonly set: (name: string, value: string) => void;
}

/** One value, in the form that its type asks for. */
export function ParameterField({ field, name, value, set }: ParameterFieldProps) {
  const { explorer } = useMessages();
  const common = {
    name,
    value,
    label: <FieldLabel field={field} />,
    description: describe(field, explorer),
    required: field.required,
    // The server says what is wrong better than a browser's bubble does.
    withAsterisk: false,
    onChange: ({ currentTarget }: { readonly currentTarget: { readonly value: string } }) =>
      set(name, currentTarget.value),
  };
  const choices = choicesOf(field);
  if (choices) return <NativeSelect {...common} data={[{ value: "", label: explorer.notSent }, ...choices]} />;
  if (isSecret(name)) return <PasswordInput {...common} autoComplete="off" />;
  const text = { ...common, placeholder: placeholderOf(field), autoComplete: "off", spellCheck: false };
  if (isLong(field))
    return <Textarea {...text} autosize minRows={2} maxRows={14} classNames={{ input: styles.document }} />;
  return <TextInput {...text} inputMode={field.type === "integer" ? "numeric" : undefined} />;
}

const choicesOf = ({ type, enum: values }: FieldDescription) =>
  values ?? (type === "boolean" ? ["true", "false"] : undefined);

const placeholderOf = ({ example, default: standard }: FieldDescription) =>
  example === undefined && standard === undefined ? undefined : String(example ?? standard);

/** What holds documents. */
const isLong = ({ name }: FieldDescription): boolean => /(Document|Policy|Message|UserData)$/.test(name);

function describe(field: FieldDescription, sentences: ReturnType<typeof useMessages>["explorer"]) {
  const parts = [
    field.description,
    field.default === undefined ? "" : sentences.default(String(field.default)),
    field.style === "commas" ? sentences.commas : "",
  ];
  return parts.filter(Boolean).join(" ");
}
