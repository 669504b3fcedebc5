import { type KeyboardEvent, type RefObject, useState } from "react";
import type { PolicyKind } from "../../../src/policy/document.ts";
import { type Proposal, propose, textToInsert } from "./completion.ts";
import { type CursorPlace, placeOf } from "./cursor-place.ts";
import { editText } from "./edit-text.ts";
import { knownActions } from "./known-actions.ts";
import { rowAndColumn } from "./text-place.ts";

export interface Completion {
  readonly proposals: readonly Proposal[];
  readonly chosen: number;
  /** Where the word begins, counted from 0. */
  readonly row: number;
  readonly column: number;
}

interface Open extends Completion {
  readonly place: CursorPlace;
}

/** What could stand at the cursor: comes up while a name or a value is typed, and when it is asked for. */
export function useCompletion(area: RefObject<HTMLTextAreaElement | null>, kind: PolicyKind) {
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);

  const look = (isAsked: boolean) => {
    const element = area.current;
    if (!element) return close();
    const { value, selectionEnd: cursor } = element;
    const place = placeOf(value, cursor);
    const isInQuotes = value[place.start] === '"' && place.start < cursor;
    const proposals = isAsked || isInQuotes ? propose(place, kind, knownActions) : [];
    setOpen(proposals.length > 0 ? { place, proposals, chosen: 0, ...rowAndColumn(value, place.start) } : undefined);
  };

  const accept = (proposal: Proposal | undefined) => {
    const element = area.current;
    if (!open || !element || !proposal) return;
    const { place } = open;
    close();
    editText(element, place, textToInsert(proposal, place, element.value));
  };

  const move = (by: number) =>
    setOpen((now) => now && { ...now, chosen: (now.chosen + by + now.proposals.length) % now.proposals.length });

  /** Answers whether the key was for the list. */
  const onKey = (event: KeyboardEvent): boolean => {
    if (event.key === " " && event.ctrlKey) {
      look(true);
      return true;
    }
    if (!open) return false;
    if (/^(Arrow(Left|Right)|Home|End|Page(Up|Down))$/.test(event.key)) close();
    const steps: Readonly<Record<string, () => void>> = {
      ArrowDown: () => move(1),
      ArrowUp: () => move(-1),
      Enter: () => accept(open.proposals[open.chosen]),
      Tab: () => accept(open.proposals[open.chosen]),
      Escape: close,
    };
    const step = event.ctrlKey || event.metaKey || event.shiftKey ? undefined : steps[event.key];
    step?.();
    return step !== undefined;
  };

  return { completion: open as Completion | undefined, look, accept, close, onKey };
}
