import type { Database } from "../database/connect.ts";
import { statement } from "../database/statement.ts";

const update = statement<{ accessKeyId: string; at: number }>()((query, p) =>
  query
    .updateTable("access_keys")
    .set({ last_used_at: p.at })
    .where("access_key_id", "=", p.accessKeyId)
    .where((row) => row.or([row("last_used_at", "is", null), row("last_used_at", "<", p.at)])),
);

/** When each long-lived key was last used: kept in memory and written from time to time, so that no call costs a write. */
export class LastUsed {
  readonly #unwritten = new Map<string, number>();

  /** The key has just proved itself. */
  touch(accessKeyId: string, now: number): void {
    this.#unwritten.set(accessKeyId, now);
  }

  /** What is not written yet; undefined when nothing is newer than the stored time. */
  find(accessKeyId: string): number | undefined {
    return this.#unwritten.get(accessKeyId);
  }

  /** Writes all of them in one transaction. When that fails, they are kept for the next time. */
  async flush(db: Database): Promise<void> {
    const writing = [...this.#unwritten];
    if (writing.length === 0) return;
    await db.transact(async (tx) => {
      for (const [accessKeyId, at] of writing) await tx.run(update, { accessKeyId, at });
    });
    for (const [accessKeyId, at] of writing)
      if (this.#unwritten.get(accessKeyId) === at) this.#unwritten.delete(accessKeyId);
  }
}
