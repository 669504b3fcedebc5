/** The store cannot be used as it is; the sentence names the file and what to do. Nothing was changed. */
export class StoreError extends Error {
  override readonly name = "StoreError";
}

/** There is no space left; the write was rolled back and may be tried again. */
export class DatabaseFullError extends Error {
  override readonly name = "DatabaseFullError";
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
