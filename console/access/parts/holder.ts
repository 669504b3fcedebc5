export type HolderKind = "User" | "Group" | "Role";

/** To whom policies are attached. */
export interface Holder {
  readonly kind: HolderKind;
  readonly name: string;
}

/** Where the holders of each kind have their pages. */
export const holderParts = { User: "users", Group: "groups", Role: "roles" } as const;
