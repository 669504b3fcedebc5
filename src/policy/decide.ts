import { type CompiledPolicy, type CompiledStatement, findCandidates } from "./compile.ts";
import { foldKey, principalKey } from "./condition-keys.ts";
import type { Effect, Statement, TrustedPrincipal } from "./document.ts";
import type { RequestContext } from "./request-context.ts";

/** What somebody wants to do. */
export interface PolicyRequest {
  /** `<product>:<Operation>`. */
  readonly action: string;
  /** A whole resource name. Of an action without narrower resources: `acs:<product>:<region>:<account>:*`. */
  readonly resource: string;
  /** The caller's resource name. Conditions see it as acs:PrincipalARN, a role's session also by its role's name. */
  readonly principal: string;
  readonly context: RequestContext;
}

/** A policy that is attached to the caller: to the user, one of the user's groups, or the role. */
export interface PolicySource {
  readonly name: string;
  readonly type: "System" | "Custom";
  /** `v1`, `v2`… */
  readonly version: string;
  readonly attachedTo: { readonly kind: "user" | "group" | "role"; readonly name: string };
}

export interface CompiledSource extends PolicySource {
  readonly policy: CompiledPolicy;
}

export interface Question {
  readonly identity: readonly CompiledSource[];
  /** What AssumeRole was called with. It can only take away. */
  readonly session?: CompiledPolicy | undefined;
  readonly request: PolicyRequest;
}

/** A statement that decided, and where it stands. */
export interface DecidingStatement {
  readonly layer: "identity" | "session" | "trust";
  /** Of an identity policy. */
  readonly source?: PolicySource;
  /** In its policy, counted from 0. */
  readonly index: number;
  readonly statement: Statement;
}

/** A decision carries its reasons. */
export interface Decision {
  readonly effect: "Allow" | "ExplicitDeny" | "ImplicitDeny";
  /** Which policies decided: a denial names the first ones that do not let the request pass. */
  readonly decidedBy: DecidingStatement["layer"];
  /** Of a denial every Deny that matches, of a permission the first Allow of each layer, of an implicit denial none. */
  readonly statements: readonly DecidingStatement[];
  /** Condition keys that the statements that were looked at ask for and the request does not have, as documents spell them. */
  readonly missingKeys: readonly string[];
}

/**
 * Any Deny that matches wins. Else session and identity policies must each have an Allow that matches. Without an Allow there is
 * no permission.
 */
export function decide({ identity, session, request }: Question): Decision {
  const missingKeys: string[] = [];
  const denies: DecidingStatement[] = [];
  if (session) collectDenies(session, "session", undefined, request, missingKeys, denies);
  for (const source of identity) collectDenies(source.policy, "identity", source, request, missingKeys, denies);
  const [firstDeny] = denies;
  if (firstDeny) return { effect: "ExplicitDeny", decidedBy: firstDeny.layer, statements: denies, missingKeys };
  const statements: DecidingStatement[] = [];
  if (session) {
    const allow = findAllow(session, request, missingKeys);
    if (!allow) return { effect: "ImplicitDeny", decidedBy: "session", statements, missingKeys };
    statements.push(deciding("session", undefined, allow));
  }
  for (const source of identity) {
    const allow = findAllow(source.policy, request, missingKeys);
    if (!allow) continue;
    statements.push(deciding("identity", source, allow));
    return { effect: "Allow", decidedBy: "identity", statements, missingKeys };
  }
  return { effect: "ImplicitDeny", decidedBy: "identity", statements: [], missingKeys };
}

function collectDenies(
  policy: CompiledPolicy,
  layer: DecidingStatement["layer"],
  source: PolicySource | undefined,
  request: PolicyRequest,
  missingKeys: string[],
  denies: DecidingStatement[],
): void {
  for (const deny of findCandidates(policy, request.action).denies) {
    if (applies(deny, request, missingKeys)) denies.push(deciding(layer, source, deny));
  }
}

function findAllow(
  policy: CompiledPolicy,
  request: PolicyRequest,
  missingKeys: string[],
): CompiledStatement | undefined {
  for (const allow of findCandidates(policy, request.action).allows) {
    if (applies(allow, request, missingKeys)) return allow;
  }
  return undefined;
}

const applies = (statement: CompiledStatement, request: PolicyRequest, missingKeys: string[]): boolean =>
  statement.matchesResource(request.resource) && conditionsHold(statement, request, missingKeys);

/** Goes on after a condition that does not hold, so that all missing keys become known. */
function conditionsHold({ conditions }: CompiledStatement, request: AskedRequest, missingKeys: string[]): boolean {
  let allHold = true;
  for (const condition of conditions) {
    const values = findValues(request, condition.key);
    if (values) {
      allHold &&= condition.holds(values);
    } else {
      if (!missingKeys.some((name) => foldKey(name) === condition.key)) missingKeys.push(condition.name);
      allHold &&= condition.holdsWhenMissing;
    }
  }
  return allHold;
}

type AskedRequest = Pick<PolicyRequest, "principal" | "context">;

/** What the request has for a folded key. */
export function findValues({ principal, context }: AskedRequest, key: string): readonly string[] | undefined {
  return key === principalKey ? namesOf(principal) : context.find(key);
}

/** A role's session goes by the role's name as well as by its own. */
function namesOf(principal: string): readonly string[] {
  const [, role] = /^(acs:ram::[^:]*:role\/[^/]+)\/[^/]+$/.exec(principal) ?? [];
  return role === undefined ? [principal] : [role, principal];
}

function deciding(
  layer: DecidingStatement["layer"],
  source: PolicySource | undefined,
  { index, statement }: CompiledStatement,
): DecidingStatement {
  return source ? { layer, source, index, statement } : { layer, index, statement };
}

/** Somebody wants to assume a role. */
export type TrustRequest = AskedRequest;

/** Whether a role's trust policy lets the caller in. The caller's own policies must allow `sts:AssumeRole` as well. */
export function decideTrust(trust: CompiledPolicy, request: TrustRequest): Decision {
  const missingKeys: string[] = [];
  const named = trust.statements.filter(({ statement }) => statement.principals.some((one) => isNamed(one, request)));
  const holds = (effect: Effect) => (one: CompiledStatement) =>
    one.statement.effect === effect && conditionsHold(one, request, missingKeys);
  const denies = named.filter(holds("Deny"));
  const allow = denies.length > 0 ? undefined : named.find(holds("Allow"));
  return {
    effect: denies.length > 0 ? "ExplicitDeny" : allow ? "Allow" : "ImplicitDeny",
    decidedBy: "trust",
    statements: (allow ? [allow] : denies).map((one) => deciding("trust", undefined, one)),
    missingKeys,
  };
}

/** An account's root stands for every user and role of the account, a role for each of its sessions. */
function isNamed({ type, name }: TrustedPrincipal, { principal }: TrustRequest): boolean {
  if (type !== "RAM") return false;
  if (name.endsWith(":root")) return principal.startsWith(name.slice(0, -"root".length));
  if (name.includes(":user/")) return principal === name;
  const role = name.toLowerCase();
  const caller = principal.toLowerCase();
  return caller === role || (role.split("/").length === 2 && caller.startsWith(`${role}/`));
}
