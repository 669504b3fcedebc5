import type { RecordedDecision } from "./filters.ts";

/** One row of the audit log, as ListAuditRecords answers it. */
export interface AuditRecord {
  readonly Time: string;
  /** `call`, or what was changed outside of any call. */
  readonly Event: string;
  readonly Detail?: string;
  readonly RequestId?: string;
  readonly Principal?: string;
  readonly Action?: string;
  readonly Resource?: string;
  /** JSON; secrets are `***`, long values are cut. */
  readonly Parameters?: string;
  readonly SourceAddress?: string;
  readonly Decision?: RecordedDecision;
  readonly DecidedBy?: string;
  readonly Statements?: readonly RecordedStatement[];
  readonly Needs?: readonly RecordedNeed[];
  readonly Status?: number;
  readonly ErrorCode?: string;
  readonly DurationMicroseconds?: number;
}

export interface RecordedStatement {
  readonly Layer: string;
  readonly PolicyName?: string;
  readonly PolicyType?: string;
  readonly PolicyVersion?: string;
  readonly AttachedTo?: string;
  readonly StatementNumber: number;
}

interface RecordedNeed {
  readonly Action: string;
  readonly Resource: string;
  readonly Decision: string;
}

export const isDenial = ({ Decision }: AuditRecord): boolean => Decision !== undefined && Decision !== "Allow";

/** What would have had to be allowed besides. */
export function findLacking({ Needs, Action, Resource }: AuditRecord): { action: string; resource: string }[] {
  const denied = Needs?.filter(({ Decision }) => Decision !== "Allow") ?? [];
  if (denied.length > 0) return denied.map((need) => ({ action: need.Action, resource: need.Resource }));
  return Action === undefined || Resource === undefined ? [] : [{ action: Action, resource: Resource }];
}

/** A resource name's end, such as `user/alice`; names of other accounts stay whole. */
export function shortPrincipal(name: string, accountId: string): string {
  const start = `acs:ram::${accountId}:`;
  return name.startsWith(start) ? name.slice(start.length) : name;
}

/** What was sent, by name. */
export function readParameters({ Parameters }: AuditRecord): Readonly<Record<string, string>> {
  const parsed: unknown = Parameters === undefined ? {} : JSON.parse(Parameters);
  const pairs = Object.entries(typeof parsed === "object" && parsed !== null ? parsed : {});
  return Object.fromEntries(pairs.map(([name, value]) => [name, String(value)]));
}
