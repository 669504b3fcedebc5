import { Button } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import { type ReactNode, useEffect, useState } from "react";
import { useMessages } from "../language/language.tsx";
import { copyText } from "./copy-text.ts";

interface CopyButtonProps {
  readonly text: () => string;
  readonly label?: string;
  readonly hint?: string;
  readonly icon?: ReactNode;
}

/** Says for a moment that it has copied, also to screen readers. */
export function CopyButton({ text, label, hint, icon = <IconCopy size={15} /> }: CopyButtonProps) {
  const { app } = useMessages();
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return undefined;
    const timer = setTimeout(() => setCopied(false), 1800);
    return () => clearTimeout(timer);
  }, [isCopied]);
  return (
    <>
      <Button
        variant="default"
        size="xs"
        title={hint}
        leftSection={isCopied ? <IconCheck size={15} /> : icon}
        onClick={() => copyText(text()).then(setCopied)}
      >
        {isCopied ? app.copied : (label ?? app.copy)}
      </Button>
      <span className="unseen" aria-live="polite">
        {isCopied ? app.copied : ""}
      </span>
    </>
  );
}
