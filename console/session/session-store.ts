import { readOperations } from "../operations/use-operations.ts";
import {
  type Call,
  type CallAnswer,
  type Credentials,
  callOperation,
  principalId,
  readSession,
  SessionRefusal,
  type SessionState,
  signIn,
  signOut,
} from "./session-api.ts";

export interface KnownSession {
  readonly status: "asking" | "failed" | "out" | "in";
  readonly state: SessionState | undefined;
  /** The session has ended while its page is open: the page waits for its principal to sign in again. */
  readonly isOver: boolean;
  /** Somebody else has signed in than the one whose page this is: it must be seen no more. */
  readonly isReplaced: boolean;
}

/** The session of this page, as far as the page knows. The page belongs to the principal who is signed in first. */
export class SessionStore {
  #known: KnownSession = { status: "asking", state: undefined, isOver: false, isReplaced: false };
  #owner: string | undefined;
  /** How often somebody has signed in or out here. */
  #turns = 0;
  #isBack = Promise.withResolvers<void>();
  readonly #listeners = new Set<() => void>();

  readonly read = (): KnownSession => this.#known;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly ask = async (): Promise<void> => {
    if (this.#known.status === "failed") this.#show({ status: "asking" });
    const turns = this.#turns;
    await readSession().then(
      // What was asked before somebody signed in or out is not so any more.
      (state) => turns === this.#turns && this.#take(state),
      () => this.#known.state || this.#show({ status: "failed" }),
    );
  };

  /** Somebody may have signed in from another tab while this one was not looked at. */
  readonly lookAgain = (): void => {
    if (this.#known.status === "in") void this.ask();
  };

  readonly enter = async (credentials: Credentials): Promise<void> => {
    const state = await signIn(credentials);
    this.#turns++;
    this.#take(state);
  };

  /** Signs out whoever is signed in by now. */
  readonly leave = async (): Promise<void> => {
    const state = await signOut(this.#token).catch(async () => {
      const now = await readSession();
      return now.signedIn ? signOut(now.csrfToken) : now;
    });
    this.#turns++;
    this.#show({ status: "out", state, isOver: false });
  };

  /**
   * Waits, when the session is over, until its principal is signed in again. What reads is then sent once more; what
   * writes is refused.
   * @param again says that it has to be sent once more.
   */
  async call(call: Call, again: string): Promise<CallAnswer> {
    const token = this.#token;
    try {
      return await callOperation(call, token);
    } catch (error) {
      if (!isOutdated(error)) throw error;
      const wasOver = this.#token === token ? await this.#renew(error) : error.code === "NotSignedIn";
      if (this.#token === token) throw error;
      if (wasOver && !(await isRead(call))) throw new SessionRefusal(error.status, "", again);
      return this.call(call, again);
    }
  }

  get #token(): string {
    return this.#known.state?.csrfToken ?? "";
  }

  /** Answers whether the session was over, and not only another one since somebody signed in from another tab. */
  async #renew({ code }: SessionRefusal): Promise<boolean> {
    if (code === "NotSignedIn") this.#show({ isOver: true });
    else await this.ask();
    const { isOver } = this.#known;
    if (isOver) await this.#isBack.promise;
    return isOver;
  }

  #take(state: SessionState): void {
    const owner = state.principal && principalId(state.principal);
    if (owner !== undefined && this.#owner !== undefined && owner !== this.#owner) this.#show({ isReplaced: true });
    else if (!state.signedIn && this.#known.status === "in") this.#show({ isOver: true });
    else {
      this.#owner ??= owner;
      this.#show({ status: state.signedIn ? "in" : "out", state, isOver: false });
      this.#isBack.resolve();
      this.#isBack = Promise.withResolvers();
    }
  }

  #show(news: Partial<KnownSession>): void {
    const known = { ...this.#known, ...news };
    if (isSame(known, this.#known)) return;
    this.#known = known;
    for (const listener of this.#listeners) listener();
  }
}

type Outdated = SessionRefusal & { readonly code: "NotSignedIn" | "CsrfTokenMissing" };

const isOutdated = (error: unknown): error is Outdated =>
  error instanceof SessionRefusal && (error.code === "NotSignedIn" || error.code === "CsrfTokenMissing");

/** What is not known to read may write. */
const isRead = ({ action }: Call): Promise<boolean> =>
  readOperations("en").then(
    (operations) => operations.some(({ name, write }) => name === action && !write),
    () => false,
  );

/** Each answer has a request id of its own, and says anew how long the session may rest: nothing that a page shows. */
const isSame = (before: KnownSession, now: KnownSession): boolean =>
  JSON.stringify(before, shownFields) === JSON.stringify(now, shownFields);

const shownFields = [
  ...["status", "state", "isOver", "isReplaced"],
  ...["signedIn", "csrfToken", "mode", "expiresAt", "principal", "kind", "arn", "accountId", "userName"],
];
