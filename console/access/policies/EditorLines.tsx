import { memo } from "react";
import { highlightLine, lengthAt, type TokenKind } from "./highlight-json.ts";
import styles from "./policy-editor.module.css";

interface EditorLinesProps {
  readonly text: string;
  /** Lines of statements that have warnings, counted from 1. */
  readonly warned: ReadonlySet<number>;
  readonly fault: { readonly line: number; readonly column: number } | undefined;
}

/** What lies behind the text field and gives it its colours and numbers; screen readers have the field. */
export function EditorLines({ text, warned, fault }: EditorLinesProps) {
  return (
    <div className={styles.rows} aria-hidden="true">
      {numberLines(text).map(({ number, line }) => (
        <Row
          key={number}
          line={line}
          number={number}
          isWarned={warned.has(number)}
          column={fault?.line === number ? fault.column : undefined}
        />
      ))}
    </div>
  );
}

const numberLines = (text: string) => text.split("\n").map((line, index) => ({ number: index + 1, line }));

interface RowProps {
  readonly line: string;
  readonly number: number;
  readonly isWarned: boolean;
  /** Where it is wrong, counted from 1 in characters. */
  readonly column: number | undefined;
}

const Row = memo(function Row({ line, number, isWarned, column }: RowProps) {
  return (
    <div className={styles.row} data-fault={column !== undefined} data-warned={isWarned}>
      <span className={styles.number}>{number}</span>
      <span className={styles.line}>
        {highlightLine(line).map(({ kind, text, at }) => (
          <span key={at} className={kind && tokenStyles[kind]}>
            {text}
          </span>
        ))}
        {column !== undefined && <Squiggle line={line} column={column} />}
      </span>
    </div>
  );
});

const tokenStyles: Readonly<Record<TokenKind, string | undefined>> = {
  key: styles.key,
  string: styles.string,
  word: styles.word,
  number: styles.word,
  allow: styles.allow,
  deny: styles.deny,
};

/** Lies over the line and underlines what is wrong in it. */
function Squiggle({ line, column }: { readonly line: string; readonly column: number }) {
  const before = [...line].slice(0, column - 1).join("");
  const wrong = line.slice(before.length, before.length + lengthAt(line, before.length));
  return (
    <span className={styles.over}>
      {before}
      <span className={styles.wrong}>{wrong || " "}</span>
    </span>
  );
}
