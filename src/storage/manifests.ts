import type { Connection } from "../database/connect.ts";
import type { ObjectRow } from "../database/schema.ts";
import { partsOf } from "./parts.ts";

/** One data file of an object. */
export interface Piece {
  readonly blobId: string;
  readonly sizeBytes: number;
}

const maxKeptPieces = 100_000;

/** Which data files make up an object, in order. The parts of a finished upload never change, so the latest are kept. */
export class Manifests {
  readonly #kept = new Map<string, readonly Piece[]>();
  #keptPieces = 0;

  async piecesOf(db: Connection, object: ObjectRow): Promise<readonly Piece[]> {
    if (object.blob_id !== null) return [{ blobId: object.blob_id, sizeBytes: object.size_bytes }];
    if (object.upload_id === null) throw new Error(`Object ${object.object_id} has neither a data file nor parts.`);
    const kept = this.#kept.get(object.upload_id);
    if (kept) return kept;
    const parts = await partsOf(db, object.upload_id);
    const pieces = parts.map((row) => ({ blobId: row.blob_id, sizeBytes: row.size_bytes }));
    if (pieces.length > 0) this.#keep(object.upload_id, pieces);
    return pieces;
  }

  #keep(uploadId: string, pieces: readonly Piece[]): void {
    if (this.#kept.has(uploadId)) return;
    this.#kept.set(uploadId, pieces);
    this.#keptPieces += pieces.length;
    for (const [oldest, old] of this.#kept) {
      if (this.#keptPieces <= maxKeptPieces) return;
      this.#kept.delete(oldest);
      this.#keptPieces -= old.length;
    }
  }
}
