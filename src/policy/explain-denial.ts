import type { CatalogueAction } from "./catalogue.ts";
import type { CompiledPolicy } from "./compile.ts";
import { findCommonKey, foldKey } from "./condition-keys.ts";
import {
  type DecidingStatement,
  type Decision,
  decide,
  findValues,
  type PolicyRequest,
  type PolicySource,
  type Question,
} from "./decide.ts";
import type { Statement } from "./document.ts";
import { explainStatement, nameKey } from "./explain-statement.ts";
import { joinWords } from "./join-words.ts";
import { findNearMiss, type NearMiss } from "./near-miss.ts";
import { smallestPolicy } from "./smallest-policy.ts";

/** What was denied, and what else the call needs that is not allowed. */
export interface DeniedQuestion extends Question {
  readonly alsoDenied?: readonly PolicyRequest[];
}

/**
 * Why a call is denied, in plain words for its caller: what decided, which Allow comes nearest, and the smallest policy that would
 * allow it. It names only policies that are attached to the caller.
 */
export function explainDenial(
  question: DeniedQuestion,
  decision: Decision,
  catalogue: readonly CatalogueAction[],
): string {
  if (decision.effect === "Allow") return "The call is allowed.";
  if (decision.effect === "ExplicitDeny") return explainExplicit(question, decision, catalogue);
  return decision.decidedBy === "session"
    ? explainSession(question, catalogue)
    : explainIdentity(question, catalogue).join("\n");
}

function explainExplicit(
  question: DeniedQuestion,
  { statements }: Decision,
  catalogue: readonly CatalogueAction[],
): string {
  const lines = statements.map((one) => {
    const sentence = explainStatement(one.statement).replace("Denies", "It denies");
    return [`${nameDeciding(one)} denies it.`, sentence, ...factsOf([one.statement], question.request)].join(" ");
  });
  const others = decide(withoutDenies(question));
  if (others.effect === "Allow") {
    const also = describeAlsoDenied(question);
    const end = also.length > 0 ? "A Deny always wins." : "A Deny always wins. Without it the call would be allowed.";
    return [...lines, end, ...also].join("\n");
  }
  const rest =
    others.decidedBy === "session" ? [explainSession(question, catalogue)] : explainIdentity(question, catalogue);
  return [...lines, "A Deny always wins. Without it the call would still not be allowed:", ...rest].join("\n");
}

type AskedRequest = Pick<PolicyRequest, "principal" | "context">;

/** What the call has for the keys that these statements look at; nothing when they look at none. */
function factsOf(statements: readonly Statement[], request: AskedRequest): string[] {
  const keys = new Set(statements.flatMap(({ conditions }) => conditions.map(({ key }) => key)));
  const facts = [...keys].map((key) => {
    const values = findValues(request, foldKey(key));
    return values ? describeFact(key, values) : `there is no ${key}`;
  });
  return facts.length > 0 ? [`In this call ${joinWords(facts, "and")}.`] : [];
}

function describeFact(key: string, values: readonly string[]): string {
  const sentences = findCommonKey(key)?.sentences;
  return sentences ? sentences[values[0] === "true" ? 0 : 1] : `${nameKey(key)} is ${joinWords(values, "and")}`;
}

/** The same question as if no statement denied anything. */
function withoutDenies({ identity, session, request }: Question): Question {
  const keep = (policy: CompiledPolicy): CompiledPolicy => ({
    ...policy,
    statements: policy.statements.filter(({ statement }) => statement.effect === "Allow"),
    byAction: new Map(),
  });
  return {
    identity: identity.map((source) => ({ ...source, policy: keep(source.policy) })),
    session: session && keep(session),
    request,
  };
}

function nameDeciding({ layer, source, index }: DecidingStatement): string {
  if (source) return `Statement ${index + 1} of the policy ${nameSource(source)}`;
  return `Statement ${index + 1} of the ${layer} policy`;
}

