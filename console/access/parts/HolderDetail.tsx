import { Button } from "@mantine/core";
import { type ReactNode, useMemo, useState } from "react";
import { useLocation } from "wouter";
import { findAnswer, type Reading, useReading } from "../operation.ts";
import { accessPath } from "../paths.ts";
import { DeleteDialog } from "./DeleteDialog.tsx";
import { type Holder, holderParts } from "./holder.ts";
import { PartHeader } from "./PartHeader.tsx";
import { useTell } from "./tell.tsx";
import type { BondSource } from "./use-bonds.ts";
import { ramCall } from "./use-change.ts";

interface Detail<T> {
  readonly reading: Reading<T>;
  readonly again: () => void;
  /** Changes when something that belongs to it was taken away. */
  readonly turn: number;
  /** There is none of this name. */
  readonly isLost: boolean;
}

interface HolderDetailProps<T> {
  readonly holder: Holder;
  readonly words: {
    readonly title: string;
    readonly remove: string;
    readonly deleted: (name: string) => string;
  };
  readonly leadOf?: (answer: T) => string;
  /** Buttons before the one that deletes. */
  readonly actions?: ReactNode;
  /** What deleting means. */
  readonly removeLead: string;
  /** What keeps it from being deleted; the same function at every render. */
  readonly bondsOf: (name: string) => readonly BondSource[];
  readonly children: (detail: Detail<T>) => ReactNode;
}

/** The page of one user, group or role: its head, what it consists of, and how it is deleted. */
export function HolderDetail<T>(props: HolderDetailProps<T>) {
  const { holder, words, leadOf, actions, removeLead, bondsOf, children } = props;
  const { kind, name } = holder;
  const list = accessPath(holderParts[kind]);
  const [, navigate] = useLocation();
  const tell = useTell();
  const { reading, again } = useReading<T>(ramCall(`Get${kind}`, { [`${kind}Name`]: name }));
  const [turn, setTurn] = useState(0);
  const [isDeleting, setDeleting] = useState(false);
  const sources = useMemo(() => bondsOf(name), [bondsOf, name]);
  const answer = findAnswer(reading);
  const isLost = "refusal" in reading && reading.refusal.code.startsWith("EntityNotExist");
  return (
    <>
      <PartHeader title={name} lead={(answer && leadOf?.(answer)) || undefined} back={{ to: list, title: words.title }}>
        {!isLost && (
          <>
            {actions}
            <Button variant="default" onClick={() => setDeleting(true)}>
              {words.remove}
            </Button>
          </>
        )}
      </PartHeader>
      {children({ reading, again, turn, isLost })}
      <DeleteDialog
        name={name}
        lead={removeLead}
        isOpen={isDeleting}
        onClose={() => setDeleting(false)}
        call={ramCall(`Delete${kind}`, { [`${kind}Name`]: name })}
        sources={sources}
        onChange={() => setTurn((before) => before + 1)}
        onDone={() => {
          tell(words.deleted(name));
          navigate(list);
        }}
      />
    </>
  );
}
