import type { Permission } from "../contract/operation.ts";
import type { Caller, Principal } from "../contract/principal.ts";

/** A decision carries its reason. */
export type Decision =
  | { readonly allowed: true; readonly caller: Caller }
  | { readonly allowed: false; readonly reason: string };

/** The one place that can say yes to an operation. The account's root may do everything in its own account. */
export function authorize(principal: Principal, permissions: readonly Permission[]): Decision {
  if (principal.kind === "root") return { allowed: true, caller: principal };
  if ("identityVersion" in principal && permissions.every(({ everyone }) => everyone)) {
    return { allowed: true, caller: principal };
  }
  const actions = permissions.map(({ action }) => action).join(" and ");
  return { allowed: false, reason: `${denials[principal.kind]} It would need ${actions}.` };
}

const denials = {
  user: "No policy gives this user the right.",
  role: "No policy gives this role the right.",
  upload: "This temporary AccessKey was made for one upload: it works at the object address and nowhere else.",
  "object-url": "This key belongs to a signed object URL: it reads that one object and nothing else.",
  anonymous: "The call is not signed.",
} as const;
