import { type AuditRecord, findLacking } from "../audit/audit-record.ts";

/** Calls that differ neither in who nor in what. */
export interface SoftDenial {
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  readonly count: number;
  /** When the last one came. */
  readonly lastAt: string;
}

/** Newest first, as the records are; a call that lacked several permissions counts for each. */
export function countDenials(records: readonly AuditRecord[]): readonly SoftDenial[] {
  const found = new Map<string, SoftDenial>();
  for (const record of records) {
    for (const { action, resource } of findLacking(record)) {
      const { Principal: principal = "", Time } = record;
      const key = [principal, action, resource].join(" ");
      const before = found.get(key);
      found.set(
        key,
        before ? { ...before, count: before.count + 1 } : { principal, action, resource, count: 1, lastAt: Time },
      );
    }
  }
  return [...found.values()];
}

/** When the account last went into soft mode, of records of SetAuthorizationMode, newest first. */
export function findSoftStart(records: readonly AuditRecord[]): string | undefined {
  return records.find(({ Status, Parameters = "" }) => Status === 200 && /"Mode"\s*:\s*"soft"/.test(Parameters))?.Time;
}
