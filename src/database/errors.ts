import { WritesRefusedError } from "./write-fence.ts";

/** The store cannot be used as it is; the sentence names the file and what to do. Nothing was changed. */
export class StoreError extends Error {
  override readonly name: string = "StoreError";
}

/** There is no space left; the write was rolled back and may be tried again. */
export class DatabaseFullError extends Error {
  override readonly name = "DatabaseFullError";
}

/** The database did not do what was asked, and can perhaps do it later. The cause is what it or the line to it said, for the log alone. */
export class DatabaseUnavailableError extends StoreError {
  override readonly name: string = "DatabaseUnavailableError";

  constructor(cause: unknown, sentence = "The database does not answer now: try again later.") {
    super(sentence, { cause });
  }
}

/** Nobody can say whether the write was done: the line broke between the commit and its answer. */
export class CommitUnknownError extends DatabaseUnavailableError {
  override readonly name = "CommitUnknownError";

  constructor(cause: unknown) {
    super(cause, "The database did not confirm this write: look whether it was done before you try again.");
  }
}

const codeOf = (error: unknown, property: "errcode" | "code"): unknown =>
  typeof error === "object" && error !== null && property in error ? Reflect.get(error, property) : undefined;

/** SQLite's primary result code, or undefined for other errors. */
export function sqliteCode(error: unknown): number | undefined {
  const code = codeOf(error, "errcode");
  return typeof code === "number" ? code & 0xff : undefined;
}

export const sqliteFull = 13;
const sqliteConstraint = 19;

/** Whether a write failed because such a row is there already. */
export function isUniqueViolation(error: unknown): boolean {
  return sqliteCode(error) === sqliteConstraint || codeOf(error, "code") === "23505";
}

/** Whether PostgreSQL asks for the transaction to be run again. */
export function isRetryable(error: unknown): boolean {
  const code = codeOf(error, "code");
  return code === "40001" || code === "40P01";
}

/** Broken connections, those that are not taken, a server that is ending or starting, and one without room for more; by SQLSTATE. */
const connectionFault = /^(08|28|3D|53|55000|57P)/;

/** Whether PostgreSQL was not there for a statement. What it says itself has a severity, and what the driver says has none. */
export function isConnectionFault(error: unknown): boolean {
  if (!(error instanceof Error) || error instanceof TypeError) return false;
  return !("severity" in error) || connectionFault.test(String(codeOf(error, "code")));
}

/** Whether the caller is at no fault and may try again later; the sentence may be shown to anybody. */
export const isPassing = (error: unknown): error is Error =>
  error instanceof WritesRefusedError ||
  error instanceof DatabaseFullError ||
  error instanceof DatabaseUnavailableError;

/** For the log, with what the database said. */
export function describeFault(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const own = error.stack ?? error.message;
  return error.cause === undefined ? own : `${own}\nbecause of ${String(error.cause)}`;
}
