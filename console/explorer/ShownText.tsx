import { useMessages } from "../language/language.tsx";
import { CopyMark } from "./CopyMark.tsx";
import styles from "./shown-text.module.css";

interface ShownTextProps {
  readonly label: string;
  readonly text: string;
  /** What stands there when the text is empty. */
  readonly placeholder?: string;
  readonly withLabel?: boolean;
}

/** A text of the wire, exactly as it is, to be copied. */
export function ShownText({ label, text, placeholder, withLabel = false }: ShownTextProps) {
  const { app } = useMessages();
  return (
    <figure className={styles.figure} aria-label={label}>
      {withLabel && <figcaption>{label}</figcaption>}
      <div className={styles.box}>
        <pre data-empty={text === ""}>{text === "" ? placeholder : text}</pre>
        {text !== "" && <CopyMark text={text} label={`${app.copy}: ${label}`} />}
      </div>
    </figure>
  );
}
