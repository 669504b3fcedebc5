import { Button, Group, Modal } from "@mantine/core";
import { useMessages } from "../language/language.tsx";
import { useWords } from "../language/words.ts";
import type { Call } from "../session/session-api.ts";
import styles from "./confirm.module.css";
import { withoutSecrets } from "./parameters.ts";
import { explorerWords } from "./words.ts";

interface ConfirmDeleteProps {
  readonly call: Call;
  /** With whose permissions, when they are not one's own. */
  readonly as: string | undefined;
  readonly isOpen: boolean;
  readonly onCancel: () => void;
  readonly onConfirm: () => void;
}

/** Asks once more, and shows what exactly is called. Enter alone cancels. */
export function ConfirmDelete({ call, as, isOpen, onCancel, onConfirm }: ConfirmDeleteProps) {
  const { app } = useMessages();
  const words = useWords(explorerWords);
  const { confirm } = words;
  const pairs = Object.entries(withoutSecrets(call.parameters).shown);
  return (
    <Modal
      opened={isOpen}
      onClose={onCancel}
      title={confirm.title}
      centered
      closeButtonProps={{ "aria-label": app.close }}
      transitionProps={{ duration: 0 }}
    >
      <p className={styles.lead}>{confirm.lead(call.action)}</p>
      {pairs.length === 0 ? (
        <p className={styles.nothing}>{confirm.nothing}</p>
      ) : (
        <dl className={styles.parameters}>
          {pairs.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {as !== undefined && <p className={styles.acting}>{words.as.warning(as)}</p>}
      <Group justify="flex-end" gap="sm">
        <Button variant="default" data-autofocus onClick={onCancel}>
          {confirm.cancel}
        </Button>
        <Button className={styles.go} onClick={onConfirm}>
          {confirm.go(call.action)}
        </Button>
      </Group>
    </Modal>
  );
}
