import { useMemo, useState } from "react";
import type { PolicyKind } from "../../../src/policy/document.ts";
import { useLanguage } from "../../language/language.tsx";
import { knownActions } from "./known-actions.ts";
import { type PolicyReading, readPolicy, type StatementReading } from "./read-policy.ts";

export interface ShownReading {
  readonly reading: PolicyReading;
  /** While the text is broken: those of when it last was not. */
  readonly statements: readonly StatementReading[];
}

/** What the text says now; the words stay while it is being changed. */
export function usePolicyReading(text: string, kind: PolicyKind): ShownReading {
  const { language } = useLanguage();
  const reading = useMemo(() => readPolicy(text, { kind, catalogue: knownActions, language }), [text, kind, language]);
  const [kept, setKept] = useState(reading.statements);
  if (!reading.fault && reading.statements !== kept) setKept(reading.statements);
  return { reading, statements: reading.fault ? kept : reading.statements };
}
