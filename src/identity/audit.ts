import { randomUUID } from "node:crypto";
import type { Connection } from "../database/connect.ts";

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
  await tx.query
    .insertInto("audit_log")
    .values({ audit_id: randomUUID(), account_id: accountId, event, detail, at: now })
    .execute();
}
