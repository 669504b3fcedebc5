import type { Connection } from "../database/connect.ts";
import type { AccountRow } from "../database/schema.ts";
import { statement } from "../database/statement.ts";

const byBucket = statement<{ bucket: string }>()((query, p) =>
  query.selectFrom("accounts").selectAll().where("bucket", "=", p.bucket),
);

const first = statement<Record<string, never>>()((query) =>
  query.selectFrom("accounts").selectAll().where("is_first", "=", 1),
);

const byId = statement<{ accountId: string }>()((query, p) =>
  query.selectFrom("accounts").selectAll().where("account_id", "=", p.accountId),
);

/** Looks accounts up. What an account row says never changes, so rows are kept once read. */
export class Accounts {
  readonly #read: Connection;
  readonly #byBucket = new Map<string, AccountRow>();

  constructor(read: Connection) {
    this.#read = read;
  }

  async findByBucket(bucket: string): Promise<AccountRow | undefined> {
    const known = this.#byBucket.get(bucket);
    if (known) return known;
    const [row] = await this.#read.run(byBucket, { bucket });
    if (row) this.#byBucket.set(bucket, row);
    return row;
  }
}

export async function findFirstAccount(db: Connection): Promise<AccountRow | undefined> {
  const [row] = await db.run(first, {});
  return row;
}

export async function findAccount(db: Connection, accountId: string): Promise<AccountRow | undefined> {
  const [row] = await db.run(byId, { accountId });
  return row;
}

export async function insertAccount(tx: Connection, row: AccountRow): Promise<void> {
  await tx.query.insertInto("accounts").values(row).execute();
}
