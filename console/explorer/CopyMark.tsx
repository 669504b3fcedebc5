import { ActionIcon } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { useMessages } from "../language/language.tsx";
import { copyText } from "../operations/copy-text.ts";

/** Copies one short text beside which it stands. */
export function CopyMark({ text, label }: { readonly text: string; readonly label: string }) {
  const { app } = useMessages();
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return undefined;
    const timer = setTimeout(() => setCopied(false), 1800);
    return () => clearTimeout(timer);
  }, [isCopied]);
  return (
    <>
      <ActionIcon
        variant="subtle"
        size="sm"
        aria-label={label}
        title={label}
        onClick={() => copyText(text).then(setCopied)}
      >
        {isCopied ? <IconCheck size={14} /> : <IconCopy size={14} />}
      </ActionIcon>
      <span className="unseen" aria-live="polite">
        {isCopied ? app.copied : ""}
      </span>
    </>
  );
}
