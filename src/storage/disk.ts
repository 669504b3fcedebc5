import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { addAbortSignal, Readable } from "node:stream";
import type { WriteFence } from "../database/write-fence.ts";
import { BlobFile } from "./blob-file.ts";
import { BlobRemover } from "./blob-remover.ts";
import { type Digests, startDigests } from "./digests.ts";
import { diskFailure, isNoRoom, StorageError, systemCode } from "./errors.ts";
import { type FileCalls, nodeFileCalls } from "./file-calls.ts";

export interface DiskOptions {
  /** The data folder. */
  readonly folder: string;
  /** Closed by a failed sync: from then on nothing is written. */
  readonly fence: WriteFence;
  readonly calls?: FileCalls;
  readonly log?: (details: object, message: string) => void;
}

export interface WriteOptions {
  readonly maxBytes: number;
  /** As announced; a body of another length is refused. */
  readonly expectedBytes?: number | undefined;
  /** What the sender says the MD5 is, hex in either case. */
  readonly expectedMd5Hex?: string | undefined;
  /** What the sender says the CRC64 is, decimal. */
  readonly expectedCrc64?: string | undefined;
  /** Destroys the source. */
  readonly signal?: AbortSignal | undefined;
  /** Nobody else keeps the chunks of the source: each is gone once it is written. */
  readonly ownsChunks?: boolean;
}

/** A durable data file that no row refers to yet: it ends with `commitBlob` or `discard`. */
export interface WrittenBlob extends Digests {
  readonly blobId: string;
  readonly sizeBytes: number;
}

const gatherBytes = 1024 ** 2;
const gatherBytesOfAll = 32 * 1024 ** 2;
const headroomBytes = 64 * 1024 ** 2;
const gatherBytesAtLeast = 128 * 1024;

/** The data files: `blobs/<2 hex>/<blob id>`, and `incoming/<blob id>` while they are written. Names are random, never keys. */
export class Disk {
  readonly folder: string;
  readonly calls: FileCalls;
  readonly log: (details: object, message: string) => void;
  readonly #fence: WriteFence;
  readonly #remover: BlobRemover;
  readonly #uncommitted = new Set<string>();
  #writers = 0;

  constructor({ folder, fence, calls = nodeFileCalls, log = () => undefined }: DiskOptions) {
    this.folder = folder;
    this.calls = calls;
    this.log = log;
    this.#fence = fence;
    this.#remover = new BlobRemover((blobId) => this.calls.unlink(this.pathOf(blobId)), log);
  }

  pathOf(blobId: string): string {
    return join(this.folder, "blobs", blobId.slice(0, 2), blobId);
  }

