import { resourceName } from "../contract/resource-name.ts";
import type { CallRecord } from "./audit-log.ts";

const roleOf = /^acs:ram::(\d{16}):role\//;

/**
 * What the audit log of a role's account has of somebody of another account who assumed it; undefined of any other call. Whoever
 * it was is their account's own business: its root stands for all of them, as in trust policies.
 */
export function toOwnersRecord(record: CallRecord): CallRecord | undefined {
  const [need] = record.needs;
  const [, owner] = roleOf.exec(need?.resource ?? "") ?? [];
  if (need?.action !== "sts:AssumeRole" || owner === undefined || owner === record.accountId) return undefined;
  const decision = { effect: "Allow", decidedBy: "trust", statements: [], missingKeys: [] } as const;
  return {
    ...record,
    accountId: owner,
    principal: resourceName("ram", "", record.accountId, "root"),
    needs: [need],
    verdict: { allowed: true, need, decision },
    detail: "By a user or role of another account, for whom its root stands.",
  };
}
