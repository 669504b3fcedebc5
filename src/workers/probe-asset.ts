import type { Connection, Database } from "../database/connect.ts";
import type { AssetRow, ObjectRow } from "../database/schema.ts";
import { finishJob, type Job } from "../jobs/queue.ts";
import type { JobKind } from "../jobs/run-jobs.ts";
import { findAsset, finishPreparing, type Prepared } from "../library/assets.ts";
import { fileNameOf, isKnownText } from "../library/file-names.ts";
import { formatMediaInfo } from "../media/format-media-info.ts";
import type { MediaPool } from "../media/pool.ts";
import { StorageError } from "../storage/errors.ts";
import type { ObjectStore } from "../storage/object-store.ts";
import { findObject, sealObject } from "../storage/objects.ts";
import { objectFiles } from "../storage/read-object.ts";

interface ProbeParts {
  readonly db: Database;
  readonly store: ObjectStore;
  readonly media: MediaPool;
  readonly concurrency: number;
  readonly now: () => number;
}

interface Payload {
  readonly accountId: string;
  readonly mediaId: string;
  readonly generation: number;
}

/** Failures that say nothing of the file: the job is tried again. */
const passing = new Set(["unavailable", "closed"]);

/** Finds out what an asset's file holds and makes the asset Normal, or PrepareFail with the reason. */
export function probeAssets(parts: ProbeParts): JobKind {
  return {
    kind: "probe-asset",
    concurrency: parts.concurrency,
    batch: 10,
    leaseMs: 3600_000,
    maxAttempts: 5,
    async run(job) {
      const payload = job.payload as Payload;
      const asset = await findAsset(parts.db.read, payload.accountId, payload.mediaId);
      const result = asset && asset.generation === payload.generation ? await prepare(asset, parts) : undefined;
      await conclude(parts, job, result);
    },
    async giveUp(tx, job, error) {
      const { mediaId, generation } = job.payload as Payload;
      const reason = `It could not be read, and trying again did not help: ${error.message}`;
      await finishPreparing(tx, { mediaId, generation, now: parts.now() }, { ok: false, reason, sizeBytes: null });
    },
  };
}

/** The asset's new state and the end of its job are one commit. */
async function conclude(parts: ProbeParts, job: Job, result: Prepared | undefined): Promise<void> {
  const { mediaId, generation } = job.payload as Payload;
  const finish = async (tx: Connection): Promise<void> => {
    const isOurs = await finishJob(tx, job);
    if (isOurs && result) await finishPreparing(tx, { mediaId, generation, now: parts.now() }, result);
  };
  await parts.db.transact(finish, { patient: true });
}

async function prepare(asset: AssetRow, parts: ProbeParts): Promise<Prepared> {
  const object = await findSealed(asset, parts);
  if (!object) {
    return {
      ok: false,
      reason: "Nothing has been uploaded to its address. Upload the file, then register it again.",
      sizeBytes: null,
    };
  }
  if (asset.media_type === "text") return prepareText(object);
  const files = await filesOf(object, parts.store);
  if (typeof files === "string") return { ok: false, reason: files, sizeBytes: object.size_bytes };
  const result = await parts.media.probe({
    files,
    mediaType: asset.media_type,
    fileName: fileNameOf(object.object_key),
  });
  if (result.ok)
    return { ok: true, mediaInfo: JSON.stringify(formatMediaInfo(result.facts)), sizeBytes: object.size_bytes };
  if (passing.has(result.code)) throw new Error(result.reason);
  return { ok: false, reason: result.reason, sizeBytes: object.size_bytes };
}

/** Bytes that came after the registering are sealed before they are read: what is read is what stays. */
async function findSealed({ bucket, object_key }: AssetRow, { db, now }: ProbeParts): Promise<ObjectRow | undefined> {
  if (bucket === null || object_key === null) return undefined;
  const found = await findObject(db.read, bucket, object_key);
  if (!found || found.sealed_at !== null) return found;
  return db.transact(async (tx) => {
    await sealObject(tx, bucket, object_key, now());
    return findObject(tx, bucket, object_key);
  });
}

function prepareText(object: ObjectRow): Prepared {
  const fileName = fileNameOf(object.object_key);
  const sizeBytes = object.size_bytes;
  if (isKnownText(fileName)) return { ok: true, mediaInfo: JSON.stringify({ FileBasicInfo: {} }), sizeBytes };
  return {
    ok: false,
    reason: "Texts are txt, docx, srt, vtt, ass and font files; this is none by its name.",
    sizeBytes,
  };
}

async function filesOf(object: ObjectRow, store: ObjectStore) {
  try {
    return await objectFiles(store, object);
  } catch (error) {
    if (error instanceof StorageError) return "Its data file is missing or damaged in the store.";
    throw error;
  }
}
