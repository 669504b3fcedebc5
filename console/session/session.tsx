import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from "react";
import {
  type Call,
  type CallAnswer,
  type Credentials,
  callOperation,
  readSession,
  SessionRefusal,
  type SessionState,
  signIn,
  signOut,
} from "./session-api.ts";

export type SessionStatus = "asking" | "failed" | "out" | "in";

interface Session {
  readonly status: SessionStatus;
  readonly state: SessionState | undefined;
  /** The session ended while somebody was at work. */
  readonly isOver: boolean;
  readonly ask: () => Promise<void>;
  readonly enter: (credentials: Credentials) => Promise<void>;
  readonly leave: () => Promise<void>;
  readonly call: (call: Call) => Promise<CallAnswer>;
}

const SessionContext = createContext<Session | undefined>(undefined);

export function SessionProvider({ children }: { readonly children: ReactNode }) {
  const [state, setState] = useState<SessionState>();
  const [hasFailed, setHasFailed] = useState(false);
  const [isOver, setIsOver] = useState(false);
  const ask = useCallback(async () => {
    setHasFailed(false);
    await readSession().then(
      (state) => setState((before) => (isSame(before, state) ? before : state)),
      () => setHasFailed(true),
    );
  }, []);
  useEffect(() => void ask(), [ask]);
  const session = useMemo<Session>(() => {
    const csrfToken = state?.csrfToken ?? "";
    return {
      status: statusOf(state, hasFailed),
      state,
      isOver,
      ask,
      enter: async (credentials) => {
        setState(await signIn(credentials));
        setIsOver(false);
      },
      leave: async () => setState(await signOut(csrfToken).catch(readSession)),
      call: (call) =>
        callOperation(call, csrfToken).catch(async (error: unknown) => {
          const wasOver = error instanceof SessionRefusal && error.code === "NotSignedIn";
          if (wasOver) setIsOver(true);
          if (wasOver || isStale(error)) await ask();
          throw error;
        }),
    };
  }, [state, hasFailed, isOver, ask]);
  return <SessionContext value={session}>{children}</SessionContext>;
}

/** Each answer has a request id of its own, and says anew how long the session may rest: nothing that a page shows. */
const isSame = (before: SessionState | undefined, state: SessionState): boolean =>
  JSON.stringify(before, shownFields) === JSON.stringify(state, shownFields);

const shownFields = ["signedIn", "csrfToken", "mode", "expiresAt", "principal", "kind", "arn", "accountId", "userName"];

/** Somebody else signed in from another tab: the token of this page is of the session before. */
const isStale = (error: unknown): boolean => error instanceof SessionRefusal && error.code === "CsrfTokenMissing";

function statusOf(state: SessionState | undefined, hasFailed: boolean): SessionStatus {
  if (state) return state.signedIn ? "in" : "out";
  return hasFailed ? "failed" : "asking";
}

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error("The session's provider is missing.");
  return session;
}
