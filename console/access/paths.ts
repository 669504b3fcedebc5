export type AccessPart =
  | "overview"
  | "users"
  | "groups"
  | "roles"
  | "policies"
  | "simulator"
  | "sessions"
  | "audit"
  | "mode";

/** What a page gets from its address: `/access/<part>/<rest>`. */
export interface AccessPartProps {
  /** The path's segments after the part, decoded. */
  readonly rest: readonly string[];
}

export const accessPath = (part: AccessPart, ...rest: readonly string[]): string =>
  part === "overview" ? "/access" : ["/access", part, ...rest.map(encodeURIComponent)].join("/");
