import { ask, type TestDoor, type Unsigned } from "./object-door.ts";

/** Uploads in parts at a door, of one key where none is named. */
export function partsOf(door: () => TestDoor, key: string) {
  return {
    async startUpload(objectKey = key): Promise<string> {
      const answer = await ask(door(), { method: "POST", key: objectKey, subResource: "uploads" });
      return /<UploadId>(.*?)</.exec(answer.body)?.[1] ?? "";
    },
    /** Answers the part's ETag. */
    async putPart(uploadId: string, partNumber: number, body: string | Buffer, objectKey = key): Promise<string> {
      const answer = await ask(door(), {
        method: "PUT",
        key: objectKey,
        subResource: `partNumber=${partNumber}&uploadId=${uploadId}`,
        body,
      });
      return String(answer.headers.etag);
    },
    complete: (uploadId: string, body: string, more: Partial<Unsigned> = {}) =>
      ask(door(), { method: "POST", key, subResource: `uploadId=${uploadId}`, body, ...more }),
  };
}

export const listOf = (parts: readonly (readonly [number, string])[]) =>
  `<CompleteMultipartUpload>${parts.map(([number, etag]) => `<Part><PartNumber>${number}</PartNumber><ETag>${etag}</ETag></Part>`).join("")}</CompleteMultipartUpload>`;
