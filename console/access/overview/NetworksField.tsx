import { TextInput } from "@mantine/core";
import { useContext, useState } from "react";
import { useWords } from "../../language/words.ts";
import { TriedContext } from "../parts/DialogForm.tsx";
import { partWords } from "../parts/words.ts";
import { findWrongNetwork, mostNetworks } from "./networks.ts";
import styles from "./overview.module.css";
import { overviewWords } from "./words.ts";

interface NetworksFieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** Blocks of addresses, checked as the server checks them. */
export function NetworksField({ value, onChange }: NetworksFieldProps) {
  const { security: words } = useWords(overviewWords);
  const { required } = useWords(partWords);
  const isTried = useContext(TriedContext);
  const [isLeft, setLeft] = useState(false);
  const fault = () => {
    if (value === "") return required;
    const wrong = findWrongNetwork(value);
    if (wrong !== undefined) return words.wrongNetwork(wrong);
    return value.split(";").length > mostNetworks ? words.tooMany : undefined;
  };
  return (
    <>
      <TextInput
        label={words.networksField}
        description={words.networksHint}
        value={value}
        onChange={({ target }) => onChange(target.value.replaceAll(/\s/g, ""))}
        onBlur={() => setLeft(value !== "")}
        error={isTried || isLeft ? fault() : undefined}
        spellCheck={false}
        required
        withAsterisk
      />
      <p className={styles.soft}>{words.lockedOut}</p>
    </>
  );
}
