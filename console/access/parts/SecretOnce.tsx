import { Button } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useWords } from "../../language/words.ts";
import { CopyButton } from "../../operations/CopyButton.tsx";
import { saveText } from "./save-text.ts";
import styles from "./secret-once.module.css";
import { partWords } from "./words.ts";

/** What CreateAccessKey answers. */
export interface NewKey {
  readonly AccessKeyId: string;
  readonly AccessKeySecret: string;
}

interface SecretOnceProps {
  readonly who: string;
  readonly newKey: NewKey;
}

/** Shows a secret. It is in the page's memory only: whoever shows this box drops the key when the box is closed. */
export function SecretOnce({ who, newKey: { AccessKeyId, AccessKeySecret } }: SecretOnceProps) {
  const { secret: words } = useWords(partWords);
  const save = () =>
    saveText(
      [
        `# ${words.file(who)}`,
        `ALIBABA_CLOUD_ACCESS_KEY_ID=${AccessKeyId}`,
        `ALIBABA_CLOUD_ACCESS_KEY_SECRET=${AccessKeySecret}`,
        "",
      ].join("\n"),
      `${who.replaceAll(/[^\w.-]/g, "-")}.env`,
    );
  return (
    <div className={styles.secret}>
      <p className={styles.lead}>{words.lead}</p>
      <dl className={styles.pair}>
        <Line name={words.keyId} value={AccessKeyId} />
        <Line name={words.secret} value={AccessKeySecret} />
      </dl>
      <Button variant="default" size="xs" leftSection={<IconDownload size={15} />} onClick={save}>
        {words.download}
      </Button>
    </div>
  );
}

function Line({ name, value }: { readonly name: string; readonly value: string }) {
  const { secret: words } = useWords(partWords);
  return (
    <div className={styles.line}>
      <dt>{name}</dt>
      <dd>{value}</dd>
      <dd className={styles.copy}>
        <CopyButton text={() => value} hint={words.copyNamed(name)} />
      </dd>
    </div>
  );
}
