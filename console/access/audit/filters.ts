/** Which calls are looked at, as the page's address says it. What is empty makes no difference. */
export interface Filters {
  readonly span: Span;
  /** Of the span `custom`: ISO times in UTC. */
  readonly since: string;
  readonly until: string;
  readonly principal: string;
  readonly action: string;
  readonly decision: string;
  readonly status: string;
  readonly request: string;
  readonly address: string;
}

export const spans = ["hour", "day", "week", "all", "custom"] as const;
export type Span = (typeof spans)[number];

export const decisions = ["Allow", "ExplicitDeny", "ImplicitDeny", "SoftDeny"] as const;
export type RecordedDecision = (typeof decisions)[number];

const spanMs: Readonly<Partial<Record<Span, number>>> = { hour: 3_600_000, day: 86_400_000, week: 604_800_000 };

export const noFilters: Filters = {
  span: "day",
  since: "",
  until: "",
  principal: "",
  action: "",
  decision: "",
  status: "",
  request: "",
  address: "",
};

const names = Object.keys(noFilters) as readonly (keyof Filters)[];

/** From the address; what it does not know is left out. */
export function readFilters(search: URLSearchParams): Filters {
  const given = names.map((name) => [name, search.get(name) ?? noFilters[name]] as const);
  const read = Object.fromEntries(given) as unknown as Filters;
  const isSpan = spans.some((span) => span === read.span);
  const isDecision = decisions.some((decision) => decision === read.decision);
  return { ...read, span: isSpan ? read.span : "day", decision: isDecision ? read.decision : "" };
}

/** Only what differs from no filter at all, so that links stay short. */
export function writeFilters(filters: Filters): URLSearchParams {
  const isCustom = filters.span === "custom";
  const said = names.filter(
    (name) => filters[name] !== noFilters[name] && (isCustom || (name !== "since" && name !== "until")),
  );
  return new URLSearchParams(said.map((name) => [name, filters[name]]));
}

/** The same as ListAuditRecords takes it. */
export function toAsked(filters: Filters, now: number): Readonly<Record<string, string>> {
  const { principal, action, decision, status, request, address } = filters;
  const asked = {
    ...spanOf(filters, now),
    Principal: wholePrincipal(principal.trim()),
    ActionName: wholeAction(action.trim()),
    Decision: decision,
    Status: status.trim(),
    RequestId: request.trim(),
    SourceAddress: address.trim(),
  };
  return Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== ""));
}

export function spanOf({ span, since, until }: Pick<Filters, "span" | "since" | "until">, now: number) {
  if (span === "custom") return { StartTime: since, EndTime: until };
  const length = spanMs[span];
  return { StartTime: length === undefined ? "" : new Date(now - length).toISOString(), EndTime: "" };
}

/** A bare name is a user's. */
export function wholePrincipal(text: string): string {
  const isWhole = text === "" || /[/:]/.test(text) || ["root", "user", "role", "upload"].includes(text);
  return isWhole ? text : `user/${text}`;
}

/** A bare word is looked for in the names of actions. */
const wholeAction = (text: string): string => (text === "" || text.includes(":") ? text : `*:*${text}*`);

/** Names of fields that hold what cannot be looked for. */
export function findFaults({ action, principal, status }: Filters): readonly (keyof Filters)[] {
  const checks = [
    ["action", /^[\w*?]*(:[\w*?]+)?$/.test(action.trim())],
    ["principal", /^(acs:ram::\d{16}:)?[\w.@-]*(\/[\w.@-]+){0,2}$/.test(principal.trim())],
    ["status", /^([1-5]\d\d)?$/.test(status.trim())],
  ] as const;
  return checks.filter(([, isGood]) => !isGood).map(([name]) => name);
}

/** For an input of a local date and time, and back. */
export function toLocalInput(iso: string): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return "";
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

export function fromLocalInput(text: string): string {
  const at = new Date(text);
  return Number.isNaN(at.getTime()) ? "" : at.toISOString();
}
