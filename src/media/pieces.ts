import { closeSync, constants, fstatSync, openSync, readSync } from "node:fs";

/** A stored piece that is gone, is no plain file, or has another size than the store says. */
export class MissingPiece extends Error {}

/** Pieces of one object read as one file. */
export interface PieceReader extends Disposable {
  readonly sizeBytes: number;
  /** Fills `target` from `offset` on; answers how many bytes there were, 0 at the end. Throws MissingPiece. */
  readAt(target: Buffer, offset: number): number;
}

const openPiecesAtOnce = 32;
const openFlags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

export function openPieces(files: readonly { path: string; sizeBytes: number }[]): PieceReader {
  const ends = endsOf(files);
  const sizeBytes = ends.at(-1) ?? 0;
  const descriptors = new Map<number, number>();

  function descriptorOf(index: number): number {
    const known = descriptors.get(index);
    if (known !== undefined) return known;
    if (descriptors.size >= openPiecesAtOnce) closeOldest(descriptors);
    const file = files[index];
    if (!file) throw new MissingPiece();
    const opened = openPlainFile(file.path, file.sizeBytes);
    descriptors.set(index, opened);
    return opened;
  }

  return {
    sizeBytes,
    readAt(target, offset) {
      let filled = 0;
      let index = pieceAt(ends, offset);
      while (filled < target.length && index < ends.length) {
        const start = index === 0 ? 0 : (ends[index - 1] ?? 0);
        const within = offset + filled - start;
        const wanted = Math.min(target.length - filled, (ends[index] ?? 0) - start - within);
        filled += readFully(descriptorOf(index), target.subarray(filled, filled + wanted), within);
        index += 1;
      }
      return filled;
    },
    [Symbol.dispose]() {
      for (const descriptor of descriptors.values()) closeSync(descriptor);
      descriptors.clear();
    },
  };
}

/** Up to `length` bytes from `offset` on; fewer where the file ends. */
export function readBytes(reader: PieceReader, offset: number, length: number): Buffer {
  const bytes = Buffer.alloc(Math.max(0, Math.min(length, reader.sizeBytes - offset)));
  return bytes.subarray(0, reader.readAt(bytes, offset));
}

function endsOf(files: readonly { sizeBytes: number }[]): number[] {
  let end = 0;
  return files.map((file) => {
    end += file.sizeBytes;
    return end;
  });
}

/** Index of the piece that holds the byte at `offset`; the number of pieces when it lies behind them all. */
function pieceAt(ends: readonly number[], offset: number): number {
  let low = 0;
  let high = ends.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ends[middle] ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

function closeOldest(descriptors: Map<number, number>): void {
  for (const [index, descriptor] of descriptors) {
    closeSync(descriptor);
    descriptors.delete(index);
    return;
  }
}

function openPlainFile(path: string, sizeBytes: number): number {
  let descriptor: number;
  try {
    descriptor = openSync(path, openFlags);
  } catch {
    throw new MissingPiece();
  }
  const stats = fstatSync(descriptor);
  if (stats.isFile() && stats.size === sizeBytes) return descriptor;
  closeSync(descriptor);
  throw new MissingPiece();
}

function readFully(descriptor: number, target: Buffer, position: number): number {
  let filled = 0;
  while (filled < target.length) {
    const got = readFromDisk(descriptor, target.subarray(filled), position + filled);
    if (got === 0) throw new MissingPiece();
    filled += got;
  }
  return filled;
}

function readFromDisk(descriptor: number, target: Buffer, position: number): number {
  try {
    return readSync(descriptor, target, 0, target.length, position);
  } catch {
    throw new MissingPiece();
  }
}
