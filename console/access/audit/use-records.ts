import { useCallback, useEffect, useRef, useState } from "react";
import { type Refusal, useOperation } from "../operation.ts";
import type { AuditRecord } from "./audit-record.ts";
import { type Filters, toAsked } from "./filters.ts";

interface Page {
  readonly AuditRecords: readonly AuditRecord[];
  readonly Marker?: string;
}

export interface Records {
  /** Undefined until the first answer. */
  readonly records: readonly AuditRecord[] | undefined;
  readonly refusal: Refusal | undefined;
  readonly isReading: boolean;
  /** Whether there may be older ones. */
  readonly hasOlder: boolean;
  readonly readOlder: () => void;
  /** Reads from the newest on; a span that ends now ends later then. */
  readonly refresh: () => void;
}

const pageSize = "50";

interface Shown {
  readonly asked: Readonly<Record<string, string>>;
  readonly records?: readonly AuditRecord[];
  readonly marker?: string | undefined;
  readonly refusal?: Refusal;
}

/** What is shown stays until the next answer is there. */
export function useRecords(filters: Filters): Records {
  const operate = useOperation();
  const [shown, setShown] = useState<Shown>({ asked: {} });
  const [isReading, setReading] = useState(true);
  const [turn, setTurn] = useState(0);
  const latest = useRef(0);
  const key = JSON.stringify([filters, turn]);
  const read = useCallback(
    async (asked: Shown["asked"], marker: string | undefined, before: readonly AuditRecord[]) => {
      latest.current += 1;
      const mine = latest.current;
      setReading(true);
      const parameters = { ...asked, MaxItems: pageSize, ...(marker !== undefined && { Marker: marker }) };
      const outcome = await operate<Page>({ product: "Medialoft", action: "ListAuditRecords", parameters });
      if (mine !== latest.current) return;
      setReading(false);
      if ("refusal" in outcome) return setShown({ asked, refusal: outcome.refusal });
      const { AuditRecords, Marker } = outcome.answer;
      setShown({ asked, records: [...before, ...AuditRecords], marker: Marker });
    },
    [operate],
  );
  useEffect(() => {
    const [chosen] = JSON.parse(key) as [Filters];
    void read(toAsked(chosen, Date.now()), undefined, []);
    return () => {
      latest.current += 1;
    };
  }, [read, key]);
  return {
    records: shown.records,
    refusal: shown.refusal,
    isReading,
    hasOlder: shown.marker !== undefined,
    readOlder: () => void read(shown.asked, shown.marker, shown.records ?? []),
    refresh: () => setTurn((before) => before + 1),
  };
}
