import { globMatches, isInside, readNumber, readTime, type Verdict } from "./naive-values.ts";

/**
 * A second evaluator, written from the grammar as plainly as possible and sharing no code with the engine: what it is for is to
 * disagree when the engine is wrong. It reads the policies' own JSON.
 */
export interface NaivePolicy {
  readonly Version: "1";
  readonly Statement: readonly NaiveStatement[];
}

export interface NaiveStatement {
  readonly Effect: "Allow" | "Deny";
  readonly Action?: string | readonly string[];
  readonly NotAction?: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly Principal?: Readonly<Record<string, string | readonly string[]>>;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

export interface NaiveRequest {
  readonly action: string;
  readonly resource: string;
  readonly principal: string;
  readonly context: Readonly<Record<string, readonly string[]>>;
}

export interface NaiveDecision {
  readonly effect: "Allow" | "ExplicitDeny" | "ImplicitDeny";
  readonly decidedBy: "session" | "identity" | "trust";
  /** `<layer> <place of the policy> <place of the statement>`. */
  readonly statements: readonly string[];
  /** Folded and sorted. */
  readonly missingKeys: readonly string[];
  /** Those of every condition that was looked at. */
  readonly operators: readonly string[];
}

interface Notes {
  readonly missing: Set<string>;
  readonly operators: Set<string>;
}

interface Placed {
  readonly layer: "session" | "identity" | "trust";
  /** `<layer> <place of the policy> <place of the statement>`. */
  readonly name: string;
  readonly statement: NaiveStatement;
}

const place = (layer: Placed["layer"], policies: readonly NaivePolicy[]): Placed[] =>
  policies.flatMap((policy, p) =>
    policy.Statement.map((statement, s) => ({ layer, name: `${layer} ${p} ${s}`, statement })),
  );

const withEffect = (placed: readonly Placed[], effect: string): Placed[] =>
  placed.filter(({ statement }) => statement.Effect === effect);

const list = (value: string | readonly string[] | undefined): string[] =>
  value === undefined ? [] : typeof value === "string" ? [value] : [...value];

export function naiveDecide(
  identity: readonly NaivePolicy[],
  session: NaivePolicy | undefined,
  request: NaiveRequest,
): NaiveDecision {
  const notes: Notes = { missing: new Set(), operators: new Set() };
  const matches = ({ statement }: Placed): boolean =>
    speaksOf(statement, request) && conditionsHold(statement, request, notes);
  const ofSession = place("session", session ? [session] : []);
  const ofIdentity = place("identity", identity);
  const denies = withEffect([...ofSession, ...ofIdentity], "Deny").filter(matches);
  if (denies.length > 0) return answer("ExplicitDeny", denies[0]?.layer ?? "identity", denies, notes);
  const bySession = withEffect(ofSession, "Allow").find(matches);
  if (session && !bySession) return answer("ImplicitDeny", "session", [], notes);
  const byIdentity = withEffect(ofIdentity, "Allow").find(matches);
  if (!byIdentity) return answer("ImplicitDeny", "identity", [], notes);
  return answer("Allow", "identity", bySession ? [bySession, byIdentity] : [byIdentity], notes);
}

export function naiveDecideTrust(trust: NaivePolicy, request: NaiveRequest): NaiveDecision {
  const notes: Notes = { missing: new Set(), operators: new Set() };
  const matches = ({ statement }: Placed): boolean =>
    list(statement.Principal?.RAM).some((name) => isThePrincipal(name, request.principal)) &&
    conditionsHold(statement, request, notes);
  const placed = place("trust", [trust]);
  const denies = withEffect(placed, "Deny").filter(matches);
  if (denies.length > 0) return answer("ExplicitDeny", "trust", denies, notes);
  const allow = withEffect(placed, "Allow").find(matches);
  return allow ? answer("Allow", "trust", [allow], notes) : answer("ImplicitDeny", "trust", [], notes);
}

const answer = (
  effect: NaiveDecision["effect"],
  decidedBy: NaiveDecision["decidedBy"],
  found: readonly Placed[],
  notes: Notes,
): NaiveDecision => ({
  effect,
  decidedBy,
  statements: found.map(({ name }) => name),
  missingKeys: [...notes.missing].sort(),
  operators: [...notes.operators],
});

function isThePrincipal(trusted: string, caller: string): boolean {
  const [, , , trustedAccount, trustedPath = ""] = trusted.split(":");
  const [, , , account, path = ""] = caller.split(":");
  if (trustedAccount !== account) return false;
  if (trustedPath === "root") return true;
  const want = trustedPath.split("/");
  const have = path.split("/");
  if (want[0] === "user") return trustedPath === path;
  if (have[0] !== "role" || want[1]?.toLowerCase() !== have[1]?.toLowerCase()) return false;
  return want.length === 2 || want[2]?.toLowerCase() === have[2]?.toLowerCase();
}

function speaksOf(statement: NaiveStatement, request: NaiveRequest): boolean {
  const isOneOf = (patterns: string[]): boolean =>
    bothNames(request.action.toLowerCase().split(":"), 0).some((name) =>
      patterns.some((pattern) => globMatches(pattern.toLowerCase(), name)),
    );
  const byAction = statement.Action ? isOneOf(list(statement.Action)) : !isOneOf(list(statement.NotAction));
  const resources = bothNames(request.resource.split(":"), 1);
  return byAction && list(statement.Resource).some((pattern) => resources.some((name) => globMatches(pattern, name)));
}

/** The products ice and yike are one. */
function bothNames(parts: readonly string[], product: number): string[] {
  const names = ["ice", "yike"].includes(parts[product] ?? "") ? ["ice", "yike"] : [parts[product] ?? ""];
  return names.map((name) => parts.with(product, name).join(":"));
}

function conditionsHold(statement: NaiveStatement, request: NaiveRequest, notes: Notes): boolean {
  const verdicts: boolean[] = [];
  for (const [operator, keys] of Object.entries(statement.Condition ?? {})) {
    for (const [key, wanted] of Object.entries(keys)) {
      notes.operators.add(operator);
      const values = valuesOf(request, key);
      if (values.length === 0) notes.missing.add(key.toLowerCase());
      const verdict = conditionHolds(withoutCounting(operator, key), list(wanted), values);
      verdicts.push(verdict === "unreadable" ? statement.Effect === "Deny" : verdict);
    }
  }
  return verdicts.every((verdict) => verdict);
}

function valuesOf(request: NaiveRequest, key: string): readonly string[] {
  if (isThePrincipalsName(key)) return namesOf(request.principal);
  const found = Object.entries(request.context).find(([name]) => name.toLowerCase() === key.toLowerCase());
  return found?.[1] ?? [];
}

const isThePrincipalsName = (key: string): boolean => key.toLowerCase() === "acs:principalarn";

/** Of a role's session the role's name and the session's. */
function namesOf(principal: string): readonly string[] {
  const parts = principal.split("/");
  return parts.length === 3 && parts[0]?.endsWith(":role") ? [parts.slice(0, 2).join("/"), principal] : [principal];
}

/** The names are those of one caller: there is nothing to count. */
const withoutCounting = (operator: string, key: string): string =>
  isThePrincipalsName(key) ? operator.replace(/^For\w+:/, "") : operator;

const opposite = (verdict: Verdict): Verdict => (verdict === "unreadable" ? verdict : !verdict);

const atLeastOne = (verdicts: Verdict[]): Verdict =>
  verdicts.includes(true) ? true : verdicts.includes("unreadable") ? "unreadable" : false;

const everyOne = (verdicts: Verdict[]): Verdict =>
  verdicts.includes(false) ? false : verdicts.includes("unreadable") ? "unreadable" : true;

function conditionHolds(operator: string, wanted: string[], values: readonly string[]): Verdict {
  if (operator === "Null") return wanted.some((word) => (word.toLowerCase() === "true") === (values.length === 0));
  const isForAll = operator.startsWith("ForAllValues:");
  const isForAny = operator.startsWith("ForAnyValue:");
  const ifExists = operator.endsWith("IfExists");
  const plain = operator.replace("ForAllValues:", "").replace("ForAnyValue:", "").replace("IfExists", "");
  const isNegated = plain.includes("Not");
  const positive = plain.replace("Not", "");
  if (values.length === 0) return ifExists || isForAll || (isNegated && !isForAny);
  const comparesWithAny = (value: string): Verdict => atLeastOne(wanted.map((one) => compares(positive, one, value)));
  const verdicts = values.map((value) => (isNegated ? opposite(comparesWithAny(value)) : comparesWithAny(value)));
  if (isForAll) return everyOne(verdicts);
  if (isForAny) return atLeastOne(verdicts);
  return isNegated ? everyOne(verdicts) : atLeastOne(verdicts);
}

function compares(operator: string, wanted: string, value: string): Verdict {
  if (operator === "StringEquals") return wanted === value;
  if (operator === "StringEqualsIgnoreCase") return wanted.toLowerCase() === value.toLowerCase();
  if (operator === "StringLike") return globMatches(wanted, value);
  if (operator === "Bool") {
    const [a, b] = [wanted.toLowerCase(), value.toLowerCase()];
    return ["true", "false"].includes(b) ? a === b : "unreadable";
  }
  if (operator === "IpAddress") return isInside(value, wanted);
  const read = operator.startsWith("Numeric") ? readNumber : readTime;
  const [limit, number] = [read(wanted), read(value)];
  if (limit === undefined || number === undefined) return "unreadable";
  switch (operator.replace(/^(Numeric|Date)/, "")) {
    case "Equals":
      return number === limit;
    case "LessThan":
      return number < limit;
    case "LessThanEquals":
      return number <= limit;
    case "GreaterThan":
      return number > limit;
    case "GreaterThanEquals":
      return number >= limit;
  }
  throw new Error(`unknown operator ${operator}`);
}
