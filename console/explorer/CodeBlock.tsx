import { Box } from "@mantine/core";
import { useMemo } from "react";
import styles from "./code.module.css";
import { type Syntax, splitCode } from "./split-code.ts";

interface CodeBlockProps {
  readonly code: string;
  readonly syntax: Syntax;
  readonly label: string;
}

export function CodeBlock({ code, syntax, label }: CodeBlockProps) {
  const pieces = useMemo(() => splitCode(code, syntax), [code, syntax]);
  return (
    <section aria-label={label}>
      <Box component="pre" className={styles.code} tabIndex={0}>
        {pieces.map(({ kind, text, at }) => (
          <span key={at} className={kind && styles[kind]}>
            {text}
          </span>
        ))}
      </Box>
    </section>
  );
}
