import { Autocomplete, NativeSelect } from "@mantine/core";
import { useWords } from "../../language/words.ts";
import { findAnswer } from "../operation.ts";
import { type Listing, useListing } from "../parts/use-listing.ts";
import type { QuestionProps } from "./QuestionForm.tsx";
import { whoKinds } from "./question.ts";
import styles from "./simulator.module.css";
import { simulatorWords } from "./words.ts";

interface WhoFieldProps extends QuestionProps {
  /** The name is missing. */
  readonly error: boolean;
}

/** So that the boxes of both fields stand in one line. */
const below: ("label" | "input" | "description" | "error")[] = ["label", "input", "description", "error"];

/** Whose policies are asked. */
export function WhoField({ question, onChange, error }: WhoFieldProps) {
  const words = useWords(simulatorWords);
  const { who } = question;
  const choices = whoKinds.map((value) => ({ value, label: words.whoKinds[value] }));
  const hasName = who === "user" || who === "group" || who === "role";
  return (
    <div className={styles.who}>
      <NativeSelect
        label={words.who}
        name="who"
        data={choices}
        value={who}
        onChange={({ target }) => {
          const chosen = whoKinds.find((kind) => kind === target.value);
          if (chosen) onChange({ ...question, who: chosen, name: "" });
        }}
        description={words.whoHints[who]}
        inputWrapperOrder={below}
      />
      {hasName && <NameField key={who} kind={who} question={question} onChange={onChange} error={error} />}
    </div>
  );
}

const lists = {
  user: { action: "ListUsers", name: "UserName" },
  group: { action: "ListGroups", name: "GroupName" },
  role: { action: "ListRoles", name: "RoleName" },
} as const;

/** Proposes the names that may be listed; any other can be typed. */
function NameField({ kind, question, onChange, error }: WhoFieldProps & { readonly kind: keyof typeof lists }) {
  const words = useWords(simulatorWords);
  const { action, name } = lists[kind];
  const listing = useListing<Readonly<Record<string, string>>>(action, { isWhole: true });
  return (
    <Autocomplete
      label={words.names[kind]}
      name="name"
      data={namesIn(listing, name)}
      limit={40}
      value={question.name}
      onChange={(value) => onChange({ ...question, name: value })}
      description={isHidden(listing) ? words.unlisted : undefined}
      inputWrapperOrder={below}
      error={error ? words.lacking.name : undefined}
      comboboxProps={{ transitionProps: { duration: 0 } }}
      spellCheck={false}
      autoCapitalize="none"
    />
  );
}

const namesIn = ({ reading }: Listing<Readonly<Record<string, string>>>, name: string): string[] =>
  (findAnswer(reading)?.rows ?? []).flatMap((row) => row[name] ?? []);

const isHidden = ({ reading }: Listing<unknown>): boolean => "refusal" in reading;
