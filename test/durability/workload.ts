import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { completeUpload } from "../../src/storage/complete-upload.ts";
import { commitChange, type ObjectStore } from "../../src/storage/object-store.ts";
import { deleteObject, type ObjectDescription, putObject, sealObject } from "../../src/storage/objects.ts";
import { abortUpload, initiateUpload, putPart } from "../../src/storage/uploads.ts";

/** What a client asked for, from when it asked until it was answered. */
interface Wish {
  readonly askedAt: number;
  answeredAt: number;
}

/** The bytes that a key then has; undefined when it was deleted. */
interface ObjectWish extends Wish {
  readonly bytes: Buffer | undefined;
  readonly sealed: boolean;
}

interface PartWish extends Wish {
  readonly number: number;
  readonly etag: string;
}

export interface UploadHistory {
  readonly uploadId: string;
  readonly initiatedAt: number;
  readonly parts: PartWish[];
  /** When somebody asked to complete or abort it. */
  endAskedAt: number;
}

/** Clients that put, replace, delete and seal objects, whole and in parts, each on its own keys, and what they were told. */
export class Workload {
  readonly objects = new Map<string, ObjectWish[]>();
  readonly uploads: UploadHistory[] = [];
  readonly #store: ObjectStore;
  readonly #tick: () => number;

  constructor(store: ObjectStore, tick: () => number) {
    this.#store = store;
    this.#tick = tick;
  }

  async run(clients: number): Promise<void> {
    await Promise.all(Array.from({ length: clients }, (_, client) => this.#runClient(client)));
  }

  async #runClient(client: number): Promise<void> {
    const key = `client-${client}/first`;
    await this.#put(key, bytesOf(`${key} 1`, 1000 + client));
    await this.#put(key, bytesOf(`${key} 2`, 70_000));
    await this.#uploadInParts(key, [
      bytesOf(`${key} 3`, 102_400),
      bytesOf(`${key} 4`, 200_000),
      bytesOf(`${key} 5`, 10),
    ]);
    await this.#abandonUpload(`client-${client}/open`, false);
    await this.#put(`client-${client}/large`, bytesOf(`${key} 6`, 2_500_000));
    await this.#delete(key);
    await this.#uploadInParts(`client-${client}/parts`, [bytesOf(`${key} 7`, 102_400), bytesOf(`${key} 8`, 5)]);
    await this.#abandonUpload(`client-${client}/parts`, true);
    await this.#put(`client-${client}/parts`, bytesOf(`${key} 9`, 3));
    await this.#put(`client-${client}/last`, bytesOf(`${key} 10`, 12_345));
    await this.#seal(`client-${client}/last`);
  }

  async #put(key: string, bytes: Buffer): Promise<void> {
    await this.#change(key, { bytes, sealed: false }, async () => {
      await putObject(this.#store, describe(key), await this.#write(bytes), { forbidOverwrite: false, now: 1 });
    });
  }

  async #uploadInParts(key: string, parts: readonly Buffer[]): Promise<void> {
    const upload = await this.#initiate(key);
    await this.#sendPart(upload, key, 1, bytesOf("replaced", 50));
    const claims = await Promise.all(parts.map((bytes, index) => this.#sendPart(upload, key, index + 1, bytes)));
    await this.#sendPart(upload, key, 99, bytesOf("unused", 50));
    upload.endAskedAt = this.#tick();
    await this.#change(key, { bytes: Buffer.concat(parts), sealed: false }, async () => {
      const name = { uploadId: upload.uploadId, bucket: "bucket-one", key };
      await completeUpload(this.#store, {
        ...name,
        parts: claims,
        forbidOverwrite: false,
        maxObjectBytes: 1e9,
        now: 1,
      });
    });
  }

  async #abandonUpload(key: string, aborts: boolean): Promise<void> {
    const upload = await this.#initiate(key);
    await this.#sendPart(upload, key, 5, bytesOf(`${key} part`, 30_000));
    if (!aborts) return;
    upload.endAskedAt = this.#tick();
    await abortUpload(this.#store, { uploadId: upload.uploadId, bucket: "bucket-one", key });
  }

  async #delete(key: string): Promise<void> {
    await this.#change(key, { bytes: undefined, sealed: false }, () =>
      commitChange(this.#store, async (tx) => {
        const removed = await deleteObject(tx, "bucket-one", key);
        return { result: undefined, unusedBlobIds: removed?.blobIds ?? [] };
      }),
    );
  }

  async #seal(key: string): Promise<void> {
    const bytes = this.objects.get(key)?.at(-1)?.bytes;
    await this.#change(key, { bytes, sealed: true }, () =>
      this.#store.db.transact((tx) => sealObject(tx, "bucket-one", key, 1)),
    );
  }

  async #initiate(key: string): Promise<UploadHistory> {
    const uploadId = await this.#store.db.transact((tx) =>
      initiateUpload(tx, describe(key), { forbidOverwrite: false, now: 1 }),
    );
    const upload = { uploadId, initiatedAt: this.#tick(), parts: [], endAskedAt: Number.POSITIVE_INFINITY };
    this.uploads.push(upload);
    return upload;
  }

  async #sendPart(upload: UploadHistory, key: string, number: number, bytes: Buffer) {
    const etag = createHash("md5").update(bytes).digest("hex").toUpperCase();
    const wish = { number, etag, askedAt: this.#tick(), answeredAt: Number.POSITIVE_INFINITY };
    upload.parts.push(wish);
    const part = {
      uploadId: upload.uploadId,
      bucket: "bucket-one",
      key,
      partNumber: number,
      maxObjectBytes: 1e9,
      now: 1,
    };
    await putPart(this.#store, part, await this.#write(bytes));
    wish.answeredAt = this.#tick();
    return { number, etag };
  }

  async #change(key: string, wish: Pick<ObjectWish, "bytes" | "sealed">, run: () => Promise<void>): Promise<void> {
    const asked = { ...wish, askedAt: this.#tick(), answeredAt: Number.POSITIVE_INFINITY };
    this.objects.set(key, [...(this.objects.get(key) ?? []), asked]);
    await run();
    asked.answeredAt = this.#tick();
  }

  #write(bytes: Buffer) {
    const middle = Math.floor(bytes.byteLength / 2);
    return this.#store.disk.writeBlob(Readable.from([bytes.subarray(0, middle), bytes.subarray(middle)]), {
      maxBytes: 1e9,
    });
  }
}

/** What may be true at a moment: what was answered last, and what was asked but not answered. */
export function possibleAt<T extends Wish>(wishes: readonly T[], moment: number): (T | undefined)[] {
  const answered = wishes.findLast((wish) => wish.answeredAt <= moment);
  return [answered, ...wishes.filter((wish) => wish.askedAt <= moment && wish.answeredAt > moment)];
}

const describe = (key: string): ObjectDescription => ({
  accountId: "1".repeat(16),
  bucket: "bucket-one",
  key,
  contentType: "application/octet-stream",
  headers: "{}",
});

/** The same for the same text, and unlike any other. */
function bytesOf(text: string, length: number): Buffer {
  return createHash("shake256", { outputLength: length }).update(text).digest();
}
