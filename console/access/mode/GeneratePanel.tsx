import { Button, Checkbox, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useWords } from "../../language/words.ts";
import { SpanFields } from "../audit/FilterBar.tsx";
import { type Filters, findFaults, noFilters, spanOf, wholePrincipal } from "../audit/filters.ts";
import { Panel } from "../parts/Panel.tsx";
import { PanelEmpty } from "../parts/PanelRead.tsx";
import { RefusalNote } from "../parts/RefusalNote.tsx";
import { useChange } from "../parts/use-change.ts";
import { type Generated, GeneratedPolicy } from "./GeneratedPolicy.tsx";
import styles from "./mode.module.css";
import { modeWords } from "./words.ts";

/** Makes a policy of what was called in a time. */
export function GeneratePanel({ start }: { readonly start: string | undefined }) {
  const words = useWords(modeWords);
  const { isBusy, refusal, make, forget } = useChange();
  const [generated, setGenerated] = useState<Generated>();
  const generate = async (parameters: Readonly<Record<string, string>>) => {
    setGenerated(undefined);
    const call = { product: "Medialoft", action: "GenerateLeastPrivilegePolicy", parameters };
    const answer = await make<Omit<Generated, "principal">>(call);
    if (answer) setGenerated({ ...answer, principal: parameters.Principal ?? "" });
  };
  const change = () => {
    setGenerated(undefined);
    forget();
  };
  return (
    <Panel title={words.generate} lead={words.generateLead}>
      <GenerateForm start={start} isBusy={isBusy} onChange={change} onMake={(asked) => void generate(asked)} />
      <div aria-live="polite">
        {refusal?.code === "ResourceNotFound" && <PanelEmpty>{words.none}</PanelEmpty>}
        {refusal && refusal.code !== "ResourceNotFound" && <RefusalNote refusal={refusal} />}
        {generated && <GeneratedPolicy generated={generated} />}
      </div>
    </Panel>
  );
}

interface GenerateFormProps {
  readonly start: string | undefined;
  readonly isBusy: boolean;
  readonly onChange: () => void;
  readonly onMake: (parameters: Readonly<Record<string, string>>) => void;
}

/** From the beginning of soft mode on, unless another time is chosen. */
function GenerateForm({ start, isBusy, onChange, onMake }: GenerateFormProps) {
  const words = useWords(modeWords);
  const [chosen, setChosen] = useState<Partial<Filters>>({});
  const [isWithDenied, setWithDenied] = useState(false);
  const [isTried, setTried] = useState(false);
  const since: Partial<Filters> = start === undefined ? {} : { span: "custom", since: start };
  const filters: Filters = { ...noFilters, ...since, ...chosen };
  const isWrong = findFaults(filters).length > 0;
  const set = (next: Partial<Filters>) => {
    setChosen({ ...chosen, ...next });
    onChange();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (isWrong || isStartMissing(filters)) return;
    onMake(toAsked(filters, isWithDenied));
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <TextInput
        label={words.who}
        placeholder={`${words.everybody} · ${words.whoHint}`}
        size="sm"
        value={filters.principal}
        onChange={({ target }) => set({ principal: target.value })}
        error={isWrong ? words.faultPrincipal : undefined}
        spellCheck={false}
        autoCapitalize="none"
        autoComplete="off"
      />
      <SpanFields filters={filters} onChoose={set} />
      <Checkbox
        label={words.denied}
        description={words.deniedHint}
        checked={isWithDenied}
        onChange={({ target }) => {
          setWithDenied(target.checked);
          onChange();
        }}
      />
      <Button type="submit" size="sm" loading={isBusy}>
        {words.make}
      </Button>
      {isTried && isStartMissing(filters) && (
        <p role="alert" className={styles.fault}>
          {words.needsStart}
        </p>
      )}
    </form>
  );
}

const isStartMissing = ({ span, since }: Filters): boolean => span === "custom" && since === "";

/** The audit log keeps nothing from before this. */
const everStart = "2000-01-01T00:00:00Z";

function toAsked(filters: Filters, isWithDenied: boolean): Readonly<Record<string, string>> {
  const { StartTime, EndTime } = spanOf(filters, Date.now());
  const Principal = wholePrincipal(filters.principal.trim());
  return {
    StartTime: StartTime || everStart,
    ...(EndTime && { EndTime }),
    ...(Principal && { Principal }),
    ...(isWithDenied && { IncludeDenied: "true" }),
  };
}
