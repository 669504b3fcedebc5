import { useCallback, useState } from "react";
import type { Call } from "../../session/session-api.ts";
import { useOperation } from "../operation.ts";

interface Overtaken {
  /** Somebody else has changed it since the form was opened. */
  readonly isOvertaken: boolean;
  /** Reads it anew: answers true once for each change of somebody else, so that saving again replaces it knowingly. */
  readonly check: () => Promise<boolean>;
}

/**
 * For what is saved as a whole: finds out before saving whether it is still what was read. `toText` must stay the same
 * between two renders. What may not be read is not compared.
 */
export function useOvertaken<T>(read: Call, toText: (answer: T) => string, start: string): Overtaken {
  const operate = useOperation();
  const [before, setBefore] = useState(start);
  const [isOvertaken, setOvertaken] = useState(false);
  const key = JSON.stringify(read);
  const check = useCallback(async () => {
    const outcome = await operate<T>(JSON.parse(key) as Call);
    const present = "answer" in outcome ? toText(outcome.answer) : before;
    if (present === before) return false;
    setBefore(present);
    setOvertaken(true);
    return true;
  }, [operate, key, toText, before]);
  return { isOvertaken, check };
}
