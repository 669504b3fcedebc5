import type { IncomingHttpHeaders } from "node:http";
import type { Client } from "../contract/client.ts";

/** What a browser sends to the console's door. */
export interface SessionRequest {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Uint8Array;
  readonly requestId: string;
  readonly client: Client;
  /** Scheme, host and port as the browser knows them; the host is one of this server's. */
  readonly origin: string;
}

export interface SessionAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Something that this door refuses. Its sentence is for the person at the screen. */
export class SessionError extends Error {
  override readonly name = "SessionError";
  readonly status: number;
  readonly code: SessionErrorCode;
  readonly headers: Readonly<Record<string, string>>;

  constructor(code: SessionErrorCode, sentence: string, headers: Readonly<Record<string, string>> = {}) {
    super(sentence);
    this.code = code;
    this.status = statuses[code];
    this.headers = headers;
  }
}

const statuses = {
  BadRequest: 400,
  WrongCredentials: 401,
  NotSignedIn: 401,
  CrossSite: 403,
  CsrfTokenMissing: 403,
  LoginNetwork: 403,
  PasswordMustChange: 403,
  PasswordExpired: 403,
  NotFound: 404,
  WrongMethod: 405,
  NotJson: 415,
  TooManyAttempts: 429,
} as const;

export type SessionErrorCode = keyof typeof statuses;

/** A body of this door is one JSON object: what a plain form of another site can send is not. */
export function readJsonBody({ headers, body }: SessionRequest): Record<string, unknown> {
  const type = headers["content-type"]?.split(";", 1)[0]?.trim().toLowerCase();
  if (type !== "application/json") throw new SessionError("NotJson", "The body must be sent as application/json.");
  const value = parseObject(Buffer.from(body).toString("utf8"));
  if (!value) throw new SessionError("BadRequest", "The body must be one JSON object.");
  return value;
}

/** Undefined for what is not an object of JSON. */
export function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

const longestText = 1024;

/** A text of the body; undefined when it is absent. */
export function readText(fields: Record<string, unknown>, name: string): string | undefined {
  const value = fields[name];
  if (value === undefined) return undefined;
  if (typeof value === "string" && value.length <= longestText) return value;
  throw new SessionError("BadRequest", `${name} must be a text of at most ${longestText} characters.`);
}
