import { preparsePolicySet, statefulIsAuthorized } from "@cedar-policy/cedar-wasm/nodejs";
import { compilePolicy } from "../src/policy/compile.ts";
import { type CompiledSource, decide } from "../src/policy/decide.ts";
import { parsePolicy } from "../src/policy/parse.ts";
import { requestContext } from "../src/policy/request-context.ts";
import { type Figure, figure, formatFigure, median } from "./figure.ts";

/**
 * How many decisions a second for a user with 10 policies of 10 statements and a group with as many, over requests of which no
 * two are equal, without a cache of decisions. The reference is Cedar's own engine on the same rules, parsed beforehand.
 */
interface Statement {
  readonly Effect: "Allow" | "Deny";
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

interface Request {
  readonly action: string;
  readonly resource: string;
  readonly sourceIp: string;
  readonly hour: number;
  readonly isSecure: boolean;
}

const nouns = [
  "Asset",
  "Folder",
  "Production",
  "Workspace",
  "Upload",
  "Member",
  "Callback",
  "Snapshot",
  "Share",
  "Tag",
];
const verbs = ["Get", "List", "Create", "Update", "Delete"];
const iceActions = nouns.flatMap((noun) => verbs.map((verb) => `ice:${verb}Yike${noun}`));
const ossActions = ["oss:GetObject", "oss:PutObject", "oss:DeleteObject", "oss:ListParts", "oss:AbortMultipartUpload"];
const actions = [...iceActions, ...ossActions, "ram:GetUser", "ram:ListUsers", "ram:CreateUser", "sts:AssumeRole"];
const principal = "acs:ram::1000000000000001:user/ann";
const day = Date.UTC(2026, 10, 24);

const pick = <T>(list: readonly T[], i: number): T => list[i % list.length] as T;

/** A fifth of them with conditions, an eighth of them denials. */
function makeStatement(i: number): Statement {
  const condition = i % 5 === 0 ? { Condition: pick(conditions, i / 5) } : {};
  const Effect = i % 8 === 3 ? "Deny" : "Allow";
  if (i % 3 === 0) {
    const bucket = `bucket-${i % 7}`;
    const Resource = [`acs:oss:*:*:${bucket}/projects/${i}/*`, `acs:oss:*:*:${bucket}/shared/*/${i}-*.mp4`];
    return { Effect, Action: [pick(ossActions, i), pick(ossActions, i + 2)], Resource, ...condition };
  }
  if (i % 3 === 1) {
    const Action = [pick(iceActions, i * 7), pick(iceActions, i * 11 + 3), pick(iceActions, i * 13 + 5)];
    return { Effect, Action, Resource: [i % 2 === 0 ? "*" : "acs:ice:*:*:*"], ...condition };
  }
  const Action = [`ice:${pick(verbs, i)}Yike${pick(nouns, i).slice(0, 3)}*`, "ram:Get*"];
  return { Effect, Action, Resource: ["acs:ice:cn-shanghai:*:*", "acs:ram:*:*:user/ann"], ...condition };
}

const conditions: readonly NonNullable<Statement["Condition"]>[] = [
  { IpAddress: { "acs:SourceIp": "203.0.113.0/24" } },
  { NotIpAddress: { "acs:SourceIp": "198.51.100.0/24" } },
  { DateLessThan: { "acs:CurrentTime": "2026-11-24T20:00:00Z" } },
  { Bool: { "acs:SecureTransport": "true" } },
  { StringLike: { "acs:PrincipalARN": "acs:ram::*:user/a*" } },
];

const statements = Array.from({ length: 200 }, (_, i) => makeStatement(i));

function makeRequest(i: number): Request {
  const action = pick(actions, i * 7 + (i >> 5));
  return {
    action,
    resource: resourceOf(action, i),
    sourceIp: `${pick(["203.0.113", "198.51.100", "10.1.2"], i)}.${(i >> 3) % 250}`,
    hour: i % 24,
    isSecure: i % 3 !== 0,
  };
}

function resourceOf(action: string, i: number): string {
  if (action.startsWith("ice:")) return `acs:ice:cn-shanghai:1000000000000001:${i % 4 === 0 ? "*" : `asset/${i}`}`;
  if (action.startsWith("ram:")) return `acs:ram::1000000000000001:user/${i % 2 === 0 ? "ann" : `user-${i}`}`;
  const path = i % 2 === 0 ? `projects/${i % 200}/${i}.mp4` : `shared/${i}/${i % 200}-${i}.mp4`;
  return `acs:oss:cn-shanghai:1000000000000001:bucket-${i % 7}/${path}`;
}

function compileSources(): CompiledSource[] {
  return Array.from({ length: 20 }, (_, i) => {
    const text = JSON.stringify({ Version: "1", Statement: statements.slice(i * 10, i * 10 + 10) });
    const parsed = parsePolicy(text, "identity");
    if (!parsed.ok) throw new Error(parsed.message);
    const attachedTo =
      i < 10 ? ({ kind: "user", name: "ann" } as const) : ({ kind: "group", name: "editors" } as const);
    return { name: `policy-${i}`, type: "Custom", version: "v1", attachedTo, policy: compilePolicy(parsed.document) };
  });
}

const quote = (text: string): string => JSON.stringify(text);

/** Globs of actions are written out, which is the form that Cedar decides fastest. */
function toCedar({ Effect, Action, Resource, Condition = {} }: Statement): string {
  const known = actions.filter((action) => Action.some((pattern) => startsLike(pattern, action)));
  const resources = Resource.map((pattern) => `context.resource like ${quote(pattern)}`);
  const tests = Object.entries(Condition).map(([operator, keys]) => cedarTest(operator, Object.values(keys)[0] ?? ""));
  const when = [...(Resource.includes("*") ? [] : [`(${resources.join(" || ")})`]), ...tests];
  const list = known.map((action) => `Action::${quote(action)}`).join(", ");
  const clause = when.length > 0 ? ` when { ${when.join(" && ")} }` : "";
  return `${Effect === "Allow" ? "permit" : "forbid"}(principal, action in [${list}], resource)${clause};`;
}

const startsLike = (pattern: string, action: string): boolean =>
  pattern.endsWith("*") ? action.startsWith(pattern.slice(0, -1)) : action === pattern;

function cedarTest(operator: string, value: string): string {
  switch (operator) {
    case "IpAddress":
      return `context.sourceIp.isInRange(ip(${quote(value)}))`;
    case "NotIpAddress":
      return `!context.sourceIp.isInRange(ip(${quote(value)}))`;
    case "DateLessThan":
      return `context.time < ${Date.parse(value)}`;
    case "Bool":
      return `context.isSecure == ${value}`;
    default:
      return `context.principal like ${quote(value)}`;
  }
}

type CedarCall = Parameters<typeof statefulIsAuthorized>[0];

const cedarCall = ({ action, resource, sourceIp, hour, isSecure }: Request): CedarCall => ({
  principal: { type: "User", id: "ann" },
  action: { type: "Action", id: action },
  resource: { type: "Resource", id: "any" },
  context: {
    resource,
    principal,
    sourceIp: { __extn: { fn: "ip", arg: sourceIp } },
    time: day + hour * 3_600_000,
    isSecure,
  },
  preparsedPolicySetId: "bench",
  entities: [],
});

function decideByCedar(call: CedarCall): boolean {
  const answer = statefulIsAuthorized(call);
  if (answer.type === "failure") throw new Error(JSON.stringify(answer.errors));
  return answer.response.decision === "allow";
}

interface Prepared {
  readonly action: string;
  readonly resource: string;
  readonly entries: Readonly<Record<string, string>>;
}

const prepare = ({ action, resource, sourceIp, hour, isSecure }: Request): Prepared => ({
  action,
  resource,
  entries: {
    "acs:SourceIp": sourceIp,
    "acs:CurrentTime": new Date(day + hour * 3_600_000).toISOString(),
    "acs:SecureTransport": String(isSecure),
    "acs:MFAPresent": "false",
  },
});

function perSecond<T>(prepared: readonly T[], ask: (one: T) => unknown): number {
  const started = (process.cpuUsage().user/1000);
  for (const one of prepared) ask(one);
  return (prepared.length * 1000) / ((process.cpuUsage().user/1000) - started);
}

const rounds = 7;
const perRound = 40_000;
const cedarPerRound = 100;

/** Both engines in turn, in this process. */
export async function run(): Promise<Figure> {
  const identity = compileSources();
  const ask = ({ action, resource, entries }: Prepared) =>
    decide({ identity, request: { action, resource, principal, context: requestContext(entries) } });
  const parsed = preparsePolicySet("bench", { staticPolicies: statements.map(toCedar).join("\n") });
  if (parsed.type === "failure") throw new Error(JSON.stringify(parsed.errors));
  checkAgreement(makeRequests(0, cedarPerRound), ask);
  const own: number[] = [];
  const cedar: number[] = [];
  for (let round = 0; round <= rounds; round++) {
    const asked = makeRequests(round, perRound);
    const mine = perSecond(asked.map(prepare), ask);
    const theirs = perSecond(asked.slice(0, cedarPerRound).map(cedarCall), decideByCedar);
    // The first round warms both up.
    if (round > 0) {
      own.push(mine);
      cedar.push(theirs);
    }
  }
  return figure("policy.decide", median(own), "decisions/s", median(cedar));
}

const makeRequests = (round: number, length: number): Request[] =>
  Array.from({ length }, (_, i) => makeRequest(round * perRound + i));

/** Both must say the same, and something of each kind: else their speeds could not be compared. */
function checkAgreement(requests: readonly Request[], ask: (one: Prepared) => ReturnType<typeof decide>): void {
  const effects = { Allow: 0, ExplicitDeny: 0, ImplicitDeny: 0 };
  for (const request of requests) {
    const { effect } = ask(prepare(request));
    effects[effect]++;
    if (decideByCedar(cedarCall(request)) !== (effect === "Allow")) {
      throw new Error(`the engines disagree about ${JSON.stringify(request)}`);
    }
  }
  if (Math.min(...Object.values(effects)) < requests.length / 10) throw new Error(JSON.stringify(effects));
}

if (true) console.log(formatFigure(await run()));
