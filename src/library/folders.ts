import type { Connection } from "../database/connect.ts";
import type { FolderRow } from "../database/schema.ts";
import { findProduction } from "./productions.ts";

async function findFolder(db: Connection, accountId: string, folderId: string): Promise<FolderRow | undefined> {
  return db.query
    .selectFrom("folders")
    .selectAll()
    .where("folder_id", "=", folderId)
    .where("account_id", "=", accountId)
    .executeTakeFirst();
}

/** Oldest first. */
export async function listFolders(
  db: Connection,
  { accountId, productionId }: { accountId: string; productionId: string },
  page: { offset: number; size: number },
) {
  const mine = db.query
    .selectFrom("folders")
    .where("account_id", "=", accountId)
    .where("production_id", "=", productionId);
  const items = await mine
    .selectAll()
    .orderBy("created_at")
    .orderBy("folder_id")
    .limit(page.size)
    .offset(page.offset)
    .execute();
  const count = await mine.select((e) => e.fn.countAll<number>().as("total")).executeTakeFirstOrThrow();
  return { items, total: Number(count.total) };
}

/** Where an asset goes, or why it cannot: which of the two ids is unknown, or that they do not belong together. */
export type Place =
  | { readonly found: true; readonly productionId: string; readonly folderId: string }
  | { readonly found: false; readonly problem: "unknown" | "mismatch" };

interface PlaceRequest {
  readonly accountId: string;
  readonly defaultProductionId: string;
  readonly productionId: string | undefined;
  readonly folderId: string | undefined;
}

/** A production's id given as a folder means that production's root. */
export async function findPlace(db: Connection, request: PlaceRequest): Promise<Place> {
  const { accountId, folderId } = request;
  const named = request.productionId;
  if (folderId === undefined) {
    const production = await findProduction(db, accountId, named ?? request.defaultProductionId);
    if (!production) return { found: false, problem: "unknown" };
    return { found: true, productionId: production.production_id, folderId: production.default_folder_id };
  }
  if (named !== undefined && !(await findProduction(db, accountId, named))) return { found: false, problem: "unknown" };
  const owner = await findOwner(db, accountId, folderId);
  if (owner === undefined) return { found: false, problem: "unknown" };
  if (named !== undefined && named !== owner) return { found: false, problem: "mismatch" };
  return { found: true, productionId: owner, folderId };
}

/** The production that a folder id, or a production id standing for a root, belongs to. */
async function findOwner(db: Connection, accountId: string, folderId: string): Promise<string | undefined> {
  if (folderId.startsWith("pd_")) return (await findProduction(db, accountId, folderId))?.production_id;
  return (await findFolder(db, accountId, folderId))?.production_id;
}
