import { useEffect, useRef } from "react";
import { useWords } from "../../language/words.ts";
import type { Proposal } from "./completion.ts";
import { editorWords } from "./editor-words.ts";
import styles from "./policy-editor.module.css";
import type { Completion } from "./use-completion.ts";

interface CompletionListProps {
  readonly id: string;
  readonly completion: Completion;
  readonly scroll: { readonly top: number; readonly left: number };
  readonly onAccept: (proposal: Proposal) => void;
}

export const optionId = (id: string, index: number): string => `${id}-${index}`;

/** What could stand at the cursor, below it. The keys for it are the editor's. */
export function CompletionList({ id, completion, scroll, onAccept }: CompletionListProps) {
  const words = useWords(editorWords);
  const { proposals, chosen, row, column } = completion;
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.children[chosen]?.scrollIntoView({ block: "nearest" });
  }, [chosen]);
  const style = {
    top: `calc(${row + 1} * var(--line-height) + var(--pad) - ${scroll.top}px)`,
    left: `clamp(0px, calc(var(--gutter) + ${column} * 1ch - ${scroll.left}px), 100% - min(24rem, 100%))`,
  };
  return (
    <div ref={list} id={id} role="listbox" aria-label={words.proposals} className={styles.proposals} style={style}>
      {proposals.map((proposal, index) => (
        <div
          key={proposal.text}
          id={optionId(id, index)}
          role="option"
          tabIndex={-1}
          aria-selected={index === chosen}
          className={styles.proposal}
          onMouseDown={(event) => {
            event.preventDefault();
            onAccept(proposal);
          }}
        >
          <code>{proposal.text}</code>
          {proposal.detail && <small>{proposal.detail}</small>}
        </div>
      ))}
    </div>
  );
}
