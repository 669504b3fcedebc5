import type { Connection } from "../database/connect.ts";
import { deleteObject, lockObject, type RemovedObject } from "../storage/objects.ts";

interface ObjectOfAccount {
  readonly accountId: string;
  readonly bucket: string;
  readonly objectKey: string;
}

/** Deletes an object to which no asset of the account refers any more, be it in the recycle bin. */
export async function deleteUnreferenced(
  tx: Connection,
  { accountId, bucket, objectKey }: ObjectOfAccount,
): Promise<RemovedObject | undefined> {
  // Two that take the last references away at once would each see the other's.
  await lockObject(tx, bucket, objectKey);
  const asset = await tx.query
    .selectFrom("assets")
    .select("media_id")
    .where("account_id", "=", accountId)
    .where("bucket", "=", bucket)
    .where("object_key", "=", objectKey)
    .limit(1)
    .executeTakeFirst();
  return asset ? undefined : deleteObject(tx, bucket, objectKey);
}

/** Says where the copy of a foreign file lies. Answers false when the asset is gone, or is being prepared anew. */
export async function placeCopy(
  tx: Connection,
  copy: { mediaId: string; generation: number; bucket: string; objectKey: string; now: number },
): Promise<boolean> {
  const placed = await tx.query
    .updateTable("assets")
    .set({ bucket: copy.bucket, object_key: copy.objectKey, modified_at: copy.now })
    .where("media_id", "=", copy.mediaId)
    .where("generation", "=", copy.generation)
    .returning("media_id")
    .execute();
  return placed.length > 0;
}
