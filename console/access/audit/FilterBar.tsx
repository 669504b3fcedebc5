import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { useEffect, useRef, useState } from "react";
import { useWords } from "../../language/words.ts";
import styles from "./audit.module.css";
import { decisions, type Filters, findFaults, fromLocalInput, noFilters, spans, toLocalInput } from "./filters.ts";
import { auditWords } from "./words.ts";

interface FilterBarProps {
  readonly filters: Filters;
  readonly onChange: (filters: Filters) => void;
}

const textNames = ["principal", "action", "status", "request", "address"] as const;
/** Not always shown. */
const rareNames = ["status", "request", "address"] as const;
type TextName = (typeof textNames)[number];
type Texts = Pick<Filters, TextName>;

const textsOf = (filters: Filters): Texts =>
  Object.fromEntries(textNames.map((name) => [name, filters[name]])) as unknown as Texts;

const afterTypingMs = 350;

/** Takes effect as it is filled in; texts once the typing pauses, and only when they can be meant. */
export function FilterBar({ filters, onChange }: FilterBarProps) {
  const words = useWords(auditWords);
  const [texts, setTexts] = useTexts(filters);
  const faults = findFaults({ ...filters, ...texts });
  const send = useDebouncedCallback((next: Texts) => {
    const typed = { ...filters, ...next };
    if (findFaults(typed).length === 0) onChange(typed);
  }, afterTypingMs);
  const type = (name: TextName, value: string) => {
    const next = { ...texts, [name]: value };
    setTexts(next);
    send(next);
  };
  /** What is typed and has not taken effect yet goes with it. */
  const choose = (chosen: Partial<Filters>) => {
    send.cancel();
    const all = { ...filters, ...texts, ...chosen };
    onChange(findFaults(all).length === 0 ? all : { ...filters, ...chosen });
  };
  const clear = () => {
    send.cancel();
    onChange(noFilters);
  };
  const field = (name: TextName) => ({
    name,
    label: words[name],
    value: texts[name],
    onChange: ({ target }: { readonly target: { readonly value: string } }) => type(name, target.value),
    error: name in words.faults && faults.includes(name) ? words.faults[name as keyof typeof words.faults] : undefined,
    spellCheck: false,
    autoCapitalize: "none",
    autoComplete: "off",
    size: "sm",
  });
  return (
    <search className={styles.filters} aria-label={words.filters}>
      <SpanFields filters={filters} onChoose={choose} />
      <TextInput {...field("principal")} placeholder={words.principalHint} />
      <TextInput {...field("action")} placeholder={words.actionHint} />
      <NativeSelect
        label={words.decision}
        size="sm"
        value={filters.decision}
        onChange={({ target }) => choose({ decision: target.value })}
        data={[
          { value: "", label: words.anyDecision },
          ...decisions.map((value) => ({ value, label: words.decisions[value] })),
        ]}
      />
      <details className={styles.rare} open={rareNames.some((name) => filters[name] !== "") || undefined}>
        <summary>{words.more}</summary>
        <div>
          <TextInput {...field("status")} inputMode="numeric" />
          <TextInput {...field("address")} />
          <TextInput {...field("request")} />
        </div>
      </details>
      {JSON.stringify(filters) !== JSON.stringify(noFilters) && (
        <Button variant="subtle" size="sm" className={styles.clear} onClick={clear}>
          {words.clear}
        </Button>
      )}
    </search>
  );
}

interface SpanFieldsProps {
  readonly filters: Filters;
  readonly onChoose: (chosen: Partial<Filters>) => void;
}

export function SpanFields({ filters, onChoose }: SpanFieldsProps) {
  const words = useWords(auditWords);
  const { span, since, until } = filters;
  return (
    <>
      <NativeSelect
        label={words.span}
        size="sm"
        value={span}
        onChange={({ target }) => onChoose({ span: target.value as Filters["span"] })}
        data={spans.map((value) => ({ value, label: words.spans[value] }))}
      />
      {span === "custom" && (
        <>
          <TextInput
            type="datetime-local"
            label={words.since}
            size="sm"
            value={toLocalInput(since)}
            onChange={({ target }) => onChoose({ since: fromLocalInput(target.value) })}
          />
          <TextInput
            type="datetime-local"
            label={words.until}
            size="sm"
            value={toLocalInput(until)}
            onChange={({ target }) => onChoose({ until: fromLocalInput(target.value) })}
          />
        </>
      )}
    </>
  );
}

/** What is being typed; what comes from elsewhere, from the address or a button, takes its place. */
function useTexts(filters: Filters): readonly [Texts, (texts: Texts) => void] {
  const [texts, setTexts] = useState(() => textsOf(filters));
  const sent = useRef(texts);
  const outside = JSON.stringify(textsOf(filters));
  useEffect(() => {
    const given = JSON.parse(outside) as Texts;
    if (outside !== JSON.stringify(sent.current)) setTexts(given);
    sent.current = given;
  }, [outside]);
  const set = (next: Texts) => {
    if (findFaults({ ...filters, ...next }).length === 0) sent.current = next;
    setTexts(next);
  };
  return [texts, set];
}