  /**
   * Writes a body durably: when this resolves, the bytes and the name of the file survive a power cut.
   * The source is not destroyed when its body is refused, so that the sender can still be answered.
   */
  async writeBlob(source: AsyncIterable<Uint8Array>, options: WriteOptions): Promise<WrittenBlob> {
    this.#fence.check();
    if ((options.expectedBytes ?? 0) > options.maxBytes) throw tooLarge(options.maxBytes);
    const blobId = randomBytes(16).toString("hex");
    this.#uncommitted.add(blobId);
    this.#writers++;
    try {
      await this.#checkRoom(options.expectedBytes ?? 0);
      return { blobId, ...(await this.#write(blobId, source, options)) };
    } catch (error) {
      this.#uncommitted.delete(blobId);
      throw error;
    } finally {
      this.#writers--;
    }
  }

  /** What is left for the server. */
  freeBytes(): Promise<number> {
    return this.calls.freeBytes(this.folder).catch((error) => Promise.reject(diskFailure(error, "asking for room")));
  }

  /** Whether a transaction that may refer to the file is still to come or running. */
  isUncommitted(blobId: string): boolean {
    return this.#uncommitted.has(blobId);
  }

  /** Says that the transaction which refers to the file has ended, well or not. */
  settle(blobId: string): void {
    this.#uncommitted.delete(blobId);
  }

  /** Removes a written file that will not be committed. */
  discard(blobId: string): void {
    this.settle(blobId);
    this.removeBlobs([blobId]);
  }

  /** Removes files that no row refers to, in the background, each once nobody reads it any more. */
  removeBlobs(blobIds: readonly string[]): void {
    this.#remover.add(blobIds);
  }

  /** Keeps the files readable until the answer is called. */
  hold(blobIds: readonly string[]): () => void {
    return this.#remover.hold(blobIds);
  }

  /** Resolves when every file that may be removed by now is gone. */
  removals(): Promise<void> {
    return this.#remover.settled();
  }

  async #write(
    blobId: string,
    source: AsyncIterable<Uint8Array>,
    options: WriteOptions,
  ): Promise<Digests & { sizeBytes: number }> {
    const incoming = join(this.folder, "incoming", blobId);
    const opened = await this.calls
      .create(incoming)
      .catch((error) => Promise.reject(diskFailure(error, "creating a data file")));
    const file = new BlobFile(opened, () => this.#sync(() => opened.datasync(), "a data file"), options.ownsChunks);
    try {
      const written = await this.#receive(file, source, options);
      await this.#publish(incoming, blobId);
      return written;
    } catch (error) {
      await file.abandon();
      await Promise.allSettled([this.calls.unlink(incoming), this.calls.unlink(this.pathOf(blobId))]);
      throw error;
    }
  }

  /** Bodies stop before the disk is full, so that the database can still commit. */
  async #checkRoom(bodyBytes: number): Promise<void> {
    const free = await this.freeBytes();
    if (free >= bodyBytes + headroomBytes) return;
    throw new StorageError("DiskFull", `The disk of the data folder has only ${free} bytes left.`);
  }

  async #receive(file: BlobFile, source: AsyncIterable<Uint8Array>, options: WriteOptions) {
    const digests = await startDigests();
    let sizeBytes = 0;
    try {
      for await (const chunk of chunksOf(source, options.signal)) {
        sizeBytes += chunk.byteLength;
        if (sizeBytes > options.maxBytes) throw tooLarge(options.maxBytes);
        const room = file.add(chunk, this.#batchBytes());
        digests.update(chunk);
        if (room !== undefined) await room;
      }
      checkLength(sizeBytes, options.expectedBytes);
    } catch (error) {
      digests.drop();
      throw explainCut(error);
    }
    const made = digests.finish();
    checkDigests(made, options);
    await file.finish();
    return { ...made, sizeBytes };
  }

  async #publish(incoming: string, blobId: string): Promise<void> {
    const path = this.pathOf(blobId);
    await this.calls.rename(incoming, path).catch((error) => Promise.reject(diskFailure(error, "naming a data file")));
    await this.#sync(() => this.calls.syncFolder(join(path, "..")), "a folder of data files");
  }

  /** A failed sync is never repeated: a second one may report success although the bytes are lost. */
  async #sync(call: () => Promise<void>, of: string): Promise<void> {
    try {
      await call();
    } catch (error) {
      const failure = diskFailure(error, `syncing ${of}`);
      if (!isNoRoom(error))
        this.#fence.close(`${failure.message} Nothing is written until the server is started again.`);
      throw failure;
    }
  }

  #batchBytes(): number {
    return Math.max(gatherBytesAtLeast, Math.min(gatherBytes, Math.floor(gatherBytesOfAll / this.#writers)));
  }
}

const tooLarge = (maxBytes: number): StorageError =>
  new StorageError("TooLarge", `The body is larger than the ${maxBytes} bytes that are allowed.`);

function checkLength(sizeBytes: number, expectedBytes: number | undefined): void {
  if (expectedBytes === undefined || expectedBytes === sizeBytes) return;
  throw new StorageError(
    "IncompleteBody",
    `The body has ${sizeBytes} bytes instead of the announced ${expectedBytes}.`,
  );
}

function checkDigests(made: Digests, { expectedMd5Hex, expectedCrc64 }: WriteOptions): void {
  if (expectedMd5Hex !== undefined && expectedMd5Hex.toUpperCase() !== made.md5Hex) {
    throw new StorageError("DigestMismatch", "The body's MD5 is not the one that was sent with it.");
  }
  if (expectedCrc64 !== undefined && expectedCrc64 !== made.crc64) {
    throw new StorageError("DigestMismatch", "The body's CRC64 is not the one that was sent with it.");
  }
}

const cutOffCodes = new Set([
  "ECONNRESET",
  "EPIPE",
  "ABORT_ERR",
  "ERR_STREAM_PREMATURE_CLOSE",
  "HPE_INVALID_EOF_STATE",
]);

function chunksOf(source: AsyncIterable<Uint8Array>, signal: AbortSignal | undefined): AsyncIterable<Uint8Array> {
  const stream = signal && !(source instanceof Readable) ? Readable.from(source) : source;
  if (!(stream instanceof Readable)) return stream;
  if (signal) addAbortSignal(signal, stream);
  return stream.iterator({ destroyOnReturn: false });
}

const explainCut = (error: unknown): unknown =>
  cutOffCodes.has(systemCode(error) ?? "")
    ? new StorageError("IncompleteBody", "The body was cut off.", { cause: error })
    : error;
