import { statement } from "../database/statement.ts";
import { commitChange, type ObjectStore } from "./object-store.ts";
import { forgetContent } from "./objects.ts";

const batch = 200;

const stale = statement<{ before: number; batch: number }>()((query, p) =>
  query
    .selectFrom("objects")
    .select(["bucket", "object_key"])
    .where("sealed_at", "is", null)
    .where("modified_at", "<", p.before)
    .limit(p.batch),
);

const removeStale = statement<{ bucket: string; key: string; before: number }>()((query, p) =>
  query
    .deleteFrom("objects")
    .where("bucket", "=", p.bucket)
    .where("object_key", "=", p.key)
    .where("sealed_at", "is", null)
    .where("modified_at", "<", p.before)
    .returning(["blob_id", "upload_id"]),
);

/** Deletes objects that nobody has registered since they were written, if that was before; answers how many. */
export async function deleteUnregisteredObjects(store: ObjectStore, before: number): Promise<number> {
  let deleted = 0;
  for (;;) {
    const found = await store.db.read.run(stale, { before, batch });
    for (const { bucket, object_key } of found) {
      if (await deleteIfStale(store, bucket, object_key, before)) deleted++;
    }
    if (found.length < batch) return deleted;
  }
}

/** Answers false when the object was registered or replaced in between. */
function deleteIfStale(store: ObjectStore, bucket: string, key: string, before: number): Promise<boolean> {
  return commitChange(store, async (tx) => {
    const [removed] = await tx.run(removeStale, { bucket, key, before });
    if (!removed) return { result: false, unusedBlobIds: [] };
    return { result: true, unusedBlobIds: await forgetContent(tx, removed) };
  });
}
