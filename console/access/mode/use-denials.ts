import { useCallback, useEffect, useState } from "react";
import type { AuditRecord } from "../audit/audit-record.ts";
import { type Outcome, type Reading, useOperation } from "../operation.ts";
import { countDenials, findSoftStart, type SoftDenial } from "./soft-denials.ts";

export interface Denials {
  readonly denials: readonly SoftDenial[];
  /** How many calls were counted, when there are more. */
  readonly newest: number | undefined;
  /** When soft mode was last switched on, as far as the audit log reaches back. */
  readonly start: string | undefined;
}

interface AuditPage {
  readonly AuditRecords: readonly AuditRecord[];
  readonly Marker?: string;
}

const mostCounted = "1000";

/** What went through since soft mode was last switched on. */
export function useDenials(): { readonly reading: Reading<Denials>; readonly again: () => void } {
  const operate = useOperation();
  const [reading, setReading] = useState<Reading<Denials>>({ kind: "loading" });
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    let isCurrent = turn >= 0;
    const list = (parameters: Readonly<Record<string, string>>) =>
      operate<AuditPage>({ product: "Medialoft", action: "ListAuditRecords", parameters });
    readDenials(list).then((outcome) => {
      if (isCurrent) setReading({ kind: "read", ...outcome });
    });
    return () => {
      isCurrent = false;
    };
  }, [operate, turn]);
  const again = useCallback(() => setTurn((before) => before + 1), []);
  return { reading, again };
}

type ListRecords = (parameters: Readonly<Record<string, string>>) => Promise<Outcome<AuditPage>>;

async function readDenials(list: ListRecords): Promise<Outcome<Denials>> {
  const switches = await list({ ActionName: "medialoft:SetAuthorizationMode", Status: "200", MaxItems: "50" });
  if ("refusal" in switches) return switches;
  const start = findSoftStart(switches.answer.AuditRecords);
  const found = await list({ Decision: "SoftDeny", MaxItems: mostCounted, ...(start && { StartTime: start }) });
  if ("refusal" in found) return found;
  const { AuditRecords, Marker } = found.answer;
  const newest = Marker === undefined ? undefined : AuditRecords.length;
  return { answer: { denials: countDenials(AuditRecords), newest, start } };
}
