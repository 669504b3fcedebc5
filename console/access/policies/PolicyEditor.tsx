import {
  type KeyboardEvent,
  type Ref,
  type RefObject,
  useId,
  useImperativeHandle,
  useMemo,
  useRef,
  useState,
} from "react";
import type { Place, PolicyKind } from "../../../src/policy/document.ts";
import { useWords } from "../../language/words.ts";
import { CompletionList, optionId } from "./CompletionList.tsx";
import { EditorLines } from "./EditorLines.tsx";
import { editText, lineBreakAt } from "./edit-text.ts";
import { editorWords } from "./editor-words.ts";
import styles from "./policy-editor.module.css";
import type { PolicyReading } from "./read-policy.ts";
import { offsetOf } from "./text-place.ts";
import { useCompletion } from "./use-completion.ts";

export interface EditorHandle {
  /** Puts the cursor there. */
  readonly goTo: (place: Place) => void;
  /** Another text in the place of the whole one; can be undone. */
  readonly replaceAll: (text: string) => void;
}

interface PolicyEditorProps {
  readonly ref?: Ref<EditorHandle>;
  readonly label: string;
  readonly text: string;
  readonly onChange: (text: string) => void;
  readonly kind: PolicyKind;
  readonly reading: PolicyReading;
  /** What tells about the text: its mistakes and its length. */
  readonly describedBy?: string;
  readonly isReadOnly?: boolean;
}

/** A field for the text of a policy, with numbers, colours, the place of a mistake, and proposals while one types. */
export function PolicyEditor(props: PolicyEditorProps) {
  const { ref, label, text, onChange, kind, reading, describedBy, isReadOnly = false } = props;
  const words = useWords(editorWords);
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const { completion, look, accept, close, onKey } = useCompletion(area, kind);
  const { box, scroll, onScroll } = useScroll(close);
  useHandle(ref, area);
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (isReadOnly) return;
    if (onKey(event)) return stop(event);
    if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) breakLine(event);
  };
  return (
    <div className={styles.editor} data-read-only={isReadOnly}>
      <div ref={box} className={styles.scroll} onScroll={onScroll}>
        <div className={styles.sheet}>
          <EditorLines text={text} warned={useWarned(reading)} fault={reading.fault?.place} />
          <textarea
            ref={area}
            name="PolicyDocument"
            className={styles.area}
            aria-label={label}
            aria-describedby={describedBy}
            aria-invalid={reading.fault !== undefined}
            aria-autocomplete={isReadOnly ? undefined : "list"}
            aria-controls={completion && id}
            aria-activedescendant={completion && optionId(id, completion.chosen)}
            value={text}
            readOnly={isReadOnly}
            spellCheck={false}
            autoComplete="off"
            autoCapitalize="none"
            autoCorrect="off"
            wrap="off"
            onChange={({ target }) => {
              onChange(target.value);
              look(false);
            }}
            onKeyDown={onKeyDown}
            onClick={close}
            onBlur={close}
          />
        </div>
      </div>
      {completion && <CompletionList id={id} completion={completion} scroll={scroll} onAccept={accept} />}
      <span className="unseen" role="status">
        {completion && words.proposed(completion.proposals.length)}
      </span>
    </div>
  );
}

function stop(event: KeyboardEvent): void {
  event.preventDefault();
  event.stopPropagation();
}

function breakLine(event: KeyboardEvent<HTMLTextAreaElement>): void {
  event.preventDefault();
  const area = event.currentTarget;
  const { selectionStart: start, selectionEnd: end } = area;
  const { insert, back } = lineBreakAt(area.value, start);
  editText(area, { start, end }, insert);
  const cursor = area.selectionStart - back;
  area.setSelectionRange(cursor, cursor);
}

/** The list stands where the text was when it came up: it goes when the text moves. */
function useScroll(onMove: () => void) {
  const box = useRef<HTMLDivElement>(null);
  const [scroll, setScroll] = useState({ top: 0, left: 0 });
  const onScroll = () => {
    const { scrollTop: top = 0, scrollLeft: left = 0 } = box.current ?? {};
    setScroll({ top, left });
    if (Math.abs(top - scroll.top) > 40) onMove();
  };
  return { box, scroll, onScroll };
}

function useWarned({ statements }: PolicyReading): ReadonlySet<number> {
  return useMemo(
    () => new Set(statements.flatMap(({ warnings, from }) => (warnings.length > 0 ? [from] : []))),
    [statements],
  );
}

function useHandle(ref: Ref<EditorHandle> | undefined, area: RefObject<HTMLTextAreaElement | null>): void {
  useImperativeHandle(
    ref,
    () => ({
      goTo: (place) => {
        const element = area.current;
        if (!element) return;
        const offset = offsetOf(element.value, place);
        element.focus();
        element.setSelectionRange(offset, offset);
        reveal(element, place);
      },
      replaceAll: (text) => {
        const element = area.current;
        if (element) editText(element, { start: 0, end: element.value.length }, text);
      },
    }),
    [area],
  );
}

/** Moves the box around the field, which is as large as its text. */
function reveal(area: HTMLTextAreaElement, { line }: Place): void {
  const row = area.parentElement?.querySelectorAll("[data-fault]")[line - 1];
  row?.scrollIntoView({ block: "center", inline: "nearest" });
}
