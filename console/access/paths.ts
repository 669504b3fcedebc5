/** In the order in which they are shown. */
export const accessParts = [
  "overview",
  "users",
  "groups",
  "roles",
  "policies",
  "simulator",
  "sessions",
  "audit",
  "mode",
] as const;

export type AccessPart = (typeof accessParts)[number];

/** What a page gets from its address: `/access/<part>/<rest>`. */
export interface AccessPartProps {
  /** The path's segments after the part, decoded. */
  readonly rest: readonly string[];
}

export const accessPath = (part: AccessPart, ...rest: readonly string[]): string =>
  part === "overview" ? "/access" : ["/access", part, ...rest.map(encodeURIComponent)].join("/");

/** A policy's page. Of the same name there may be a system policy only, or one of the account's own only. */
export const policyPath = (type: string, name: string): string => accessPath("policies", type, name);

/** The simulator, asked about one user or role. */
export const simulatorPath = (who: { readonly user: string } | { readonly role: string }): string =>
  `${accessPath("simulator")}?${new URLSearchParams({ ...who })}`;
