import { createHash, hash } from "node:crypto";
import type { Connection } from "../database/connect.ts";
import type { UploadRow } from "../database/schema.ts";
import { statement } from "../database/statement.ts";
import { combineCrc64 } from "./crc64.ts";
import { StorageError } from "./errors.ts";
import { type Change, commitChange, type ObjectStore } from "./object-store.ts";
import { writeObject } from "./objects.ts";
import { type Part, partsOf, removeSomeParts } from "./parts.ts";
import { noSuchUpload, type UploadName } from "./uploads.ts";

/** A part as the one who completes names it; the ETag with or without quotes, in either case. */
interface PartClaim {
  readonly number: number;
  readonly etag: string;
}

export interface Completion extends UploadName {
  /** In ascending order; "all" takes every part that there is. */
  readonly parts: readonly PartClaim[] | "all";
  readonly forbidOverwrite: boolean;
  /** Infinity when the server's own limits are all there is. */
  readonly maxObjectBytes: number;
  readonly now: number;
}

export interface CompletedUpload {
  readonly etag: string;
  /** Absent when the same Complete was answered before and the object has been replaced or deleted since. */
  readonly crc64: string | undefined;
}

const minPartBytes = 102_400;

const claimUpload = statement<UploadName & { partListHash: string; now: number }>()((query, p) =>
  query
    .updateTable("uploads")
    .set({ status: "completed", completed_at: p.now, part_list_hash: p.partListHash })
    .where("upload_id", "=", p.uploadId)
    .where("bucket", "=", p.bucket)
    .where("object_key", "=", p.key)
    .where("status", "=", "open")
    .returningAll(),
);

const setEtag = statement<{ uploadId: string; etag: string }>()((query, p) =>
  query.updateTable("uploads").set({ etag: p.etag }).where("upload_id", "=", p.uploadId),
);

const completedUpload = statement<UploadName & { partListHash: string }>()((query, p) =>
  query
    .selectFrom("uploads")
    .leftJoin("objects", (join) =>
      join
        .onRef("objects.bucket", "=", "uploads.bucket")
        .onRef("objects.object_key", "=", "uploads.object_key")
        .onRef("objects.upload_id", "=", "uploads.upload_id"),
    )
    .select(["uploads.etag", "objects.crc64"])
    .where("uploads.upload_id", "=", p.uploadId)
    .where("uploads.bucket", "=", p.bucket)
    .where("uploads.object_key", "=", p.key)
    .where("uploads.status", "=", "completed")
    .where("uploads.part_list_hash", "=", p.partListHash),
);

/**
 * Makes an object of the parts: rows only, no byte is copied. The same call again gets the same answer as long as the
 * finished upload is remembered; one with another list is refused.
 */
export async function completeUpload(store: ObjectStore, completion: Completion): Promise<CompletedUpload> {
  const partListHash = hashPartList(completion.parts);
  return commitChange<CompletedUpload>(store, async (tx) => {
    const [upload] = await tx.run(claimUpload, { ...completion, partListHash });
    if (upload) return finish(tx, upload, completion);
    const [earlier] = await tx.run(completedUpload, { ...completion, partListHash });
    if (!earlier?.etag) throw noSuchUpload();
    return { result: { etag: earlier.etag, crc64: earlier.crc64 ?? undefined }, unusedBlobIds: [] };
  });
}

async function finish(tx: Connection, upload: UploadRow, completion: Completion): Promise<Change<CompletedUpload>> {
  const stored = await partsOf(tx, upload.upload_id);
  const chosen = completion.parts === "all" ? stored : chooseParts(stored, completion.parts);
  const sizeBytes = checkSizes(chosen, completion.maxObjectBytes);
  const etag = etagOf(chosen);
  const crc64 = combineCrc64(chosen.map((part) => ({ crc64: part.crc64, sizeBytes: part.size_bytes })));
  const object = await writeObject(
    tx,
    {
      accountId: upload.account_id,
      bucket: upload.bucket,
      key: upload.object_key,
      contentType: upload.content_type,
      headers: upload.headers,
    },
    { blob_id: null, upload_id: upload.upload_id, size_bytes: sizeBytes, etag, crc64 },
    completion,
  );
  await tx.run(setEtag, { uploadId: upload.upload_id, etag });
  const unused = await removeUnchosen(tx, upload.upload_id, stored, chosen);
  return { result: { etag, crc64 }, unusedBlobIds: [...object.unusedBlobIds, ...unused] };
}

const normalizeEtag = (etag: string): string => etag.replace(/^"(.*)"$/, "$1").toUpperCase();

function hashPartList(parts: Completion["parts"]): string {
  if (parts === "all") return "all";
  return hash("sha256", parts.map((part) => `${part.number}:${normalizeEtag(part.etag)}\n`).join(""), "hex");
}

function chooseParts(stored: readonly Part[], claims: readonly PartClaim[]): Part[] {
  const byNumber = new Map(stored.map((part) => [part.part_number, part]));
  let before = 0;
  for (const { number } of claims) {
    if (number <= before)
      throw new StorageError("InvalidPartOrder", `Part ${number} is listed after part ${before}.`, {
        partNumber: number,
      });
    before = number;
  }
  return claims.map(({ number, etag }) => {
    const part = byNumber.get(number);
    if (!part) throw new StorageError("InvalidPart", `Part ${number} was not uploaded.`, { partNumber: number });
    if (part.etag === normalizeEtag(etag)) return part;
    throw new StorageError("InvalidPart", `Part ${number} has another ETag than the one listed.`, {
      partNumber: number,
    });
  });
}

/** Answers the size of the whole. */
function checkSizes(parts: readonly Part[], maxObjectBytes: number): number {
  if (parts.length === 0) throw new StorageError("InvalidPart", "The upload has no parts.");
  const small = parts.slice(0, -1).find((part) => part.size_bytes < minPartBytes);
  if (small) {
    const message = `Part ${small.part_number} has ${small.size_bytes} bytes; every part but the last needs ${minPartBytes}.`;
    throw new StorageError("PartTooSmall", message, { partNumber: small.part_number });
  }
  const sizeBytes = parts.reduce((sum, part) => sum + part.size_bytes, 0);
  if (sizeBytes <= maxObjectBytes) return sizeBytes;
  throw new StorageError(
    "TooLarge",
    `The parts together are larger than the ${maxObjectBytes} bytes that are allowed.`,
  );
}

function etagOf(parts: readonly Part[]): string {
  const md5 = createHash("md5");
  for (const part of parts) md5.update(part.etag, "hex");
  return `${md5.digest("hex").toUpperCase()}-${parts.length}`;
}

/** Deletes the rows of parts that did not become part of the object; answers their data files. */
async function removeUnchosen(
  tx: Connection,
  uploadId: string,
  stored: readonly Part[],
  chosen: readonly Part[],
): Promise<string[]> {
  if (stored.length === chosen.length) return [];
  const used = new Set(chosen);
  const unused = stored.filter((part) => !used.has(part));
  await removeSomeParts(
    tx,
    uploadId,
    unused.map((part) => part.part_number),
  );
  return unused.map((part) => part.blob_id);
}
