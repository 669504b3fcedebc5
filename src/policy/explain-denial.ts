import type { Language } from "../contract/language.ts";
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
import { denialWords } from "./denial-words.ts";
import type { Statement } from "./document.ts";
import { explainStatement, nameKey } from "./explain-statement.ts";
import { findNearMiss, type NearMiss } from "./near-miss.ts";
import { smallestPolicy } from "./smallest-policy.ts";

/** What was denied, and what else the call needs that is not allowed. */
export interface DeniedQuestion extends Question {
  readonly alsoDenied?: readonly PolicyRequest[];
}

/** In what it is told, and which actions there are. */
interface Telling {
  readonly catalogue: readonly CatalogueAction[];
  readonly language: Language;
}

/**
 * Why a call is denied, in plain words for its caller: what decided, which Allow comes nearest, and the smallest policy that would
 * allow it. It names only policies that are attached to the caller.
 */
export function explainDenial(
  question: DeniedQuestion,
  decision: Decision,
  catalogue: readonly CatalogueAction[],
  language: Language = "en",
): string {
  const telling = { catalogue, language };
  if (decision.effect === "Allow") return denialWords[language].allowed;
  if (decision.effect === "ExplicitDeny") return explainExplicit(question, decision, telling);
  return decision.decidedBy === "session"
    ? explainSession(question, telling)
    : explainIdentity(question, telling).join("\n");
}

function explainExplicit(question: DeniedQuestion, { statements }: Decision, telling: Telling): string {
  const { language } = telling;
  const words = denialWords[language];
  const lines = statements.map((one) =>
    [
      words.denies(nameDeciding(one, language)),
      words.itSays(explainStatement(one.statement, language)),
      ...factsOf([one.statement], question.request, language),
    ].join(words.blank),
  );
  const others = decide(withoutDenies(question));
  if (others.effect === "Allow") {
    const also = describeAlsoDenied(question, language);
    const end = also.length > 0 ? words.denyWins : [words.denyWins, words.elseAllowed].join(words.blank);
    return [...lines, end, ...also].join("\n");
  }
  const rest =
    others.decidedBy === "session" ? [explainSession(question, telling)] : explainIdentity(question, telling);
  return [...lines, [words.denyWins, words.elseNotAllowed].join(words.blank), ...rest].join("\n");
}

type AskedRequest = Pick<PolicyRequest, "principal" | "context">;

/** What the call has for the keys that these statements look at; nothing when they look at none. */
function factsOf(statements: readonly Statement[], request: AskedRequest, language: Language): string[] {
  const words = denialWords[language];
  const keys = new Set(statements.flatMap(({ conditions }) => conditions.map(({ key }) => key)));
  const facts = [...keys].map((key) => {
    const values = findValues(request, foldKey(key));
    return values ? describeFact(key, values, language) : words.isMissing(key);
  });
  return facts.length > 0 ? [words.facts(facts)] : [];
}

function describeFact(key: string, values: readonly string[], language: Language): string {
  const known = findCommonKey(key);
  const sentences = language === "zh" ? known?.chinese.sentences : known?.sentences;
  return sentences
    ? sentences[values[0] === "true" ? 0 : 1]
    : denialWords[language].isValue(nameKey(key, language), values);
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

function nameDeciding({ layer, source, index }: DecidingStatement, language: Language): string {
  const words = denialWords[language];
  return source ? words.ofPolicy(index + 1, source) : words.ofLayer(index + 1, layer);
}

/** One sentence about what else is missing; none when that is nothing. */
const describeAlsoDenied = ({ alsoDenied = [] }: DeniedQuestion, language: Language): string[] =>
  alsoDenied.length === 0 ? [] : [denialWords[language].alsoNeeds(alsoDenied)];

function explainSession(question: DeniedQuestion, { catalogue, language }: Telling): string {
  const { session, identity, request, alsoDenied = [] } = question;
  const words = denialWords[language];
  const miss = session && findNearMiss(session, request, catalogue, language);
  const byRole = decide({ identity, request }).effect === "Allow";
  return [
    words.sessionForbids(request),
    ...(miss ? [words.nearestOfSession(miss.index + 1, miss.reason)] : []),
    byRole ? words.roleAllows : words.roleForbids,
    ...describeAlsoDenied(question, language),
    byRole ? words.assumeAgain : words.bothMustSay,
    smallestPolicy([request, ...alsoDenied]),
  ].join("\n");
}

function explainIdentity(question: DeniedQuestion, { catalogue, language }: Telling): string[] {
  const { identity, request, alsoDenied = [] } = question;
  const words = denialWords[language];
  const who = describeCaller(request.principal, language);
  const nearest = identity
    .flatMap((source): (NearMiss & { source: PolicySource })[] => {
      const miss = findNearMiss(source.policy, request, catalogue, language);
      return miss ? [{ ...miss, source }] : [];
    })
    .sort((a, b) => a.distance - b.distance)[0];
  return [
    identity.length === 0 ? words.noPolicy(who) : words.noneAllows(who, request),
    ...(nearest ? [words.nearest(words.ofPolicy(nearest.index + 1, nearest.source), nearest.reason)] : []),
    ...describeAlsoDenied(question, language),
    words.smallest(request.principal.includes(":role/") ? "role" : "user", nearest?.isConditional ?? false),
    smallestPolicy([request, ...alsoDenied]),
  ];
}

function describeCaller(principal: string, language: Language): string {
  const [kind = "", name = ""] = principal.split(":").slice(4).join(":").split("/");
  return denialWords[language].caller(kind, name);
}

interface DeniedTrust {
  readonly trust: CompiledPolicy;
  readonly decision: Decision;
  readonly request: AskedRequest;
  /** Only who may read the policy learns what it says. */
  readonly mayReadPolicy: boolean;
}

/** Why a role's trust policy does not let the caller in. */
export function explainTrustDenial(
  { trust, decision, request, mayReadPolicy }: DeniedTrust,
  language: Language = "en",
): string {
  const words = denialWords[language];
  const first = words.notTrusted(describeCaller(request.principal, language));
  if (!mayReadPolicy) return [first, words.askManager(request.principal)].join(words.blank);
  const statements =
    decision.statements.length > 0 ? decision.statements.map(({ statement }) => statement) : trust.document.statements;
  return [
    first,
    words.trustSays,
    ...statements.map((one) => explainStatement(one, language)),
    ...factsOf(statements, request, language),
  ].join("\n");
}
