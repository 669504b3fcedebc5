import { useCallback, useState } from "react";
import type { Call } from "../../session/session-api.ts";
import { type Refusal, useOperation } from "../operation.ts";

export interface Change {
  readonly isBusy: boolean;
  /** Why the last one was refused. */
  readonly refusal: Refusal | undefined;
  /** Answers what the operation answered, or undefined when it was refused. */
  readonly make: <T = unknown>(call: Call) => Promise<T | undefined>;
  readonly forget: () => void;
}

/** Makes calls that change something, one after the other, and keeps why one was refused. */
export function useChange(): Change {
  const operate = useOperation();
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();
  const make = useCallback(
    async <T>(call: Call): Promise<T | undefined> => {
      setBusy(true);
      setRefusal(undefined);
      const outcome = await operate<T>(call);
      setBusy(false);
      if ("answer" in outcome) return outcome.answer;
      setRefusal(outcome.refusal);
      return undefined;
    },
    [operate],
  );
  const forget = useCallback(() => setRefusal(undefined), []);
  return { isBusy, refusal, make, forget };
}

/** A call of RAM; what is undefined is not sent. */
export const ramCall = (action: string, parameters: Readonly<Record<string, string | undefined>> = {}): Call => ({
  product: "RAM",
  action,
  parameters: Object.fromEntries(
    Object.entries(parameters).filter((pair): pair is [string, string] => pair[1] !== undefined),
  ),
});
