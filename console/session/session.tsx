import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useLayoutEffect,
  useMemo,
  useSyncExternalStore,
} from "react";
import { showCallsOf } from "../explorer/call-history.ts";
import { useMessages } from "../language/language.tsx";
import { type Call, type CallAnswer, type Credentials, principalId } from "./session-api.ts";
import { type KnownSession, SessionStore } from "./session-store.ts";

interface Session extends KnownSession {
  readonly ask: () => Promise<void>;
  readonly enter: (credentials: Credentials) => Promise<void>;
  readonly leave: () => Promise<void>;
  readonly call: (call: Call) => Promise<CallAnswer>;
}

const SessionContext = createContext<Session | undefined>(undefined);

/** Asked before the page is: what the page shows depends on it. */
const store = new SessionStore();
const { ask, enter, leave } = store;
void ask();
addEventListener("focus", store.lookAgain);
// A page that one goes back to may come as it was left.
addEventListener("pageshow", ({ persisted }) => persisted && store.lookAgain());

export function SessionProvider({ children }: { readonly children: ReactNode }) {
  const { again } = useMessages().signIn;
  const known = useSyncExternalStore(store.subscribe, store.read);
  const call = useCallback((asked: Call) => store.call(asked, again), [again]);
  const session = useMemo<Session>(() => ({ ...known, ask, enter, leave, call }), [known, call]);
  useOwnCalls(known);
  useEffect(() => {
    if (known.isReplaced) openAnew();
  }, [known.isReplaced]);
  return <SessionContext value={session}>{!known.isReplaced && children}</SessionContext>;
}

/** The tab's calls are shown to who made them, and nobody else. */
function useOwnCalls({ status, state }: KnownSession): void {
  const owner = status === "in" && state?.principal ? principalId(state.principal) : undefined;
  useLayoutEffect(() => showCallsOf(owner), [owner]);
}

/** What the page's script still holds goes with it, and what stands in an address that is not the sign-in page's. */
function openAnew(): void {
  if (location.pathname === "/sign-in") location.reload();
  else location.replace("/");
}

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error("The session's provider is missing.");
  return session;
}
