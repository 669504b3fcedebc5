import type { Readable } from "node:stream";
import type { ObjectRow } from "../database/schema.ts";
import { diskFailure, StorageError, systemCode } from "./errors.ts";
import type { FileFacts, OpenFile } from "./file-calls.ts";
import type { Piece } from "./manifests.ts";
import type { ObjectStore } from "./object-store.ts";
import { ObjectStream, type Slice } from "./object-stream.ts";
import { findObject } from "./objects.ts";

/** Both ends belong to it, as in a Range header. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

const statsAtOnce = 16;

/**
 * The object's bytes, or those of a range that lies within it. The first data file is open when this resolves, so a damaged
 * object is told before anything of it is sent. The stream must be read to its end or destroyed.
 */
export async function openObject(store: ObjectStore, object: ObjectRow, range?: ByteRange): Promise<Readable> {
  const reading = new Reading(store, object);
  const pieces = await reading.pieces();
  const slices = slicesOf(pieces, range ?? { start: 0, end: object.size_bytes - 1 });
  const release = store.disk.hold(slices.map((slice) => slice.blobId));
  try {
    const [first] = slices;
    const file = first && (await reading.open(first));
    return new ObjectStream(slices, file, {
      open: (slice) => reading.open(slice),
      read: (opened, into, position) => reading.read(opened, into, position),
      release,
    });
  } catch (error) {
    release();
    throw error;
  }
}

/** The object's data files in order, each checked to be there whole: for who reads them by path. */
export async function objectFiles(
  store: ObjectStore,
  object: ObjectRow,
): Promise<{ path: string; sizeBytes: number }[]> {
  const reading = new Reading(store, object);
  const pieces = await reading.pieces();
  const files: { path: string; sizeBytes: number }[] = [];
  for (let start = 0; start < pieces.length; start += statsAtOnce) {
    const checked = pieces.slice(start, start + statsAtOnce).map(async (piece) => {
      await reading.stat(piece);
      return { path: store.disk.pathOf(piece.blobId), sizeBytes: piece.sizeBytes };
    });
    files.push(...(await Promise.all(checked)));
  }
  return files;
}

function slicesOf(pieces: readonly Piece[], { start, end }: ByteRange): Slice[] {
  const slices: Slice[] = [];
  let at = 0;
  for (const piece of pieces) {
    const from = Math.max(start - at, 0);
    const to = Math.min(end + 1 - at, piece.sizeBytes);
    if (from < to) slices.push({ ...piece, start: from, end: to });
    at += piece.sizeBytes;
    if (at > end) break;
  }
  return slices;
}

const somethingElse = new Set(["ELOOP", "EISDIR", "ENXIO"]);

/** Reads the files of one object and says of each failure whether it is the object that is damaged. */
class Reading {
  readonly #store: ObjectStore;
  readonly #object: ObjectRow;

  constructor(store: ObjectStore, object: ObjectRow) {
    this.#store = store;
    this.#object = object;
  }

  async pieces(): Promise<readonly Piece[]> {
    const pieces = await this.#store.manifests.piecesOf(this.#store.db.read, this.#object);
    const sizeBytes = pieces.reduce((sum, piece) => sum + piece.sizeBytes, 0);
    return sizeBytes === this.#object.size_bytes ? pieces : this.#missing("rows of its parts are missing");
  }

  async open(piece: Piece): Promise<OpenFile> {
    const { calls } = this.#store.disk;
    const file = await calls.open(this.#store.disk.pathOf(piece.blobId)).catch((error) => this.#explain(error));
    try {
      this.#check(await file.stat(), piece);
      return file;
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  async stat(piece: Piece): Promise<void> {
    const { calls } = this.#store.disk;
    this.#check(await calls.stat(this.#store.disk.pathOf(piece.blobId)).catch((error) => this.#explain(error)), piece);
  }

  async read(file: OpenFile, into: Uint8Array, position: number): Promise<number> {
    const count = await file
      .read(into, position)
      .catch((error) => Promise.reject(diskFailure(error, "reading a data file")));
    if (count === 0) throw this.#damaged("a data file became shorter while it was read");
    return count;
  }

  #check(facts: FileFacts, { sizeBytes }: Piece): void {
    if (!facts.isFile) throw this.#damaged("something else stands in the place of a data file");
    if (facts.sizeBytes === sizeBytes) return;
    throw this.#damaged(`a data file has ${facts.sizeBytes} bytes instead of ${sizeBytes}`);
  }

  async #explain(error: unknown): Promise<never> {
    const code = systemCode(error) ?? "";
    if (code === "ENOENT" || code === "ENOTDIR") return this.#missing("a data file is missing", error);
    if (somethingElse.has(code)) throw this.#damaged("something else stands in the place of a data file", error);
    throw diskFailure(error, "opening a data file");
  }

  /** What is missing is no damage when the object was replaced or deleted since its row was read. */
  async #missing(what: string, cause?: unknown): Promise<never> {
    const { bucket, object_key, object_id } = this.#object;
    const present = await findObject(this.#store.db.read, bucket, object_key);
    if (present?.object_id === object_id) throw this.#damaged(what, cause);
    throw new StorageError("ObjectReplaced", "The object was replaced or deleted a moment ago.", { cause });
  }

  #damaged(why: string, cause?: unknown): StorageError {
    return new StorageError("DamagedObject", `Object ${this.#object.object_id} is damaged: ${why}.`, { cause });
  }
}
