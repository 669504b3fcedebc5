/** Writes are refused from the moment when the disk could not promise durability. */
export class WritesRefusedError extends Error {
  override readonly name = "WritesRefusedError";
}

/** One for the whole server: a sync that failed anywhere closes it, and only a restart opens it again. */
export class WriteFence {
  #reason: string | undefined;

  /** Why writes are refused, in a sentence; undefined while they are taken. */
  get reason(): string | undefined {
    return this.#reason;
  }

  /** The first reason stays. */
  close(reason: string): void {
    this.#reason ??= reason;
  }

  check(): void {
    if (this.#reason !== undefined) throw new WritesRefusedError(this.#reason);
  }
}
