import { Modal } from "@mantine/core";
import { type KeyboardEvent, Suspense, useId, useState } from "react";
import { useLocation } from "wouter";
import { accessParts, accessPath } from "../access/paths.ts";
import { accessWords } from "../access/words.ts";
import { useMessages } from "../language/language.tsx";
import { useWords } from "../language/words.ts";
import { explorerPath, listServed, searchServed } from "../operations/operations.tsx";
import { useOperations } from "../operations/use-operations.ts";
import { useOpened } from "./on-demand.ts";
import styles from "./palette.module.css";
import { sections } from "./Rail.tsx";

interface Entry {
  readonly path: string;
  readonly title: string;
  readonly about: string;
  readonly kind: string;
}

interface PaletteProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Goes to any operation or page by some letters of its name. */
export function Palette({ isOpen, onClose }: PaletteProps) {
  const { palette } = useMessages();
  return (
    <Modal.Root
      opened={useOpened(isOpen)}
      onClose={onClose}
      padding={0}
      size="38rem"
      yOffset="10vh"
      transitionProps={{ duration: 80 }}
    >
      <Modal.Overlay />
      <Modal.Content aria-label={palette.title}>
        <Modal.Body>
          <Suspense>
            <PaletteBody onClose={onClose} />
          </Suspense>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

const mostShown = 40;

function PaletteBody({ onClose }: Pick<PaletteProps, "onClose">) {
  const { palette } = useMessages();
  const [, navigate] = useLocation();
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState(0);
  const listId = useId();
  const entries = useEntries(text);
  const open = (entry: Entry | undefined) => {
    if (!entry) return;
    onClose();
    navigate(entry.path);
  };
  const handleKey = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && entries.length > 0) {
      event.preventDefault();
      setChosen((now) => (now + step + entries.length) % entries.length);
    }
    if (event.key === "Enter" && !event.nativeEvent.isComposing) open(entries[chosen]);
  };
  return (
    <div className={styles.palette}>
      <input
        className={styles.input}
        data-autofocus
        role="combobox"
        aria-expanded="true"
        aria-autocomplete="list"
        aria-controls={listId}
        aria-activedescendant={entries.length > 0 ? `${listId}-${chosen}` : undefined}
        aria-label={palette.title}
        placeholder={palette.placeholder}
        value={text}
        onChange={({ currentTarget }) => {
          setText(currentTarget.value);
          setChosen(0);
        }}
        onKeyDown={handleKey}
      />
      <div className="unseen" aria-live="polite">
        {palette.found(entries.length)}
      </div>
      <Entries listId={listId} entries={entries} chosen={chosen} onOpen={open} />
      <p className={styles.keys}>{palette.keys}</p>
    </div>
  );
}

interface EntriesProps {
  readonly listId: string;
  readonly entries: readonly Entry[];
  readonly chosen: number;
  readonly onOpen: (entry: Entry) => void;
}

/** The field keeps the focus; its keys choose here. */
function Entries({ listId, entries, chosen, onOpen }: EntriesProps) {
  const { palette } = useMessages();
  const showChosen = (element: HTMLElement | null) => element?.scrollIntoView({ block: "nearest" });
  return (
    <div id={listId} role="listbox" aria-label={palette.title} tabIndex={-1} className={styles.list}>
      {entries.length === 0 && <p className={styles.none}>{palette.none}</p>}
      {entries.map((entry, index) => (
        <div
          key={entry.path}
          id={`${listId}-${index}`}
          ref={index === chosen ? showChosen : undefined}
          role="option"
          tabIndex={-1}
          aria-selected={index === chosen}
          className={styles.entry}
          onClick={() => onOpen(entry)}
          onKeyDown={({ key }) => key === "Enter" && onOpen(entry)}
        >
          <span className={styles.name}>{entry.title}</span>
          <span className={styles.kind}>{entry.kind}</span>
          <span className={styles.about}>{entry.about}</span>
        </div>
      ))}
    </div>
  );
}

/** Pages that no section leads to directly. */
const moreSections = [
  { id: "troubleshoot", path: "/troubleshoot" },
  { id: "permissions", path: "/reference/permissions" },
] as const;

function useEntries(text: string): readonly Entry[] {
  const { palette, sections: names } = useMessages();
  const access = useWords(accessWords);
  const served = searchServed(listServed(useOperations()), text);
  const main = [...sections, ...moreSections].map(({ id, path }) => ({ path, title: names[id], about: "" }));
  const parts = accessParts
    .filter((part) => part !== "overview")
    .map((part) => ({ path: accessPath(part), title: access[part], about: access.title }));
  const pages = [...main, ...parts]
    .map((page) => ({ ...page, kind: palette.page }))
    .filter(({ title }) => title.toLowerCase().includes(text.trim().toLowerCase()));
  const operations = served.slice(0, mostShown).map(({ product, operation }) => ({
    path: explorerPath(product, operation.name),
    title: operation.name,
    about: operation.summary,
    kind: product,
  }));
  return [...pages, ...operations];
}
