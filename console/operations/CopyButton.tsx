import { Button } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useMessages } from "../language/language.tsx";
import { useCopied } from "./use-copied.ts";

interface CopyButtonProps {
  readonly text: () => string;
  readonly label?: string;
  readonly hint?: string;
  readonly icon?: ReactNode;
}

/** Says for a moment that it has copied, also to screen readers. */
export function CopyButton({ text, label, hint, icon = <IconCopy size={15} /> }: CopyButtonProps) {
  const { app } = useMessages();
  const { isCopied, copy } = useCopied();
  return (
    <>
      <Button
        variant="default"
        size="xs"
        title={hint}
        leftSection={isCopied ? <IconCheck size={15} /> : icon}
        onClick={() => copy(text())}
      >
        {isCopied ? app.copied : (label ?? app.copy)}
      </Button>
      <span className="unseen" aria-live="polite">
        {isCopied ? app.copied : ""}
      </span>
    </>
  );
}
