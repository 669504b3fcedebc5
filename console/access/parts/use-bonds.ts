import { useCallback, useState } from "react";
import type { Call } from "../../session/session-api.ts";
import { type Refusal, useOperation } from "../operation.ts";

export type BondKind = "group" | "user" | "key" | "password" | "policy";

/** Something that keeps a user, a group or a role from being deleted. */
export interface Bond {
  readonly id: string;
  readonly kind: BondKind;
  readonly label: string;
  /** Its page. */
  readonly to?: string;
  /** Takes it away. */
  readonly call: Call;
}

/** Where bonds of one kind are listed. */
export interface BondSource {
  readonly list: Call;
  readonly toBonds: (answer: unknown) => readonly Bond[];
  /** The code with which the server says that there is none. */
  readonly noneCode?: string;
}

interface Found {
  readonly bonds: readonly Bond[];
  /** Lists that may not be read. */
  readonly hidden: readonly Refusal[];
}

/** Reads all that is attached when it is asked to. Its sources must stay the same between two renders. */
export function useBonds(sources: readonly BondSource[]): Found & { isReading: boolean; read: () => Promise<void> } {
  const operate = useOperation();
  const [found, setFound] = useState<Found>({ bonds: [], hidden: [] });
  const [isReading, setReading] = useState(false);
  const read = useCallback(async () => {
    setReading(true);
    const outcomes = await Promise.all(
      sources.map(async (source) => ({ source, outcome: await operate(source.list) })),
    );
    const bonds = outcomes.flatMap(({ source, outcome }) =>
      "answer" in outcome ? source.toBonds(outcome.answer) : [],
    );
    const hidden = outcomes.flatMap(({ source, outcome }) =>
      "refusal" in outcome && outcome.refusal.code !== source.noneCode ? [outcome.refusal] : [],
    );
    setFound({ bonds, hidden });
    setReading(false);
  }, [operate, sources]);
  return { ...found, isReading, read };
}
