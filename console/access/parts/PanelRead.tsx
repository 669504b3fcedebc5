import { Button } from "@mantine/core";
import { IconAlertTriangle, IconLock } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { Link } from "wouter";
import { useWords } from "../../language/words.ts";
import type { Reading, Refusal } from "../operation.ts";
import styles from "./panel.module.css";
import { useRefusalSentence } from "./refusal-words.ts";
import { partWords } from "./words.ts";

interface PanelReadProps<T> {
  readonly reading: Reading<T>;
  readonly onRetry: () => void;
  readonly children: (answer: T) => ReactNode;
}

/** What was read for one panel, or why just this panel cannot show it; the rest of the page goes on. */
export function PanelRead<T>({ reading, onRetry, children }: PanelReadProps<T>) {
  if (reading.kind === "loading") return <PanelLoading />;
  if ("refusal" in reading) return <PanelRefused refusal={reading.refusal} onRetry={onRetry} />;
  return children(reading.answer);
}

export function PanelLoading() {
  const words = useWords(partWords);
  return (
    <div className={styles.bars} role="status" data-reading>
      <span aria-hidden="true" />
      <span aria-hidden="true" />
      <span aria-hidden="true" />
      <p className="unseen">{words.loading}</p>
    </div>
  );
}

export function PanelRefused({ refusal, onRetry }: { readonly refusal: Refusal; readonly onRetry: () => void }) {
  const words = useWords(partWords);
  const sentence = useRefusalSentence(refusal);
  const [short, rest] = cut(sentence);
  const { isDenied, code } = refusal;
  const isMissing = code.startsWith("EntityNotExist.");
  const Icon = isDenied ? IconLock : IconAlertTriangle;
  return (
    <div className={styles.quiet}>
      <div role="alert">
        <strong>
          <Icon size={16} aria-hidden="true" />
          {isDenied ? words.denied : isMissing ? words.missing : words.refused}
        </strong>
        <p>{short}</p>
      </div>
      {rest !== "" && (
        <details>
          <summary>{words.details}</summary>
          <p>{rest}</p>
        </details>
      )}
      <div className={styles.foot}>
        {code && <Link href={`/troubleshoot?q=${encodeURIComponent(code)}`}>{words.why}</Link>}
        <Button variant="default" size="compact-sm" onClick={onRetry}>
          {words.retry}
        </Button>
      </div>
    </div>
  );
}

/** The first sentence, and all that follows it. */
function cut(text: string): readonly [string, string] {
  const end = /\.(?=\s)|。/.exec(text)?.index;
  return end === undefined ? [text, ""] : [text.slice(0, end + 1), text.slice(end + 1).trimStart()];
}

/** What stands in a panel that has nothing to show. */
export function PanelEmpty({ children }: { readonly children: ReactNode }) {
  return <div className={styles.quiet}>{children}</div>;
}
