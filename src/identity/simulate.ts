import { setImmediate } from "node:timers/promises";
import { ApiError } from "../contract/errors.ts";
import type { Language } from "../contract/language.ts";
import { resourceName, resourceOf } from "../contract/resource-name.ts";
import type { Connection } from "../database/connect.ts";
import { type CatalogueAction, findActions } from "../policy/catalogue.ts";
import { type CompiledPolicy, compilePolicy } from "../policy/compile.ts";
import { type CompiledSource, type DecidingStatement, type Decision, decide, type Question } from "../policy/decide.ts";
import type { PolicyDocument } from "../policy/document.ts";
import { explainDenial } from "../policy/explain-denial.ts";
import { explainStatement } from "../policy/explain-statement.ts";
import { hasWildcard } from "../policy/glob.ts";
import { type LintOptions, type LintWarning, lintPolicy } from "../policy/lint.ts";
import { parsePolicy } from "../policy/parse.ts";
import { requestContext } from "../policy/request-context.ts";
import { smallestPolicy } from "../policy/smallest-policy.ts";
import { getGroup } from "./groups.ts";
import { loadPolicySources } from "./load-policies.ts";
import type { DocumentRules } from "./policy-documents.ts";
import { getRole } from "./roles.ts";
import { getUser } from "./users.ts";

/** Whose policies are asked. */
export interface Simulated {
  readonly identity: readonly CompiledSource[];
  readonly session?: CompiledPolicy | undefined;
  /** The resource name that conditions see as acs:PrincipalARN. */
  readonly principal: string;
  /** Of all the documents, in characters. */
  readonly length: number;
}

export interface SimulatedCalls {
  readonly actions: readonly string[];
  /** Every action is asked on each; when absent, each is asked on everything on which it can be asked. */
  readonly resources: readonly string[] | undefined;
  readonly context: readonly { readonly key: string; readonly values: readonly string[] }[];
}

export interface SimulatedDecision {
  readonly action: string;
  readonly resource: string;
  readonly effect: Decision["effect"];
  readonly decidedBy: Decision["decidedBy"];
  readonly statements: readonly (DecidedStatement & { readonly explanation: string })[];
  readonly missingKeys: readonly string[];
  /** In plain words. */
  readonly explanation: string;
  /** What would allow it; undefined when it is allowed. */
  readonly smallestPolicy: string | undefined;
}

/** A deciding statement by its place alone. */
export type DecidedStatement = Omit<DecidingStatement, "statement">;

/** Where the calls are made, and in what decisions are explained; English when absent. */
export interface Surroundings {
  readonly accountId: string;
  readonly region: string;
  readonly catalogue: readonly CatalogueAction[];
  readonly language?: Language | undefined;
}

const maxDecisions = 200;
/** What is asked times what is compared with it, both in characters: half a second of work at the very worst. */
const maxComparisons = 250_000_000;

/** What policies would decide, without asking for anything that is there. Other calls get their turn between two decisions. */
export async function simulate(
  simulated: Simulated,
  { actions, resources, context }: SimulatedCalls,
  place: Surroundings,
): Promise<SimulatedDecision[]> {
  const { identity, session, principal } = simulated;
  const asked = actions.flatMap((action) => {
    const on = resources ?? defaultResources(action, place);
    return on.map((resource) => ({ action, resource }));
  });
  if (asked.length > maxDecisions) {
    const diagnosis = `Actions times Resources are ${asked.length} decisions, and ${maxDecisions} are made at once: ask in several calls.`;
    throw new ApiError("InvalidParameter", { name: "Actions", diagnosis });
  }
  refuseTooMuch(simulated.length, asked, context);
  const entries = Object.fromEntries(context.map(({ key, values }) => [key, values]));
  const common = { principal, context: requestContext(entries) };
  const decisions: SimulatedDecision[] = [];
  for (const need of asked) {
    await setImmediate();
    decisions.push(answer({ identity, session, request: { ...need, ...common } }, place));
  }
  return decisions;
}

function refuseTooMuch(
  length: number,
  asked: readonly { readonly resource: string }[],
  context: SimulatedCalls["context"],
): void {
  const lengthOf = (texts: readonly string[]) => texts.reduce((sum, text) => sum + text.length, 0);
  const ofContext = lengthOf(context.flatMap(({ values }) => values));
  const compared = lengthOf(asked.map(({ resource }) => resource)) + asked.length * ofContext;
  if (length * compared <= maxComparisons) return;
  const diagnosis = `The policies' ${length} characters times the ${compared} of the resources and context values of all decisions are more than ${maxComparisons}: ask for fewer or shorter ones at once.`;
  throw new ApiError("InvalidParameter", { name: "Actions", diagnosis });
}

