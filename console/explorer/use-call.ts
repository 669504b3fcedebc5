import { useCallback, useRef, useState } from "react";
import { useMessages } from "../language/language.tsx";
import { useSession } from "../session/session.tsx";
import { type Call, type CallAnswer, SessionRefusal } from "../session/session-api.ts";
import { remember } from "./call-history.ts";

export type CallState =
  | { readonly kind: "none" }
  | { readonly kind: "calling" }
  | { readonly kind: "answered"; readonly answer: CallAnswer }
  /** The call never became one: nobody is signed in, or the server is gone. */
  | { readonly kind: "failed"; readonly sentence: string };

/** Calls, one at a time, and keeps the last answer. */
export function useCall() {
  const { app } = useMessages();
  const session = useSession();
  const [state, setState] = useState<CallState>({ kind: "none" });
  const isCalling = useRef(false);
  const make = useCallback(
    async (call: Call): Promise<CallAnswer | undefined> => {
      if (isCalling.current) return undefined;
      isCalling.current = true;
      setState({ kind: "calling" });
      try {
        const answer = await session.call(call);
        remember({ ...call, status: answer.status });
        setState({ kind: "answered", answer });
        return answer;
      } catch (error) {
        setState({ kind: "failed", sentence: error instanceof SessionRefusal ? error.message : app.failed });
        return undefined;
      } finally {
        isCalling.current = false;
      }
    },
    [session.call, app.failed],
  );
  return { state, make };
}
