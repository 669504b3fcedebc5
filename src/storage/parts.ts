import type { Connection } from "../database/connect.ts";
import type { UploadPartRow } from "../database/schema.ts";
import { statement } from "../database/statement.ts";

/** A part without what all parts of its upload share. */
export type Part = Pick<UploadPartRow, "part_number" | "blob_id" | "size_bytes" | "etag" | "crc64">;

const deleteBatch = 500;

const ofUpload = statement<{ uploadId: string }>()((query, p) =>
  query
    .selectFrom("upload_parts")
    .select(["part_number", "blob_id", "size_bytes", "etag", "crc64"])
    .where("upload_id", "=", p.uploadId)
    .orderBy("part_number"),
);

const blobOf = statement<{ uploadId: string; partNumber: number }>()((query, p) =>
  query
    .selectFrom("upload_parts")
    .select("blob_id")
    .where("upload_id", "=", p.uploadId)
    .where("part_number", "=", p.partNumber),
);

const bytesOfOthers = statement<{ uploadId: string; partNumber: number }>()((query, p) =>
  query
    .selectFrom("upload_parts")
    .select((e) => e.fn.sum<number | string | null>("size_bytes").as("bytes"))
    .where("upload_id", "=", p.uploadId)
    .where("part_number", "!=", p.partNumber),
);

const write = statement<UploadPartRow>()((query, p) =>
  query
    .insertInto("upload_parts")
    .values({
      upload_id: p.upload_id,
      part_number: p.part_number,
      account_id: p.account_id,
      blob_id: p.blob_id,
      size_bytes: p.size_bytes,
      etag: p.etag,
      crc64: p.crc64,
      created_at: p.created_at,
    })
    .onConflict((conflict) =>
      conflict.columns(["upload_id", "part_number"]).doUpdateSet((e) => ({
        blob_id: e.ref("excluded.blob_id"),
        size_bytes: e.ref("excluded.size_bytes"),
        etag: e.ref("excluded.etag"),
        crc64: e.ref("excluded.crc64"),
        created_at: e.ref("excluded.created_at"),
      })),
    ),
);

const removeOfUpload = statement<{ uploadId: string }>()((query, p) =>
  query.deleteFrom("upload_parts").where("upload_id", "=", p.uploadId).returning("blob_id"),
);

/** All parts of an upload, by number. */
export const partsOf = (db: Connection, uploadId: string): Promise<Part[]> => db.run(ofUpload, { uploadId });

/** How many bytes the upload's parts have together, apart from this one. */
export async function sizeOfOtherParts(db: Connection, uploadId: string, partNumber: number): Promise<number> {
  const [row] = await db.run(bytesOfOthers, { uploadId, partNumber });
  return Number(row?.bytes ?? 0);
}

/** Writes the part or replaces the one of its number; answers the data file that is replaced. */
export async function writePart(tx: Connection, part: UploadPartRow): Promise<string[]> {
  const replaced = await tx.run(blobOf, { uploadId: part.upload_id, partNumber: part.part_number });
  await tx.run(write, part);
  return replaced.map((row) => row.blob_id);
}

/** Forgets all parts of an upload; answers their data files. */
export async function removeParts(tx: Connection, uploadId: string): Promise<string[]> {
  return (await tx.run(removeOfUpload, { uploadId })).map((row) => row.blob_id);
}

/** Forgets these parts of an upload. */
export async function removeSomeParts(tx: Connection, uploadId: string, partNumbers: readonly number[]): Promise<void> {
  for (let start = 0; start < partNumbers.length; start += deleteBatch) {
    await tx.query
      .deleteFrom("upload_parts")
      .where("upload_id", "=", uploadId)
      .where("part_number", "in", partNumbers.slice(start, start + deleteBatch))
      .execute();
  }
}
