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