function answer(question: Question, { catalogue, language }: Surroundings): SimulatedDecision {
  const { action, resource } = question.request;
  const decision = decide(question);
  return {
    action,
    resource,
    effect: decision.effect,
    decidedBy: decision.decidedBy,
    statements: decision.statements.map(({ statement, ...one }) => ({
      ...one,
      explanation: explainStatement(statement, language),
    })),
    missingKeys: decision.missingKeys,
    explanation: explainDenial(question, decision, catalogue, language),
    smallestPolicy: decision.effect === "Allow" ? undefined : smallestPolicy([{ action, resource }]),
  };
}

/** As a call names it that leaves every name open. */
function defaultResources(action: string, { accountId, region, catalogue }: Surroundings): readonly string[] {
  const product = action.slice(0, action.indexOf(":")).toLowerCase();
  const regions: Readonly<Record<string, string>> = { ram: "", sts: "", oss: `oss-${region}` };
  const at = { ramCode: product, region: regions[product] ?? region, accountId };
  const known = hasWildcard(action) ? [] : findActions(catalogue, action);
  const names = known.map((entry) => resourceOf(entry, {}, at));
  return names.length > 0 ? [...new Set(names)] : [resourceName(product, at.region, accountId, "*")];
}

interface GivenPolicies {
  readonly documents: readonly string[];
  readonly session: string | undefined;
  readonly principal: string;
}

export interface PolicyWarningOf extends LintWarning {
  /** Which of the documents, counted from 0; undefined for the session policy. */
  readonly document: number | undefined;
}

/** Documents that are attached to nobody yet, and what their writer should know of them. */
export function simulateDocuments(
  { documents, session, principal }: GivenPolicies,
  catalogue: readonly CatalogueAction[],
  options: LintOptions & DocumentRules,
): { readonly simulated: Simulated; readonly warnings: readonly PolicyWarningOf[] } {
  const parsed = documents.map((text, i) => readDocument(text, "identity", `document ${i + 1}`, options));
  const sessionDocument = readSessionPolicy(session, options);
  const lint = (policy: PolicyDocument, document: number | undefined) =>
    lintPolicy(policy, catalogue, options).map((warning) => ({ ...warning, document }));
  const [, kind = "", name = ""] = /:(user|group|role)\/([^/]+)/.exec(principal) ?? [];
  const attachedTo = { kind: kind === "group" || kind === "role" ? kind : "user", name } as const;
  return {
    simulated: {
      identity: parsed.map((document, i) => ({
        name: `document ${i + 1}`,
        type: "Custom",
        version: "as given",
        attachedTo,
        policy: compilePolicy(document),
      })),
      session: sessionDocument && compilePolicy(sessionDocument),
      principal,
      length: [...documents, session ?? ""].join("").length,
    },
    warnings: [...parsed.flatMap(lint), ...(sessionDocument ? lint(sessionDocument, undefined) : [])],
  };
}

/** Refuses a text that is no policy, naming which and where. */
function readDocument(text: string, kind: "identity" | "session", name: string, rules?: DocumentRules): PolicyDocument {
  const parsed = parsePolicy(text, kind, rules);
  if (parsed.ok) return parsed.document;
  const { line, column } = parsed.place;
  throw new ApiError("MalformedPolicyDocument", {
    detail: `${name}: ${parsed.message.slice(0, 400)} (line ${line}, column ${column})`,
  });
}

const readSessionPolicy = (text: string | undefined, rules: DocumentRules): PolicyDocument | undefined =>
  text === undefined ? undefined : readDocument(text, "session", "the session policy", rules);

export interface HolderName {
  readonly kind: "user" | "group" | "role";
  readonly name: string;
}

/** The policies that count for somebody of the account, as they are now; only the session policy is held to the rules. */
export async function simulatePrincipal(
  read: Connection,
  accountId: string,
  { kind, name }: HolderName,
  session: string | undefined,
  rules: DocumentRules,
): Promise<Simulated> {
  const sources = await loadPolicySources(read, await findHolder(read, accountId, { kind, name }));
  const identity = sources.map(({ document, ...source }) => ({
    ...source,
    policy: compilePolicy(readDocument(document, "identity", source.name)),
  }));
  const sessionDocument = readSessionPolicy(session, rules);
  const path = kind === "role" ? `role/${name}/simulated` : `${kind}/${name}`;
  return {
    identity,
    session: sessionDocument && compilePolicy(sessionDocument),
    principal: resourceName("ram", "", accountId, path),
    length: [...sources.map(({ document }) => document), session ?? ""].join("").length,
  };
}

async function findHolder(read: Connection, accountId: string, { kind, name }: HolderName) {
  if (kind === "user") return { kind, userId: (await getUser(read, accountId, name)).user_id };
  if (kind === "role") return { kind, roleId: (await getRole(read, accountId, name)).role_id };
  return { kind, groupId: (await getGroup(read, accountId, name)).group_id };
}
