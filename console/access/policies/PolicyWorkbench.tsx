import { type ReactNode, useId, useRef } from "react";
import type { PolicyKind } from "../../../src/policy/document.ts";
import { useWords } from "../../language/words.ts";
import { EditorFoot } from "./EditorFoot.tsx";
import { editorWords } from "./editor-words.ts";
import { PlainWords } from "./PlainWords.tsx";
import { type EditorHandle, PolicyEditor } from "./PolicyEditor.tsx";
import styles from "./policy-workbench.module.css";
import { formatPolicy } from "./read-policy.ts";
import { usePolicyReading } from "./use-policy-reading.ts";

interface PolicyWorkbenchProps {
  readonly text: string;
  readonly onChange: (text: string) => void;
  readonly kind: PolicyKind;
  readonly label?: string;
  readonly isReadOnly?: boolean;
  /** The words stand below the text however wide the page is. */
  readonly isNarrow?: boolean;
  /** Above the editor: gets what puts another text into it. */
  readonly head?: (replaceAll: (text: string) => void) => ReactNode;
}

/** The text of a policy, and beside it what it says in plain words. */
export function PolicyWorkbench(props: PolicyWorkbenchProps) {
  const { text, onChange, kind, label, isReadOnly = false, isNarrow = false, head } = props;
  const words = useWords(editorWords);
  const editor = useRef<EditorHandle>(null);
  const { reading, statements } = usePolicyReading(text, kind);
  const footId = useId();
  const replaceAll = (fresh: string) => editor.current?.replaceAll(fresh);
  return (
    <div className={styles.bench} data-narrow={isNarrow}>
      <div className={styles.text}>
        {head?.(replaceAll)}
        <PolicyEditor
          ref={editor}
          label={label ?? words.document}
          text={text}
          onChange={onChange}
          kind={kind}
          reading={reading}
          describedBy={footId}
          isReadOnly={isReadOnly}
        />
        <EditorFoot
          id={footId}
          reading={reading}
          onGoTo={(place) => editor.current?.goTo(place)}
          {...(!isReadOnly && { onFormat: () => replaceAll(formatPolicy(text)) })}
        />
        {!isReadOnly && <p className={styles.keys}>{words.keys}</p>}
      </div>
      <PlainWords
        statements={statements}
        isStale={reading.fault !== undefined}
        onGoTo={(line) => editor.current?.goTo({ line, column: 1 })}
      />
    </div>
  );
}
