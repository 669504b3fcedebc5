import { ActionIcon } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import { useMessages } from "../language/language.tsx";
import { useCopied } from "../operations/use-copied.ts";

/** Copies one short text beside which it stands. */
export function CopyMark({ text, label }: { readonly text: string; readonly label: string }) {
  const { app } = useMessages();
  const { isCopied, copy } = useCopied();
  return (
    <>
      <ActionIcon variant="subtle" size="sm" aria-label={label} title={label} onClick={() => copy(text)}>
        {isCopied ? <IconCheck size={14} /> : <IconCopy size={14} />}
      </ActionIcon>
      <span className="unseen" aria-live="polite">
        {isCopied ? app.copied : ""}
      </span>
    </>
  );
}
