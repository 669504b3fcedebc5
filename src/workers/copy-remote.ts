import type { Connection, Database } from "../database/connect.ts";
import type { AssetRow } from "../database/schema.ts";
import { FetchFailure, fetchForeign, unlessAborted } from "../fetch/fetch.ts";
import type { OwnDoors } from "../fetch/own-doors.ts";
import { enqueue, finishJob, type Job } from "../jobs/queue.ts";
import type { JobKind } from "../jobs/run-jobs.ts";
import { deleteUnreferenced, placeCopy } from "../library/asset-objects.ts";
import { findAsset, finishPreparing } from "../library/assets.ts";
import { extensionOf, fileNameOf } from "../library/file-names.ts";
import type { WrittenBlob } from "../storage/disk.ts";
import { commitBlob, type ObjectStore } from "../storage/object-store.ts";
import { sealObject, writeBlobObject } from "../storage/objects.ts";

interface CopyParts {
  readonly db: Database;
  readonly store: ObjectStore;
  readonly allowPrivateFetch: readonly string[];
  /** Known as soon as the server listens: nothing is fetched before. */
  readonly ownDoors: Promise<OwnDoors>;
  readonly maxBytes: number;
  readonly now: () => number;
  /** Answers the account's bucket. */
  readonly bucketOf: (accountId: string) => Promise<string>;
}

interface Payload {
  readonly accountId: string;
  readonly mediaId: string;
  readonly generation: number;
}

const idleTimeoutMs = 30_000;

/** Copies a foreign file into the account's bucket and hands its asset on to be probed. */
export function copyRemotes(parts: CopyParts): JobKind {
  return {
    kind: "copy-remote",
    concurrency: 4,
    batch: 1,
    leaseMs: 6 * 3600_000,
    maxAttempts: 4,
    leadsTo: "probe-asset",
    async run(job, signal) {
      const payload = job.payload as Payload;
      const asset = await findAsset(parts.db.read, payload.accountId, payload.mediaId);
      if (!asset || asset.generation !== payload.generation || asset.source_url === null) {
        await parts.db.transact((tx) => finishJob(tx, job));
        return;
      }
      try {
        await copy(job, asset, asset.source_url, parts, signal);
      } catch (error) {
        if (!(error instanceof FetchFailure) || !error.permanent) throw error;
        await parts.db.transact(async (tx) => {
          if (await finishJob(tx, job)) await fail(tx, job, error, parts);
        });
      }
    },
    giveUp: (tx, job, error) => fail(tx, job, error, parts),
  };
}

async function fail(tx: Connection, job: Job, error: Error, { now }: CopyParts): Promise<void> {
  const { mediaId, generation } = job.payload as Payload;
  const reason = `The file could not be fetched. ${error instanceof FetchFailure ? error.message : "The server could not store it."}`;
  await finishPreparing(tx, { mediaId, generation, now: now() }, { ok: false, reason, sizeBytes: null });
}

async function copy(job: Job, asset: AssetRow, url: string, parts: CopyParts, signal: AbortSignal): Promise<void> {
  const ownDoors = await unlessAborted(parts.ownDoors, signal);
  const { allowPrivateFetch: allowPrivate, maxBytes } = parts;
  const options = { allowPrivate, ownDoors, maxBytes, idleTimeoutMs, signal };
  await fetchForeign(url, options, async ({ contentType, lengthBytes }, body) => {
    const blob = await parts.store.disk.writeBlob(body, {
      maxBytes: parts.maxBytes,
      expectedBytes: lengthBytes,
      signal,
    });
    await place(job, asset, { blob, contentType: contentType ?? "application/octet-stream", url }, parts);
  });
}

interface Copy {
  readonly blob: WrittenBlob;
  readonly contentType: string;
  readonly url: string;
}

/** Object, asset and next job in one commit. Bytes of an asset that was deleted meanwhile, or of an older copy, do not stay. */
async function place(job: Job, asset: AssetRow, { blob, contentType, url }: Copy, parts: CopyParts): Promise<void> {
  const { account_id: accountId, media_id: mediaId, generation } = asset;
  const bucket = await parts.bucketOf(accountId);
  const extension = extensionOf(fileNameOf(url)).replaceAll(/[^a-z0-9]/g, "") || "bin";
  const key = `remote/${accountId}/${mediaId}-${generation}.${extension}`;
  const now = parts.now();
  await commitBlob(parts.store, blob, async (tx) => {
    if (!(await finishJob(tx, job))) throw new Error("The job has gone to another worker.");
    const isWanted = await placeCopy(tx, { mediaId, generation, bucket, objectKey: key, now });
    if (!isWanted) return { result: undefined, unusedBlobIds: [blob.blobId] };
    const object = { accountId, bucket, key, contentType, headers: "{}" };
    const { unusedBlobIds } = await writeBlobObject(tx, object, blob, { forbidOverwrite: false, now });
    await sealObject(tx, bucket, key, now);
    const older = asset.object_key;
    const removed = older === null ? undefined : await deleteUnreferenced(tx, { accountId, bucket, objectKey: older });
    await enqueue(tx, { kind: "probe-asset", accountId, payload: { accountId, mediaId, generation }, now });
    return { result: undefined, unusedBlobIds: [...unusedBlobIds, ...(removed?.blobIds ?? [])] };
  });
}
