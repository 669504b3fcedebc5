import { randomBytes } from "node:crypto";
import type { Connection } from "../database/connect.ts";
import type { UploadRow } from "../database/schema.ts";
import { statement } from "../database/statement.ts";
import type { WrittenBlob } from "./disk.ts";
import { StorageError } from "./errors.ts";
import { commitBlob, commitChange, type ObjectStore } from "./object-store.ts";
import { checkMayWrite, findObject, type ObjectDescription, type WriteRules } from "./objects.ts";
import { removeParts, sizeOfOtherParts, writePart } from "./parts.ts";

/** An upload as its requests name it: the id alone does not do, it must be of this key. */
export interface UploadName {
  readonly uploadId: string;
  readonly bucket: string;
  readonly key: string;
}

export interface NewPart extends UploadName {
  readonly partNumber: number;
  /** Of all parts of the upload together; Infinity when the server's own limits are all there is. */
  readonly maxObjectBytes: number;
  readonly now: number;
}

export interface StoredPart {
  readonly etag: string;
  readonly crc64: string;
}

export const noSuchUpload = (): StorageError =>
  new StorageError(
    "NoSuchUpload",
    "There is no open upload of this id and key: it never was, is finished, aborted or expired.",
  );

type NewUpload = Pick<
  UploadRow,
  "upload_id" | "account_id" | "bucket" | "object_key" | "content_type" | "headers" | "created_at"
>;

const insertUpload = statement<NewUpload>()((query, p) =>
  query.insertInto("uploads").values({
    upload_id: p.upload_id,
    account_id: p.account_id,
    bucket: p.bucket,
    object_key: p.object_key,
    content_type: p.content_type,
    headers: p.headers,
    status: "open",
    etag: null,
    part_list_hash: null,
    created_at: p.created_at,
    last_part_at: p.created_at,
    completed_at: null,
  }),
);

const countOpen = statement<{ bucket: string; key: string }>()((query, p) =>
  query
    .selectFrom("uploads")
    .select((e) => e.fn.countAll<number | string>().as("count"))
    .where("bucket", "=", p.bucket)
    .where("object_key", "=", p.key)
    .where("status", "=", "open"),
);

const openUpload = statement<UploadName>()((query, p) =>
  query
    .selectFrom("uploads")
    .selectAll()
    .where("upload_id", "=", p.uploadId)
    .where("bucket", "=", p.bucket)
    .where("object_key", "=", p.key)
    .where("status", "=", "open"),
);

const touchUpload = statement<UploadName & { now: number }>()((query, p) =>
  query
    .updateTable("uploads")
    .set({ last_part_at: p.now })
    .where("upload_id", "=", p.uploadId)
    .where("bucket", "=", p.bucket)
    .where("object_key", "=", p.key)
    .where("status", "=", "open")
    .returning("account_id"),
);

const removeOpenUpload = statement<UploadName>()((query, p) =>
  query
    .deleteFrom("uploads")
    .where("upload_id", "=", p.uploadId)
    .where("bucket", "=", p.bucket)
    .where("object_key", "=", p.key)
    .where("status", "=", "open")
    .returning("upload_id"),
);

export interface InitiateRules extends WriteRules {
  /** How many uploads of the key may be open with this one; any number when absent. */
  readonly maxOpen?: number | undefined;
}

/** Starts an upload in parts and answers its id. Refused when the finished upload could not be written anyway. */
export async function initiateUpload(
  tx: Connection,
  object: ObjectDescription,
  { forbidOverwrite, now, maxOpen }: InitiateRules,
): Promise<string> {
  checkMayWrite(await findObject(tx, object.bucket, object.key), forbidOverwrite);
  if (maxOpen !== undefined) await checkOpen(tx, object, maxOpen);
  const uploadId = randomBytes(16).toString("hex").toUpperCase();
  await tx.run(insertUpload, {
    upload_id: uploadId,
    account_id: object.accountId,
    bucket: object.bucket,
    object_key: object.key,
    content_type: object.contentType,
    headers: object.headers,
    created_at: now,
  });
  return uploadId;
}

async function checkOpen(tx: Connection, { bucket, key }: ObjectDescription, maxOpen: number): Promise<void> {
  const [row] = await tx.run(countOpen, { bucket, key });
  if (Number(row?.count ?? 0) < maxOpen) return;
  throw new StorageError(
    "TooManyUploads",
    `${maxOpen} uploads of this key are open. Complete or abort one of them first; each ends by itself a day after its last part.`,
  );
}

/** The upload while parts may still be added to it: to be asked before a body is received. */
export async function findOpenUpload(db: Connection, name: UploadName): Promise<UploadRow | undefined> {
  const [row] = await db.run(openUpload, name);
  return row;
}

/** Makes a written file a part. Of parts with the same number the one committed last counts. */
export async function putPart(store: ObjectStore, part: NewPart, blob: WrittenBlob): Promise<StoredPart> {
  return commitBlob(store, blob, async (tx) => {
    // Also locks the row: finishing and aborting wait for this part or are waited for.
    const [upload] = await tx.run(touchUpload, part);
    if (!upload) throw noSuchUpload();
    await checkTotal(tx, part, blob.sizeBytes);
    const unusedBlobIds = await writePart(tx, {
      upload_id: part.uploadId,
      part_number: part.partNumber,
      account_id: upload.account_id,
      blob_id: blob.blobId,
      size_bytes: blob.sizeBytes,
      etag: blob.md5Hex,
      crc64: blob.crc64,
      created_at: part.now,
    });
    return { result: { etag: blob.md5Hex, crc64: blob.crc64 }, unusedBlobIds };
  });
}

async function checkTotal(tx: Connection, part: NewPart, sizeBytes: number): Promise<void> {
  if (part.maxObjectBytes === Number.POSITIVE_INFINITY) return;
  const others = await sizeOfOtherParts(tx, part.uploadId, part.partNumber);
  if (others + sizeBytes > part.maxObjectBytes) {
    throw new StorageError(
      "TooLarge",
      `The parts together are larger than the ${part.maxObjectBytes} bytes that are allowed.`,
    );
  }
}

/** Gives an open upload up and removes its parts. */
export async function abortUpload(store: ObjectStore, name: UploadName): Promise<void> {
  await commitChange(store, async (tx) => {
    const removed = await tx.run(removeOpenUpload, name);
    if (removed.length === 0) throw noSuchUpload();
    return { result: undefined, unusedBlobIds: await removeParts(tx, name.uploadId) };
  });
}
