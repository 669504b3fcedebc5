import type { Statement } from "../../src/policy/document.ts";

/** Who is signed in, as the server tells. */
export interface Who {
  readonly kind: "root" | "user";
  readonly arn: string;
  readonly accountId: string;
  readonly userId?: string;
  readonly userName?: string;
}

/** Stays the same when a user is renamed, and is another when a user of the same name is made anew. */
export const principalId = ({ accountId, userId }: Who): string => `${accountId}/${userId ?? "root"}`;

export interface SessionState {
  readonly signedIn: boolean;
  readonly csrfToken: string;
  readonly principal?: Who;
  /** Of the AccessKey that was signed in with; absent after a sign-in by password. */
  readonly accessKeyId?: string;
  /** Whether the account's policies deny (`enforce`) or only tell what they would deny (`soft`). */
  readonly mode?: "enforce" | "soft";
  /** Epoch milliseconds. */
  readonly expiresAt?: number;
}

export type Credentials =
  | { readonly accessKeyId: string; readonly accessKeySecret: string }
  | { readonly account: string; readonly userName: string; readonly password: string; readonly newPassword?: string };

/** What an operation answered, whether it did what was asked or not. */
export interface CallAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly durationMs: number;
  /** Whose rights it was called with, as a resource name. */
  readonly principal: string;
}

interface PolicyStatement {
  readonly index: number;
  readonly statement: Statement;
  readonly source?: { readonly name: string; readonly type: string };
}

export interface CheckedNeed {
  readonly action: string;
  readonly resource: string;
  /** Who needs it. */
  readonly principal: string;
  readonly allowed: boolean;
  /** Whether policies deny (`enforce`) or only tell what they would deny (`soft`). */
  readonly mode: string;
  readonly effect?: string;
  readonly statements?: readonly PolicyStatement[];
  readonly diagnosis?: string;
}

/** Whether a call would be allowed, and by what. */
export interface CallCheck {
  readonly allowed: boolean;
  /** Whose rights were looked at. */
  readonly principal: string;
  /** What no policy says: that a role does not exist, or trusts somebody else. */
  readonly sentence?: string;
  readonly needs: readonly CheckedNeed[];
}

/** What the console's door refuses; its message is for the person at the screen. */
export class SessionRefusal extends Error {
  readonly code: string;
  readonly status: number;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

export const readSession = (): Promise<SessionState> => askDoor("/session");

/** Who signs in has no token yet: a header that no other site can send is enough. */
export const signIn = (credentials: Credentials): Promise<SessionState> =>
  askDoor("/session/sign-in", post("before-sign-in", credentials));

export const signOut = (csrfToken: string): Promise<SessionState> => askDoor("/session/sign-out", post(csrfToken, {}));

/** Whose rights a call is made with: a user's of the account, or a role's by its name or resource name. */
export type ActAs = { readonly user: string } | { readonly role: string };

export interface Call {
  readonly product: string;
  readonly action: string;
  readonly parameters: Readonly<Record<string, string>>;
  /** One's own when absent. */
  readonly as?: ActAs | undefined;
  /** JSON when absent. */
  readonly format?: "json" | "xml";
}

export const callOperation = ({ product, action, ...fields }: Call, csrfToken: string): Promise<CallAnswer> =>
  askDoor(`/session/call/${product}/${action}`, post(csrfToken, fields));

/** Its parameters go into an address: they must hold no secret. */
export function checkCall({ product, action, parameters, as }: Call, signal: AbortSignal): Promise<CallCheck> {
  const query = new URLSearchParams({ product, action, parameters: JSON.stringify(parameters), ...as });
  return askDoor(`/session/check?${query}`, { signal });
}

const post = (csrfToken: string, body: object): RequestInit => ({
  method: "POST",
  headers: { "Content-Type": "application/json", "X-Medialoft-Csrf": csrfToken },
  body: JSON.stringify(body),
});

/** Asks the console's door, which answers in the language of the page: somebody may have chosen another one than the browser's. */
export async function askDoor<T>(path: string, init: RequestInit = {}): Promise<T> {
  const headers = { ...init.headers, "Accept-Language": document.documentElement.lang };
  const response = await fetch(path, { ...init, headers, credentials: "same-origin", cache: "no-store" });
  const answer = (await response.json()) as T & { readonly code?: string; readonly message?: string };
  if (!response.ok) throw new SessionRefusal(response.status, answer.code ?? "", answer.message ?? response.statusText);
  return answer;
}
