import type { Connection } from "../database/connect.ts";
import type { RemovedObject } from "../storage/objects.ts";
import { deleteUnreferenced } from "./asset-objects.ts";
import { findAssets } from "./assets.ts";

export interface Deletion {
  readonly accountId: string;
  readonly mediaIds: readonly string[];
  readonly now: number;
}

/** Moves assets to the recycle bin; answers the ids that it passed over: unknown ones and those that are there already. */
export async function binAssets(tx: Connection, { accountId, mediaIds, now }: Deletion): Promise<string[]> {
  const live = (await findAssets(tx, accountId, mediaIds)).filter((asset) => asset.deleted_at === null);
  const ids = live.map((asset) => asset.media_id);
  if (ids.length > 0) {
    await tx.query
      .updateTable("assets")
      .set({ deleted_at: now, modified_at: now })
      .where("media_id", "in", ids)
      .where("account_id", "=", accountId)
      .execute();
  }
  return mediaIds.filter((id) => !ids.includes(id));
}

export interface Purge {
  /** Unknown ids. */
  readonly ignored: string[];
  /** What storage removes once the transaction is committed. */
  readonly removed: RemovedObject[];
}

/** Deletes assets for ever, binned ones too, and each object that no other asset refers to. */
export async function purgeAssets(tx: Connection, { accountId, mediaIds }: Deletion): Promise<Purge> {
  const assets = await tx.query
    .deleteFrom("assets")
    .where("media_id", "in", mediaIds)
    .where("account_id", "=", accountId)
    .returning(["media_id", "bucket", "object_key"])
    .execute();
  const ids = assets.map((asset) => asset.media_id);
  const removed: RemovedObject[] = [];
  for (const { bucket, object_key: objectKey } of assets.toSorted(byObject)) {
    if (bucket === null || objectKey === null) continue;
    const object = await deleteUnreferenced(tx, { accountId, bucket, objectKey });
    if (object) removed.push(object);
  }
  return { ignored: mediaIds.filter((id) => !ids.includes(id)), removed };
}

/** The same order for everybody: who waits for one object holds none that another waits for. */
const byObject = (one: { object_key: string | null }, other: { object_key: string | null }): number =>
  (one.object_key ?? "") < (other.object_key ?? "") ? -1 : 1;
