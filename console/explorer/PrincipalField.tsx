import { Autocomplete } from "@mantine/core";
import { useWords } from "../language/words.ts";
import { usePrincipals } from "./use-principals.ts";
import { explorerWords } from "./words.ts";

interface PrincipalFieldProps {
  readonly who: "user" | "role";
  readonly name: string;
  readonly onName: (name: string) => void;
}

/** One can be typed also where none may be listed. */
export function PrincipalField({ who, name, onName }: PrincipalFieldProps) {
  const { as } = useWords(explorerWords);
  const { names, isCut, refusal } = usePrincipals(who);
  const note = refusal === undefined ? (isCut ? as.more : undefined) : as.mayNotList(refusal.split("\n")[0] ?? "");
  return (
    <Autocomplete
      size="xs"
      label={who === "user" ? as.userName : as.roleName}
      placeholder={who === "user" ? as.userHint : as.roleHint}
      description={note}
      value={name}
      onChange={(text) => onName(text.trim())}
      data={names}
      limit={50}
      maxDropdownHeight={260}
      autoComplete="off"
      spellCheck={false}
      comboboxProps={{ withinPortal: false, transitionProps: { duration: 0 } }}
    />
  );
}
