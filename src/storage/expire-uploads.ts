import type { Connection } from "../database/connect.ts";
import { statement } from "../database/statement.ts";
import { commitChange, type ObjectStore } from "./object-store.ts";
import { removeParts } from "./parts.ts";

/** Unfinished uploads live this long after their last part; finished ones are remembered at least as long. */
const uploadLifeMs = 24 * 60 * 60 * 1000;

const batch = 200;

const stale = statement<{ before: number; batch: number }>()((query, p) =>
  query
    .selectFrom("uploads")
    .select("upload_id")
    .where("status", "=", "open")
    .where("last_part_at", "<", p.before)
    .limit(p.batch),
);

const removeStale = statement<{ uploadId: string; before: number }>()((query, p) =>
  query
    .deleteFrom("uploads")
    .where("upload_id", "=", p.uploadId)
    .where("status", "=", "open")
    .where("last_part_at", "<", p.before)
    .returning("upload_id"),
);

const finished = statement<{ after: string; before: number; batch: number }>()((query, p) =>
  query
    .selectFrom("uploads")
    .leftJoin("objects", (join) =>
      join
        .onRef("objects.bucket", "=", "uploads.bucket")
        .onRef("objects.object_key", "=", "uploads.object_key")
        .onRef("objects.upload_id", "=", "uploads.upload_id"),
    )
    .select(["uploads.upload_id", "uploads.completed_at", "objects.object_id"])
    .where("uploads.status", "=", "completed")
    .where("uploads.completed_at", "<", p.before)
    .where("uploads.upload_id", ">", p.after)
    .orderBy("uploads.upload_id")
    .limit(p.batch),
);

/** Gives up open uploads whose last part, or start, is older than the age; answers how many. */
export async function expireUploads(store: ObjectStore, now: number, maxAgeMs = uploadLifeMs): Promise<number> {
  const before = now - maxAgeMs;
  let expired = 0;
  for (;;) {
    const found = await store.db.read.run(stale, { before, batch });
    for (const { upload_id } of found) {
      if (await expire(store, upload_id, before)) expired++;
    }
    if (found.length < batch) return expired;
  }
}

/** Answers false when a part, or the end of the upload, came in between. */
function expire(store: ObjectStore, uploadId: string, before: number): Promise<boolean> {
  return commitChange(store, async (tx) => {
    const removed = await tx.run(removeStale, { uploadId, before });
    if (removed.length === 0) return { result: false, unusedBlobIds: [] };
    return { result: true, unusedBlobIds: await removeParts(tx, uploadId) };
  });
}

/** Forgets uploads that were finished longer ago than the age, once their object is replaced or deleted. */
export async function forgetFinishedUploads(store: ObjectStore, now: number, maxAgeMs = uploadLifeMs): Promise<void> {
  let after = "";
  for (;;) {
    const page = await store.db.read.run(finished, { after, before: now - maxAgeMs, batch });
    const unused = page.filter((row) => row.object_id === null).map((row) => row.upload_id);
    if (unused.length > 0) await store.db.transact((tx) => forget(tx, unused));
    const last = page.at(-1);
    if (last === undefined || page.length < batch) return;
    after = last.upload_id;
  }
}

async function forget(tx: Connection, uploadIds: readonly string[]): Promise<void> {
  await tx.query.deleteFrom("uploads").where("upload_id", "in", uploadIds).execute();
}
