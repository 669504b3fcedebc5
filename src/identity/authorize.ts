import type { Client } from "../contract/client.ts";
import type { Telling } from "../contract/errors.ts";
import type { AssumedRole, Caller, Principal, RamUser } from "../contract/principal.ts";
import { principalName } from "../contract/resource-name.ts";
import type { CatalogueAction } from "../policy/catalogue.ts";
import { type Decision, decide, type PolicyRequest, type Question } from "../policy/decide.ts";
import { denialWords } from "../policy/denial-words.ts";
import { explainDenial } from "../policy/explain-denial.ts";
import { requestContext } from "../policy/request-context.ts";
import type { AuthorizationMode } from "./account-settings.ts";
import { callConditions } from "./call-conditions.ts";
import type { PolicySets } from "./policy-sets.ts";

/** An action on a resource that a request needs. */
export interface Need {
  readonly action: string;
  /** A whole resource name. */
  readonly resource: string;
  /** Condition keys that this request has beside the common ones. */
  readonly conditions?: Readonly<Record<string, string | undefined>>;
  /** Needs no Allow: always, or as long as the account lets users manage their AccessKeys. A Deny holds. */
  readonly granted?: "always" | "own-keys";
}

/** What is asked of the one place that can say yes. */
export interface Asked {
  readonly principal: Principal;
  readonly needs: readonly Need[];
  readonly client: Client;
  readonly now: number;
}

export interface AuthorizeParts {
  readonly policySets: PolicySets;
  /** Every action that this server knows, for saying why not. */
  readonly catalogue: readonly CatalogueAction[];
}

/** A verdict carries its reasons. */
export type Verdict =
  | (Judged & { readonly allowed: true; readonly caller: Caller })
  | (Judged & { readonly allowed: false; readonly denial: Denial | undefined; readonly diagnosis: Telling });

interface Judged {
  readonly mode: AuthorizationMode;
  /** Of a denial, what is not allowed; else what was asked last. */
  readonly need: Need | undefined;
  /** Undefined where no policy was asked. */
  readonly decision: Decision | undefined;
  /** What else of the needs is not allowed. */
  readonly alsoDenied: readonly DeniedNeed[];
}

export interface DeniedNeed {
  readonly need: Need;
  readonly decision: Decision;
}

/** What a denied caller of an operation may know about it, in the vendor's words. */
export interface Denial {
  readonly AuthAction: string;
  readonly AuthPrincipalType: "SubUser" | "AssumedRoleUser";
  readonly AuthPrincipalDisplayName: string;
  readonly AuthPrincipalOwnerId: string;
  readonly PolicyType: (typeof policyTypes)[keyof typeof policyTypes];
  readonly NoPermissionType: "ImplicitDeny" | "ExplicitDeny";
}

/** The account's root may do everything in its own account, users and roles what their policies say, nobody else anything. */
export async function authorize(asked: Asked, parts: AuthorizeParts): Promise<Verdict> {
  const { principal, needs } = asked;
  const unjudged = { mode: "enforce", need: needs[0], decision: undefined, alsoDenied: none } as const;
  if (principal.kind === "root") {
    return { ...unjudged, mode: await parts.policySets.modeOf(principal), allowed: true, caller: principal };
  }
  if (principal.kind !== "user" && principal.kind !== "role") {
    const actions = needs.map(({ action }) => action);
    const diagnosis: Telling = (language) => denialWords[language].noCaller(principal.kind, actions);
    return { ...unjudged, allowed: false, denial: undefined, diagnosis };
  }
  const { identity, session, mode, usersManageKeys } = await parts.policySets.find(principal);
  const toQuestion = (need: Need): Question => ({ identity, session, request: toRequest(need, asked, principal) });
  const decided = needs.map((need) => ({ need, decision: grant(need, decide(toQuestion(need)), usersManageKeys) }));
  const [denied, ...alsoDenied] = decided.filter(({ decision }) => decision.effect !== "Allow");
  const { need, decision } = denied ?? decided.at(-1) ?? unjudged;
  const judged: Judged = { mode, need, decision, alsoDenied };
  if (!denied || mode === "soft") return { ...judged, allowed: true, caller: principal };
  const question = { ...toQuestion(denied.need), alsoDenied: alsoDenied.map((one) => toQuestion(one.need).request) };
  const diagnosis: Telling = (language) => explainDenial(question, denied.decision, parts.catalogue, language);
  const denial = describeDenial(denied.need, denied.decision, principal);
  return { ...judged, allowed: false, denial, diagnosis };
}

const none: readonly DeniedNeed[] = [];

function grant({ granted }: Need, decision: Decision, usersManageKeys: boolean): Decision {
  const isGranted = granted === "always" || (granted === "own-keys" && usersManageKeys);
  return isGranted && decision.effect === "ImplicitDeny" ? { ...decision, effect: "Allow" } : decision;
}

function toRequest({ action, resource, conditions }: Need, { client, now }: Asked, caller: Caller): PolicyRequest {
  const context = requestContext({ ...callConditions(client, now), ...conditions });
  return { action, resource, principal: principalName(caller), context };
}

const policyTypes = {
  identity: "AccountLevelIdentityBasedPolicy",
  session: "SessionPolicy",
  trust: "AssumeRolePolicy",
} as const;

export function describeDenial(
  { action }: Pick<Need, "action">,
  { effect, decidedBy }: Decision,
  caller: RamUser | AssumedRole,
): Denial {
  const isRole = caller.kind === "role";
  return {
    AuthAction: action,
    AuthPrincipalType: isRole ? "AssumedRoleUser" : "SubUser",
    AuthPrincipalDisplayName: isRole ? `${caller.roleName}:${caller.sessionName}` : caller.userId,
    AuthPrincipalOwnerId: caller.accountId,
    PolicyType: policyTypes[decidedBy],
    NoPermissionType: effect === "ExplicitDeny" ? "ExplicitDeny" : "ImplicitDeny",
  };
}
