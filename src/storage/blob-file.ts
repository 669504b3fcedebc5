import { diskFailure } from "./errors.ts";
import type { OpenFile } from "./file-calls.ts";

const maxPieces = 512;
const syncEveryBytes = 32 * 1024 ** 2;

/**
 * Writes chunks in order, in batches: one batch is on its way to the disk while the next one is gathered.
 * Chunks are kept as they are and must not change afterwards.
 */
export class BlobFile {
  readonly #file: OpenFile;
  readonly #datasync: () => Promise<void>;
  readonly #ownsChunks: boolean;
  #pieces: Uint8Array[] = [];
  #gatheredBytes = 0;
  #positionBytes = 0;
  #syncedBytes = 0;
  #writing: Promise<void> = Promise.resolve();
  #syncing: Promise<void> | undefined;

  /** The memory of chunks that it owns is given back as soon as they are written, and not when a collector comes by. */
  constructor(file: OpenFile, datasync: () => Promise<void>, ownsChunks = false) {
    this.#file = file;
    this.#datasync = datasync;
    this.#ownsChunks = ownsChunks;
  }

  /** Resolves at once while there is room; else when the batch before is written. */
  add(chunk: Uint8Array, batchBytes: number): Promise<void> | undefined {
    if (chunk.byteLength === 0) return undefined;
    this.#pieces.push(chunk);
    this.#gatheredBytes += chunk.byteLength;
    const isFull = this.#gatheredBytes >= batchBytes || this.#pieces.length >= maxPieces;
    return isFull ? this.#startBatch() : undefined;
  }

  async finish(): Promise<void> {
    if (this.#gatheredBytes > 0) await this.#startBatch();
    await this.#writing;
    await this.#syncing;
    await this.#datasync();
    await this.#file.close().catch((error) => Promise.reject(diskFailure(error, "closing a data file")));
  }

  /** Lets running calls end, whatever they do, and closes. */
  async abandon(): Promise<void> {
    await Promise.allSettled([this.#writing, this.#syncing]);
    await Promise.allSettled([this.#file.close()]);
  }

  async #startBatch(): Promise<void> {
    await this.#writing;
    this.#syncAhead();
    const pieces = this.#pieces;
    this.#writing = this.#writeAll(pieces, this.#positionBytes);
    this.#writing.catch(() => undefined);
    this.#positionBytes += this.#gatheredBytes;
    this.#pieces = [];
    this.#gatheredBytes = 0;
  }

  /** Large files are synced while they arrive, so that the sync at their end is short. */
  #syncAhead(): void {
    if (this.#syncing !== undefined || this.#positionBytes - this.#syncedBytes < syncEveryBytes) return;
    this.#syncedBytes = this.#positionBytes;
    const syncing = this.#datasync().then(() => {
      this.#syncing = undefined;
    });
    syncing.catch(() => undefined);
    this.#syncing = syncing;
  }

  async #writeAll(pieces: readonly Uint8Array[], position: number): Promise<void> {
    let left = pieces;
    let at = position;
    while (left.length > 0) {
      const written = await this.#file
        .writev(left, at)
        .catch((error) => Promise.reject(diskFailure(error, "writing a data file")));
      if (written === 0) throw diskFailure(new Error("A write took nothing."), "writing a data file");
      at += written;
      left = skipBytes(left, written);
    }
    if (this.#ownsChunks) pieces.forEach(giveBack);
  }
}

/** Nothing else may lie in the same memory. */
function giveBack({ buffer, byteLength }: Uint8Array): void {
  if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) buffer.transfer(0);
}

function skipBytes(pieces: readonly Uint8Array[], count: number): readonly Uint8Array[] {
  let skip = count;
  for (const [index, piece] of pieces.entries()) {
    if (skip < piece.byteLength) return [piece.subarray(skip), ...pieces.slice(index + 1)];
    skip -= piece.byteLength;
  }
  return [];
}
