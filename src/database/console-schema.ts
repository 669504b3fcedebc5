/** Somebody who is signed in at the console. */
export interface ConsoleSessionRow {
  /** `CONSOLE.` and 24 characters: tells sessions apart, and is no secret. */
  session_id: string;
  account_id: string;
  /** Lower-case hex SHA-256 of what the cookie holds. */
  secret_hash: string;
  /** Null for the account's root. */
  user_id: string | null;
  /** The key that was shown at the sign-in; null after a sign-in by password. */
  access_key_id: string | null;
  source_address: string;
  user_agent: string;
  created_at: number;
  /** Up to a minute behind. */
  last_seen_at: number;
  expires_at: number;
}

/** Wrong passwords in a row. */
export interface LoginAttemptRow {
  account_id: string;
  /** SHA-256 of the name that was typed: some people type their password there. */
  name_hash: string;
  failures: number;
  last_failed_at: number;
  locked_until: number | null;
}
