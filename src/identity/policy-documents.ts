import { ApiError } from "../contract/errors.ts";
import type { Language } from "../contract/language.ts";
import type { CatalogueAction } from "../policy/catalogue.ts";
import { compilePolicy } from "../policy/compile.ts";
import { type Decision, decideTrust, type TrustRequest } from "../policy/decide.ts";
import { denialWords } from "../policy/denial-words.ts";
import type { PolicyDocument, PolicyRefusal } from "../policy/document.ts";
import { explainTrustDenial } from "../policy/explain-denial.ts";
import { type LintOptions, type LintWarning, lintPolicy } from "../policy/lint.ts";
import { type ParseOptions, parsePolicy } from "../policy/parse.ts";
import { type SystemPolicy, systemPolicies } from "../policy/system-policies.ts";
import { tellFault } from "../policy/tell-fault.ts";

const longest = 400;

/** A message quotes the document, which may be long. */
const shorten = (text: string): string =>
  text.length <= longest ? text : `${text.slice(0, longest / 2)}…${text.slice(-longest / 2)}`;

const describe = ({ message, place }: PolicyRefusal, language: Language = "en"): string => {
  const said = shorten(tellFault(message, language));
  const { line, column } = place;
  return language === "zh" ? `${said}（第 ${line} 行，第 ${column} 列）` : `${said} (line ${line}, column ${column})`;
};

/** What new documents may say; stored ones are read as they are. */
export type DocumentRules = Required<Pick<ParseOptions, "extraOperators">>;

/** Refuses a document that may not be stored, naming the place. */
export function checkDocument(
  text: string,
  kind: "identity" | "trust",
  parameter: string,
  { extraOperators }: DocumentRules,
): PolicyDocument {
  const parsed = parsePolicy(text, kind, { extraOperators });
  if (parsed.ok) return parsed.document;
  if (parsed.reason === "length") {
    throw new ApiError("InvalidParameter.Length", {
      name: parameter,
      diagnosis: (language) => tellFault(parsed.message, language),
    });
  }
  throw new ApiError("MalformedPolicyDocument", { detail: describe(parsed) });
}

export type PolicyWarning = LintWarning;

/** Refuses an identity policy that may not be stored, and answers what the writer of one that may should know. */
export function checkIdentityPolicy(
  text: string,
  parameter: string,
  rules: DocumentRules & { readonly catalogue: readonly CatalogueAction[] },
  options: LintOptions,
): readonly PolicyWarning[] {
  return lintPolicy(checkDocument(text, "identity", parameter, rules), rules.catalogue, options);
}

/** The same for the policy that AssumeRole is called with. */
export function checkSessionPolicy(text: string, { extraOperators }: DocumentRules): void {
  const parsed = parsePolicy(text, "session", { extraOperators });
  if (parsed.ok) return;
  if (parsed.reason === "length")
    throw new ApiError("InvalidParameter.PolicySize", { diagnosis: (language) => tellFault(parsed.message, language) });
  throw new ApiError("InvalidParameter.PolicyGrammar", { diagnosis: (language) => describe(parsed, language) });
}

/** Whether a role's stored trust policy lets the caller in. One that cannot be read lets nobody in. */
export function askTrust(document: string, request: TrustRequest): Decision {
  const parsed = parsePolicy(document, "trust");
  if (!parsed.ok) return { effect: "ImplicitDeny", decidedBy: "trust", statements: [], missingKeys: [] };
  return decideTrust(compilePolicy(parsed.document), request);
}

/** Why a role's stored trust policy does not let the caller in; what it says is told only to who may read it. */
export function explainTrust(
  document: string,
  request: TrustRequest,
  mayReadPolicy: boolean,
  language: Language = "en",
): string {
  const parsed = parsePolicy(document, "trust");
  if (!parsed.ok) return denialWords[language].unreadableTrust;
  const trust = compilePolicy(parsed.document);
  return explainTrustDenial({ trust, decision: decideTrust(trust, request), request, mayReadPolicy }, language);
}

const systemByName = new Map(systemPolicies.map((policy) => [policy.name, policy]));

export const findSystemPolicy = (name: string): SystemPolicy | undefined => systemByName.get(name);

/** Answered as the time at which every system policy was made. */
export const systemPoliciesSince: number = Date.UTC(2026, 10, 1);
