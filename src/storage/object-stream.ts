import { Readable } from "node:stream";
import type { OpenFile } from "./file-calls.ts";

/** The bytes of one data file that are wanted: `end` does not belong to them. */
export interface Slice {
  readonly blobId: string;
  readonly sizeBytes: number;
  readonly start: number;
  readonly end: number;
}

export interface SliceReader {
  open(slice: Slice): Promise<OpenFile>;
  /** Answers at least one byte. */
  read(file: OpenFile, into: Uint8Array, position: number): Promise<number>;
  /** Called once, when the stream needs the files no more. */
  release(): void;
}

const readBytes = 1024 ** 2;

/** Slices of data files, one after the other. */
export class ObjectStream extends Readable {
  readonly #slices: readonly Slice[];
  readonly #reader: SliceReader;
  #file: OpenFile | undefined;
  #index = 0;
  #position: number;

  /** Takes over the first slice's file. */
  constructor(slices: readonly Slice[], first: OpenFile | undefined, reader: SliceReader) {
    super({ highWaterMark: readBytes });
    this.#slices = slices;
    this.#file = first;
    this.#reader = reader;
    this.#position = slices[0]?.start ?? 0;
  }

  override _read(): void {
    this.#next().then(
      (chunk) => this.push(chunk),
      (error) => this.destroy(error),
    );
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#reader.release();
    const closed = this.#file?.close() ?? Promise.resolve();
    closed.then(
      () => done(error),
      (closeError) => done(error ?? closeError),
    );
  }

  /** Answers null at the end. */
  async #next(): Promise<Uint8Array | null> {
    const slice = this.#slices[this.#index];
    if (!slice) return null;
    const file = this.#file ?? (await this.#reader.open(slice));
    if (this.destroyed) {
      await file.close();
      return null;
    }
    this.#file = file;
    const into = Buffer.allocUnsafeSlow(Math.min(readBytes, slice.end - this.#position));
    const count = await this.#reader.read(file, into, this.#position);
    this.#position += count;
    if (this.#position >= slice.end) await this.#leave();
    return into.subarray(0, count);
  }

  async #leave(): Promise<void> {
    await this.#file?.close();
    this.#file = undefined;
    this.#index++;
    this.#position = this.#slices[this.#index]?.start ?? 0;
  }
}