const nameSource = ({ name, version, attachedTo }: PolicySource): string =>
  `${name} (${version}, attached to the ${attachedTo.kind} ${attachedTo.name})`;

/** One sentence about what else is missing; none when that is nothing. */
function describeAlsoDenied({ alsoDenied = [] }: DeniedQuestion): string[] {
  if (alsoDenied.length === 0) return [];
  return [`The call also needs ${joinWords(alsoDenied.map(describeCall), "and")}, which is not allowed either.`];
}

function explainSession(question: DeniedQuestion, catalogue: readonly CatalogueAction[]): string {
  const { session, identity, request, alsoDenied = [] } = question;
  const miss = session && findNearMiss(session, request, catalogue);
  const byRole = decide({ identity, request }).effect === "Allow";
  const role = byRole
    ? "The role's own policies would allow it, but a session policy takes away whatever it does not allow itself."
    : "The role's own policies do not allow it either.";
  return [
    `The session policy, with which the role was assumed, does not allow ${describeCall(request)}.`,
    ...(miss ? [`Nearest to it: statement ${miss.index + 1} ${miss.reason}.`] : []),
    role,
    ...describeAlsoDenied(question),
    byRole
      ? "Assume the role again with a session policy that also says:"
      : "The session policy and the role's own policies would both have to say:",
    smallestPolicy([request, ...alsoDenied]),
  ].join("\n");
}

function explainIdentity(question: DeniedQuestion, catalogue: readonly CatalogueAction[]): string[] {
  const { identity, request, alsoDenied = [] } = question;
  const who = describeCaller(request.principal);
  const holder = request.principal.includes(":role/") ? "the role" : "the user or to a group of theirs";
  const nearest = identity
    .flatMap((source): (NearMiss & { source: PolicySource })[] => {
      const miss = findNearMiss(source.policy, request, catalogue);
      return miss ? [{ ...miss, source }] : [];
    })
    .sort((a, b) => a.distance - b.distance)[0];
  const none = identity.length === 0;
  return [
    none
      ? `No policy is attached to ${who}, so nothing is allowed.`
      : `No policy of ${who} allows ${describeCall(request)}.`,
    ...(nearest ? [describeNearest(nearest)] : []),
    ...describeAlsoDenied(question),
    `The smallest policy that would allow it${nearest?.isConditional ? " without conditions" : ""}, attached to ${holder}:`,
    smallestPolicy([request, ...alsoDenied]),
  ];
}

const describeNearest = ({ source, index, reason }: NearMiss & { source: PolicySource }): string =>
  `Nearest to it: statement ${index + 1} of the policy ${nameSource(source)} ${reason}.`;

const describeCall = ({ action, resource }: Pick<PolicyRequest, "action" | "resource">): string =>
  /:\*$/.test(resource) ? action : `${action} on ${resource}`;

function describeCaller(principal: string): string {
  const [kind = "", name = ""] = principal.split(":").slice(4).join(":").split("/");
  return kind === "root" ? "the account" : `the ${kind} ${name}`;
}

/** Why a role's trust policy does not let the caller in. Only who may read the policy learns what it says. */
export function explainTrustDenial(
  trust: CompiledPolicy,
  decision: Decision,
  request: AskedRequest,
  mayReadPolicy: boolean,
): string {
  const who = describeCaller(request.principal);
  const first = `The role's trust policy does not let ${who} in.`;
  if (!mayReadPolicy) {
    return `${first} Ask whoever manages the role: its trust policy must name ${request.principal} or the account, and the conditions that it makes, such as an ExternalId, must hold.`;
  }
  const statements =
    decision.statements.length > 0 ? decision.statements.map(({ statement }) => statement) : trust.document.statements;
  return [
    first,
    "What it says:",
    ...statements.map((one) => explainStatement(one)),
    ...factsOf(statements, request),
  ].join("\n");
}
