import type { Connection } from "../database/connect.ts";
import type { WorkspaceRow } from "../database/schema.ts";
import { makeFolderId, makeProductionId, makeWorkspaceCode, makeWorkspaceId } from "./ids.ts";
import { insertProduction } from "./productions.ts";

export interface NewWorkspace {
  readonly accountId: string;
  readonly title: string;
  readonly userCountLimit: number;
  readonly createdBy: string;
  readonly now: number;
  /** Of its first production; made up when absent. */
  readonly productionId?: string;
}

/** Makes a workspace with its default production and that production's default folder. */
export async function createWorkspace(tx: Connection, request: NewWorkspace) {
  const workspaceId = makeWorkspaceId();
  const productionId = request.productionId ?? makeProductionId();
  await tx.query
    .insertInto("workspaces")
    .values({
      workspace_id: workspaceId,
      account_id: request.accountId,
      code: makeWorkspaceCode(),
      title: request.title,
      status: "Online",
      user_count_limit: request.userCountLimit,
      default_production_id: productionId,
      created_at: request.now,
    })
    .execute();
  await insertProduction(tx, {
    productionId,
    accountId: request.accountId,
    workspaceId,
    title: "default",
    createdBy: request.createdBy,
    defaultFolderId: makeFolderId(),
    now: request.now,
  });
  return { workspaceId, productionId };
}

export async function findWorkspace(
  db: Connection,
  accountId: string,
  workspaceId: string,
): Promise<WorkspaceRow | undefined> {
  return db.query
    .selectFrom("workspaces")
    .selectAll()
    .where("account_id", "=", accountId)
    .where("workspace_id", "=", workspaceId)
    .executeTakeFirst();
}

/** Oldest first. */
export async function listWorkspaces(db: Connection, accountId: string, page: { offset: number; size: number }) {
  const mine = db.query.selectFrom("workspaces").where("account_id", "=", accountId);
  const items = await mine
    .selectAll()
    .orderBy("created_at")
    .orderBy("workspace_id")
    .limit(page.size)
    .offset(page.offset)
    .execute();
  const count = await mine.select((e) => e.fn.countAll<number>().as("total")).executeTakeFirstOrThrow();
  return { items, total: Number(count.total) };
}
