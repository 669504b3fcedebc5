import { randomBytes } from "node:crypto";
import type { Connection } from "../database/connect.ts";
import { formatAuditTime } from "./audit-ids.ts";

export interface AuditEntry {
  readonly accountId: string;
  /** For instance `root-key-replaced`. */
  readonly event: string;
  /** Plain words, never a secret. */
  readonly detail: string;
  readonly now: number;
}

/** Writes down what was changed outside of any call, in the transaction of the change. */
export async function recordAudit(tx: Connection, { accountId, event, detail, now }: AuditEntry): Promise<void> {
  const audit_id = `${formatAuditTime(now)}-0000-${randomBytes(4).toString("hex")}`;
  await tx.query.insertInto("audit_log").values({ audit_id, account_id: accountId, event, detail, at: now }).execute();
}
