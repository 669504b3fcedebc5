import { CopyButton } from "../operations/CopyButton.tsx";
import styles from "./diagnosis.module.css";

/** What the server says of a failed call. Where a policy would help it ends with one, and that is code to take along. */
export function Diagnosis({ text }: { readonly text: string }) {
  const [, told = text, policy] = /^([^{]*)\n(\{\n[\s\S]*\n\})$/.exec(text) ?? [];
  return (
    <span className={styles.diagnosis}>
      {told}
      {policy && (
        <span className={styles.policy}>
          <code>{policy}</code>
          <CopyButton text={() => policy} />
        </span>
      )}
    </span>
  );
}
