import { useCallback, useRef, useState } from "react";
import { useMessages } from "../language/language.tsx";
import { useSession } from "../session/session.tsx";
import { type Call, type CallAnswer, SessionRefusal } from "../session/session-api.ts";
import { remember } from "./call-history.ts";

export type CallState =
  | { readonly kind: "none" }
  | { readonly kind: "calling" }
  | { readonly kind: "answered"; readonly answer: CallAnswer }
  /** The call never became one: it was refused at the door, or the server is gone. */
  | { readonly kind: "failed"; readonly sentence: string };

/** Calls, one at a time, and keeps the last answer; a call while another is on its way is not made. */
export function useCall() {
  const { app } = useMessages();
  const session = useSession();
  const [state, setState] = useState<CallState>({ kind: "none" });
  const isCalling = useRef(false);
  const make = useCallback(
    async (call: Call): Promise<CallState> => {
      const show = (shown: CallState) => {
        setState(shown);
        return shown;
      };
      if (isCalling.current) return { kind: "calling" };
      isCalling.current = true;
      show({ kind: "calling" });
      try {
        const answer = await session.call(call);
        remember({ ...call, status: answer.status });
        return show({ kind: "answered", answer });
      } catch (error) {
        return show({ kind: "failed", sentence: describeFailure(error, app.failed) });
      } finally {
        isCalling.current = false;
      }
    },
    [session.call, app.failed],
  );
  return { state, make };
}

/** @param gone what is said when the server is not there. */
export const describeFailure = (error: unknown, gone: string): string =>
  error instanceof SessionRefusal ? error.message : gone;
