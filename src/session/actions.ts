import type { Permission } from "../contract/operation.ts";

/** What somebody needs who makes a call with the rights of a user; of the account's root nobody does. */
export const actAsUser = { action: "medialoft:ActAs", access: "update", resource: "user/{UserName}" } as const;

/** The console's own actions, for explaining what policies say about them. */
export const sessionActions: readonly Permission[] = [actAsUser];
