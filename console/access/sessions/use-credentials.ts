import { useCallback, useEffect, useState } from "react";
import { findAnswer, type Reading, useOperation } from "../operation.ts";

/** Temporary credentials, as ListSessions answers them. */
export interface Credentials {
  readonly AccessKeyId: string;
  readonly Kind: string;
  readonly CreateTime: string;
  readonly ExpireTime: string;
  readonly CreatorAccessKeyId?: string;
  readonly UserName?: string;
  readonly RoleName?: string;
  readonly SessionName?: string;
  readonly SourceIdentity?: string;
  readonly ObjectKey?: string;
}

interface Page {
  readonly Sessions: readonly Credentials[];
  readonly Marker?: string;
}

interface CredentialList {
  readonly reading: Reading<Page>;
  readonly isBusy: boolean;
  readonly more: () => void;
  readonly again: () => void;
}

/** Those that have not ended, newest first; the next page is added below. */
export function useCredentials(kind: "role" | "upload"): CredentialList {
  const operate = useOperation();
  const [reading, setReading] = useState<Reading<Page>>({ kind: "loading" });
  const [isBusy, setBusy] = useState(false);
  const read = useCallback(
    async (before: readonly Credentials[], marker?: string) => {
      setBusy(true);
      const parameters = { Kind: kind, ...(marker !== undefined && { Marker: marker }) };
      const outcome = await operate<Page>({ product: "Medialoft", action: "ListSessions", parameters });
      setBusy(false);
      if ("refusal" in outcome) return setReading({ kind: "read", ...outcome });
      const Sessions = [...before, ...outcome.answer.Sessions];
      setReading({ kind: "read", answer: { ...outcome.answer, Sessions } });
    },
    [operate, kind],
  );
  useEffect(() => void read([]), [read]);
  const page = findAnswer(reading);
  return {
    reading,
    isBusy,
    more: () => void read(page?.Sessions ?? [], page?.Marker),
    again: () => void read([]),
  };
}
