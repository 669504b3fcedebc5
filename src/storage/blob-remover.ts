import { systemCode } from "./errors.ts";

/** Removes files one after the other, in the background; a file that is being read waits for its last reader. */
export class BlobRemover {
  readonly #unlink: (blobId: string) => Promise<void>;
  readonly #log: (details: object, message: string) => void;
  readonly #readers = new Map<string, number>();
  readonly #waiting = new Set<string>();
  #queue: string[] = [];
  #running: Promise<void> | undefined;

  constructor(unlink: (blobId: string) => Promise<void>, log: (details: object, message: string) => void) {
    this.#unlink = unlink;
    this.#log = log;
  }

  hold(blobIds: readonly string[]): () => void {
    for (const blobId of blobIds) this.#readers.set(blobId, (this.#readers.get(blobId) ?? 0) + 1);
    let held = true;
    return () => {
      if (held) for (const blobId of blobIds) this.#release(blobId);
      held = false;
    };
  }

  add(blobIds: readonly string[]): void {
    for (const blobId of blobIds) {
      if (this.#readers.has(blobId)) this.#waiting.add(blobId);
      else this.#queue.push(blobId);
    }
    if (this.#queue.length > 0) this.#running ??= this.#run();
  }

  async settled(): Promise<void> {
    while (this.#running) await this.#running;
  }

  #release(blobId: string): void {
    const readers = (this.#readers.get(blobId) ?? 1) - 1;
    if (readers > 0) {
      this.#readers.set(blobId, readers);
      return;
    }
    this.#readers.delete(blobId);
    if (this.#waiting.delete(blobId)) this.add([blobId]);
  }

  async #run(): Promise<void> {
    while (this.#queue.length > 0) {
      const blobIds = this.#queue;
      this.#queue = [];
      for (const blobId of blobIds) await this.#remove(blobId);
    }
    this.#running = undefined;
  }

  async #remove(blobId: string): Promise<void> {
    try {
      await this.#unlink(blobId);
    } catch (error) {
      if (systemCode(error) === "ENOENT") return;
      this.#log({ blobId, error }, "A data file could not be removed; the sweep of the next start tries again.");
    }
  }
}
