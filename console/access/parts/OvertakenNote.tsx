import { useWords } from "../../language/words.ts";
import styles from "./dialog.module.css";
import { partWords } from "./words.ts";

/** Somebody else was faster: what was typed is still there. */
export function OvertakenNote() {
  const words = useWords(partWords);
  return (
    <p role="alert" className={styles.overtaken}>
      {words.overtaken}
    </p>
  );
}
