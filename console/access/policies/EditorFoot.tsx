import { Button } from "@mantine/core";
import { IconAlertCircle, IconCheck } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { useWords } from "../../language/words.ts";
import styles from "./editor-foot.module.css";
import { editorWords } from "./editor-words.ts";
import type { PolicyReading } from "./read-policy.ts";

interface EditorFootProps {
  readonly id: string;
  readonly reading: PolicyReading;
  readonly onGoTo: (place: { readonly line: number; readonly column: number }) => void;
  readonly onFormat?: () => void;
}

/** Below the editor: whether the text is a policy, where it is not, and how long it is. */
export function EditorFoot({ id, reading, onGoTo, onFormat }: EditorFootProps) {
  const words = useWords(editorWords);
  const settled = useSettled(reading);
  const { length, limit, fault } = settled;
  const remarks = settled.statements.reduce((count, { warnings }) => count + warnings.length, 0);
  return (
    <div className={styles.foot}>
      <div id={id} role="status" className={styles.verdict} data-fault={fault !== undefined}>
        {fault ? <IconAlertCircle size={17} aria-hidden="true" /> : <IconCheck size={17} aria-hidden="true" />}
        <p>
          {fault ? (
            <>
              <strong>{words.place(fault.place.line, fault.place.column)}</strong> {fault.message}
            </>
          ) : (
            <>
              {words.noFault} {remarks > 0 && words.noted(remarks)}
            </>
          )}
        </p>
      </div>
      <div className={styles.tools}>
        <Meter length={length} limit={limit} />
        {fault && (
          <Button variant="default" size="compact-sm" onClick={() => onGoTo(fault.place)}>
            {words.goThere}
          </Button>
        )}
        {onFormat && (
          <Button variant="default" size="compact-sm" onClick={onFormat} disabled={fault !== undefined}>
            {words.format}
          </Button>
        )}
      </div>
    </div>
  );
}

/** How full the policy is. */
function Meter({ length, limit }: { readonly length: number; readonly limit: number }) {
  const words = useWords(editorWords);
  const share = Math.min(1, length / limit);
  return (
    <span className={styles.meter} data-full={length > limit}>
      <span className={styles.track} aria-hidden="true">
        <span style={{ width: `${share * 100}%` }} />
      </span>
      {words.characters(length, limit)}
    </span>
  );
}

const settlingMs = 300;

/** What it is once it has not changed for a moment, so that nobody is told of each letter; what is right shows at once. */
function useSettled(reading: PolicyReading): PolicyReading {
  const [settled, setSettled] = useState(reading);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(reading), reading.fault ? settlingMs : 0);
    return () => clearTimeout(timer);
  }, [reading]);
  return settled;
}
