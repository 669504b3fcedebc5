import { sql } from "kysely";
import type { Connection } from "../database/connect.ts";
import type { UploadPartRow, UploadRow } from "../database/schema.ts";
import { findOpenUpload, noSuchUpload, type UploadName } from "./uploads.ts";

export interface PartsRequest extends UploadName {
  /** Lists parts of higher numbers. */
  readonly afterNumber: number;
  readonly max: number;
}

export interface PartsPage {
  readonly upload: UploadRow;
  /** By number. */
  readonly parts: readonly UploadPartRow[];
  readonly isTruncated: boolean;
}

export interface UploadsRequest {
  readonly bucket: string;
  /** Of the keys; "" for all. */
  readonly prefix: string;
  /** Lists uploads of later keys, and of the same key those of later upload ids; "" for all. */
  readonly afterKey: string;
  /** Counts only together with afterKey; "" skips all uploads of that key. */
  readonly afterUploadId: string;
  readonly max: number;
}

export interface UploadsPage {
  /** By key, then by upload id. */
  readonly uploads: readonly UploadRow[];
  readonly isTruncated: boolean;
}

/** The parts of an open upload. */
export async function listParts(db: Connection, request: PartsRequest): Promise<PartsPage> {
  const upload = await findOpenUpload(db, request);
  if (!upload) throw noSuchUpload();
  const parts = await db.query
    .selectFrom("upload_parts")
    .selectAll()
    .where("upload_id", "=", request.uploadId)
    .where("part_number", ">", request.afterNumber)
    .orderBy("part_number")
    .limit(request.max + 1)
    .execute();
  return { upload, parts: parts.slice(0, request.max), isTruncated: parts.length > request.max };
}

/** The open uploads of a bucket. */
export async function listUploads(db: Connection, request: UploadsRequest): Promise<UploadsPage> {
  const { bucket, prefix, afterKey, afterUploadId, max } = request;
  let query = db.query.selectFrom("uploads").selectAll().where("bucket", "=", bucket).where("status", "=", "open");
  if (prefix !== "") query = query.where(sql<string>`substr(object_key, 1, ${[...prefix].length})`, "=", prefix);
  if (afterKey !== "") {
    query = query.where((e) => {
      const laterKey = e("object_key", ">", afterKey);
      if (afterUploadId === "") return laterKey;
      return e.or([laterKey, e.and([e("object_key", "=", afterKey), e("upload_id", ">", afterUploadId)])]);
    });
  }
  const uploads = await query
    .orderBy("object_key")
    .orderBy("upload_id")
    .limit(max + 1)
    .execute();
  return { uploads: uploads.slice(0, max), isTruncated: uploads.length > max };
}
