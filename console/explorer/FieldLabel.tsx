import type { FieldDescription } from "../../src/reference/describe-field.ts";
import { useMessages } from "../language/language.tsx";
import styles from "./form.module.css";

/** The wire name, whether it is required, and its type. */
export function FieldLabel({ field }: { readonly field: FieldDescription }) {
  const { explorer } = useMessages();
  return (
    <span className={styles.label}>
      <span className={styles.name}>{field.name}</span>
      {field.required && (
        <span className={styles.required} title={explorer.required}>
          <span aria-hidden="true">*</span>
          <span className="unseen"> {explorer.required}</span>
        </span>
      )}
      <span className={styles.type}>{typeOf(field)}</span>
    </span>
  );
}

export function typeOf({ type, items, enum: values }: FieldDescription): string {
  if (values) return "enum";
  return type === "array" ? `${items?.type ?? "string"}[]` : type;
}
