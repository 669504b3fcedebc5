import { IconAlertTriangle } from "@tabler/icons-react";
import { useWords } from "../../language/words.ts";
import type { Refusal } from "../operation.ts";
import styles from "./dialog.module.css";
import { useRefusalSentence } from "./refusal-words.ts";
import { partWords } from "./words.ts";

/** Why what was asked was not done. Its link opens beside, so that nothing typed is lost. */
export function RefusalNote({ refusal }: { readonly refusal: Refusal }) {
  const words = useWords(partWords);
  const sentence = useRefusalSentence(refusal);
  return (
    <div role="alert" className={styles.refusal}>
      <IconAlertTriangle size={18} aria-hidden="true" />
      <div>
        <p>{sentence}</p>
        {refusal.code && (
          <p className={styles.code}>
            <code>{refusal.code}</code>{" "}
            <a href={`/troubleshoot?q=${encodeURIComponent(refusal.code)}`} target="_blank" rel="noreferrer">
              {words.why}
            </a>
          </p>
        )}
      </div>
    </div>
  );
}
