import { createHash } from "node:crypto";
import type { IHasher } from "hash-wasm";

export interface Digests {
  /** 32 upper-case hex digits. */
  readonly md5Hex: string;
  /** Decimal. */
  readonly crc64: string;
}

export interface RunningDigests {
  update(chunk: Uint8Array): void;
  finish(): Digests;
  /** Gives back what it holds when there is nothing to finish. */
  drop(): void;
}

const idle: IHasher[] = [];

async function takeCrc64(): Promise<IHasher> {
  const { createCRC64 } = await import("hash-wasm");
  return idle.pop() ?? (await createCRC64());
}

/** MD5 and CRC64 of the same bytes, as OSS answers both. */
export async function startDigests(): Promise<RunningDigests> {
  const md5 = createHash("md5");
  const crc64 = (await takeCrc64()).init();
  return {
    update(chunk) {
      md5.update(chunk);
      crc64.update(chunk);
    },
    finish() {
      const digests = { md5Hex: md5.digest("hex").toUpperCase(), crc64: BigInt(`0x${crc64.digest()}`).toString() };
      idle.push(crc64);
      return digests;
    },
    drop() {
      idle.push(crc64);
    },
  };
}
