import type { Connection } from "../database/connect.ts";
import type { ProductionRow } from "../database/schema.ts";
import { statement } from "../database/statement.ts";

interface NewProduction {
  readonly productionId: string;
  readonly accountId: string;
  readonly workspaceId: string;
  readonly title: string;
  readonly createdBy: string;
  readonly defaultFolderId: string;
  readonly now: number;
}

const byId = statement<{ accountId: string; productionId: string }>()((query, p) =>
  query
    .selectFrom("productions")
    .selectAll()
    .where("production_id", "=", p.productionId)
    .where("account_id", "=", p.accountId),
);

export async function findProduction(
  db: Connection,
  accountId: string,
  productionId: string,
): Promise<ProductionRow | undefined> {
  const [row] = await db.run(byId, { accountId, productionId });
  return row;
}

/** Writes a production and its default folder. */
export async function insertProduction(tx: Connection, production: NewProduction): Promise<void> {
  const { productionId, accountId, workspaceId, title, createdBy, defaultFolderId, now } = production;
  await tx.query
    .insertInto("productions")
    .values({
      production_id: productionId,
      account_id: accountId,
      workspace_id: workspaceId,
      title,
      description: "",
      cover_url: "",
      created_by: createdBy,
      default_folder_id: defaultFolderId,
      created_at: now,
    })
    .execute();
  await tx.query
    .insertInto("folders")
    .values({
      folder_id: defaultFolderId,
      account_id: accountId,
      workspace_id: workspaceId,
      production_id: productionId,
      title: "default",
      is_default: 1,
      created_at: now,
    })
    .execute();
}

/** Answers whether the production is there. */
export async function renameProduction(
  tx: Connection,
  { accountId, productionId, title }: { accountId: string; productionId: string; title: string },
): Promise<boolean> {
  const result = await tx.query
    .updateTable("productions")
    .set({ title })
    .where("production_id", "=", productionId)
    .where("account_id", "=", accountId)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** Oldest first; of one workspace when it is named. */
export async function listProductions(
  db: Connection,
  { accountId, workspaceId }: { accountId: string; workspaceId: string | undefined },
  page: { offset: number; size: number },
) {
  let mine = db.query.selectFrom("productions").where("account_id", "=", accountId);
  if (workspaceId !== undefined) mine = mine.where("workspace_id", "=", workspaceId);
  const items = await mine
    .selectAll()
    .orderBy("created_at")
    .orderBy("production_id")
    .limit(page.size)
    .offset(page.offset)
    .execute();
  const count = await mine.select((e) => e.fn.countAll<number>().as("total")).executeTakeFirstOrThrow();
  return { items, total: Number(count.total) };
}
