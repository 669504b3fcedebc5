import { randomBytes } from "node:crypto";
import type { Connection } from "../database/connect.ts";
import type { ObjectRow } from "../database/schema.ts";
import { statement } from "../database/statement.ts";
import type { WrittenBlob } from "./disk.ts";
import { StorageError } from "./errors.ts";
import { type Change, commitBlob, type ObjectStore } from "./object-store.ts";
import { removeParts } from "./parts.ts";

/** What an object is, apart from where its bytes are. */
export interface ObjectDescription {
  readonly accountId: string;
  readonly bucket: string;
  readonly key: string;
  readonly contentType: string;
  /** JSON of the stored headers. */
  readonly headers: string;
}

export interface WriteRules {
  /** Refuses to replace an object. */
  readonly forbidOverwrite: boolean;
  readonly now: number;
}

/** Where the bytes are, and what is known of them. */
export type ObjectContent = Pick<ObjectRow, "size_bytes" | "etag" | "crc64" | "blob_id" | "upload_id">;

export interface RemovedObject {
  readonly objectId: string;
  /** Data files to remove once the transaction is committed. */
  readonly blobIds: readonly string[];
}

const byKey = statement<{ bucket: string; key: string }>()((query, p) =>
  query.selectFrom("objects").selectAll().where("bucket", "=", p.bucket).where("object_key", "=", p.key),
);

const insert = statement<Omit<ObjectRow, "sealed_at">>()((query, p) =>
  query
    .insertInto("objects")
    .values({
      bucket: p.bucket,
      object_key: p.object_key,
      account_id: p.account_id,
      object_id: p.object_id,
      size_bytes: p.size_bytes,
      etag: p.etag,
      crc64: p.crc64,
      content_type: p.content_type,
      headers: p.headers,
      blob_id: p.blob_id,
      upload_id: p.upload_id,
      sealed_at: null,
      created_at: p.created_at,
      modified_at: p.modified_at,
    })
    .onConflict((conflict) => conflict.columns(["bucket", "object_key"]).doNothing())
    .returning("object_id"),
);

type Replacement = Omit<ObjectRow, "account_id" | "sealed_at"> & { replaced_object_id: string };

const replace = statement<Replacement>()((query, p) =>
  query
    .updateTable("objects")
    .set({
      object_id: p.object_id,
      size_bytes: p.size_bytes,
      etag: p.etag,
      crc64: p.crc64,
      content_type: p.content_type,
      headers: p.headers,
      blob_id: p.blob_id,
      upload_id: p.upload_id,
      created_at: p.created_at,
      modified_at: p.modified_at,
    })
    .where("bucket", "=", p.bucket)
    .where("object_key", "=", p.object_key)
    .where("object_id", "=", p.replaced_object_id)
    .where("sealed_at", "is", null)
    .returning("object_id"),
);

const seal = statement<{ bucket: string; key: string; now: number }>()((query, p) =>
  query
    .updateTable("objects")
    .set({ sealed_at: p.now })
    .where("bucket", "=", p.bucket)
    .where("object_key", "=", p.key)
    .where("sealed_at", "is", null),
);

const lock = statement<{ bucket: string; key: string }>()((query, p) =>
  query
    .updateTable("objects")
    .set((row) => ({ object_id: row.ref("object_id") }))
    .where("bucket", "=", p.bucket)
    .where("object_key", "=", p.key),
);

const remove = statement<{ bucket: string; key: string }>()((query, p) =>
  query
    .deleteFrom("objects")
    .where("bucket", "=", p.bucket)
    .where("object_key", "=", p.key)
    .returning(["object_id", "blob_id", "upload_id"]),
);

export async function findObject(db: Connection, bucket: string, key: string): Promise<ObjectRow | undefined> {
  const [row] = await db.run(byKey, { bucket, key });
  return row;
}

/** Makes a written file the object of this key. */
export function putObject(
  store: ObjectStore,
  object: ObjectDescription,
  blob: WrittenBlob,
  rules: WriteRules,
): Promise<ObjectRow> {
  return commitBlob(store, blob, (tx) => writeBlobObject(tx, object, blob, rules));
}

/** The same inside a transaction that does more: it is to be run by `commitBlob`. */
export function writeBlobObject(
  tx: Connection,
  object: ObjectDescription,
  blob: WrittenBlob,
  rules: WriteRules,
): Promise<Change<ObjectRow>> {
  const { blobId, sizeBytes, md5Hex, crc64 } = blob;
  return writeObject(
    tx,
    object,
    { blob_id: blobId, upload_id: null, size_bytes: sizeBytes, etag: md5Hex, crc64 },
    rules,
  );
}

/** Writes the object's row; refused when a sealed object, or with forbidOverwrite any object, has the key. */
export async function writeObject(
  tx: Connection,
  object: ObjectDescription,
  content: ObjectContent,
  rules: WriteRules,
): Promise<Change<ObjectRow>> {
  const row: ObjectRow = {
    bucket: object.bucket,
    object_key: object.key,
    account_id: object.accountId,
    object_id: randomBytes(16).toString("hex"),
    content_type: object.contentType,
    headers: object.headers,
    sealed_at: null,
    created_at: rules.now,
    modified_at: rules.now,
    ...content,
  };
  for (;;) {
    const present = await findObject(tx, object.bucket, object.key);
    checkMayWrite(present, rules.forbidOverwrite);
    const unusedBlobIds = present ? await replaceRow(tx, present, row) : await insertRow(tx, row);
    if (unusedBlobIds) return { result: row, unusedBlobIds };
  }
}

/** Refuses a write of this key that could not be committed. */
export function checkMayWrite(present: ObjectRow | undefined, forbidOverwrite: boolean): void {
  if (present?.sealed_at != null) {
    throw new StorageError("ObjectSealed", "An asset was registered on this object, so it cannot be replaced.");
  }
  if (present && forbidOverwrite) throw new StorageError("ObjectExists", "There is an object of this key.");
}

/** Answers undefined when another transaction was faster. */
async function insertRow(tx: Connection, row: ObjectRow): Promise<readonly string[] | undefined> {
  const inserted = await tx.run(insert, row);
  return inserted.length > 0 ? [] : undefined;
}

async function replaceRow(tx: Connection, present: ObjectRow, row: ObjectRow): Promise<readonly string[] | undefined> {
  const replaced = await tx.run(replace, { ...row, replaced_object_id: present.object_id });
  return replaced.length > 0 ? forgetContent(tx, present) : undefined;
}

/** Deletes the rows of the parts that made up an object; answers the data files that it had. */
export async function forgetContent(
  tx: Connection,
  object: Pick<ObjectRow, "blob_id" | "upload_id">,
): Promise<readonly string[]> {
  if (object.blob_id !== null) return [object.blob_id];
  return object.upload_id === null ? [] : removeParts(tx, object.upload_id);
}

/** From here on nobody replaces the object. */
export async function sealObject(tx: Connection, bucket: string, key: string, now: number): Promise<void> {
  await tx.run(seal, { bucket, key, now });
}

/** Until the transaction ends, others that do the same wait. */
export async function lockObject(tx: Connection, bucket: string, key: string): Promise<void> {
  await tx.run(lock, { bucket, key });
}

/** Deletes the object, sealed or not. */
export async function deleteObject(tx: Connection, bucket: string, key: string): Promise<RemovedObject | undefined> {
  const [row] = await tx.run(remove, { bucket, key });
  return row && { objectId: row.object_id, blobIds: await forgetContent(tx, row) };
}
