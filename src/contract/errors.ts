/** What an error code means: the one catalogue from which answers and documentation are made. */
export interface ErrorDefinition {
  readonly status: number;
  /** The wire text; `{name}` is replaced by the offending parameter, `{value}` by a detail. */
  readonly message: string;
  /** Why it happens, in plain words. */
  readonly cause: string;
  /** What the caller can do about it. */
  readonly remedy: string;
}
