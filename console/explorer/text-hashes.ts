import type { Hashes } from "../../src/signing/hashes.ts";

/**
 * Hashes for texts as long as a request, for showing how a signature is made: pages on plain http have no WebCrypto. Nothing
 * here ever sees a secret.
 */
export const textHashes: Hashes = {
  sha256Hex: (data) => toHex(hashBlocks(sha256, toBytes(data))),
  hmacSha1Base64: (key, text) => toBase64(hmac(sha1, toBytes(key), toBytes(text))),
  hmacSha256: (key, text) => hmac(sha256, toBytes(key), toBytes(text)),
  hmacSha256Hex: (key, text) => toHex(hmac(sha256, toBytes(key), toBytes(text))),
  hmacSha256Base64: (key, text) => toBase64(hmac(sha256, toBytes(key), toBytes(text))),
};

interface Algorithm {
  readonly start: readonly number[];
  /** The state after one more block of sixteen words. */
  readonly compress: (state: readonly number[], block: readonly number[]) => readonly number[];
}

const encoder = new TextEncoder();
const toBytes = (data: string | Uint8Array): Uint8Array => (typeof data === "string" ? encoder.encode(data) : data);
const toHex = (bytes: Uint8Array): string => [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
const toBase64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));

const blockBytes = 64;

/** FIPS 180-4: pads to whole blocks that end with the length in bits. */
function hashBlocks({ start, compress }: Algorithm, message: Uint8Array): Uint8Array {
  const length = Math.ceil((message.length + 9) / blockBytes) * blockBytes;
  const padded = new Uint8Array(length);
  padded.set(message);
  padded[message.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setBigUint64(length - 8, BigInt(message.length) * 8n);
  let state = start;
  for (let at = 0; at < length; at += blockBytes) {
    const block = Array.from({ length: 16 }, (_, i) => view.getUint32(at + 4 * i));
    const mixed = compress(state, block);
    state = state.map((word, i) => add(word, mixed[i]));
  }
  const digest = new DataView(new ArrayBuffer(state.length * 4));
  state.forEach((word, i) => {
    digest.setUint32(4 * i, word);
  });
  return new Uint8Array(digest.buffer);
}

/** RFC 2104. */
function hmac(algorithm: Algorithm, key: Uint8Array, message: Uint8Array): Uint8Array {
  const block = new Uint8Array(blockBytes);
  block.set(key.length > blockBytes ? hashBlocks(algorithm, key) : key);
  const pad = (mask: number) => block.map((byte) => byte ^ mask);
  return hashBlocks(algorithm, join(pad(0x5c), hashBlocks(algorithm, join(pad(0x36), message))));
}

function join(a: Uint8Array, b: Uint8Array): Uint8Array {
  const joined = new Uint8Array(a.length + b.length);
  joined.set(a);
  joined.set(b, a.length);
  return joined;
}

const add = (...words: readonly (number | undefined)[]): number =>
  words.reduce<number>((sum, word = 0) => (sum + word) >>> 0, 0);
const left = (word: number, by: number): number => ((word << by) | (word >>> (32 - by))) >>> 0;
const right = (word: number, by: number): number => left(word, 32 - by);

const sha1: Algorithm = {
  start: [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0],
  compress(state, block) {
    const words = [...block];
    for (let i = 16; i < 80; i++) words.push(left(xor(words, i - 3, i - 8, i - 14, i - 16), 1));
    let [a = 0, b = 0, c = 0, d = 0, e = 0] = state;
    words.forEach((word, i) => {
      const [choice, constant] = sha1Round(Math.floor(i / 20), b, c, d);
      [a, b, c, d, e] = [add(left(a, 5), choice, e, constant, word), a, left(b, 30), c, d];
    });
    return [a, b, c, d, e];
  },
};

function sha1Round(round: number, b: number, c: number, d: number): readonly [choice: number, constant: number] {
  if (round === 0) return [(b & c) | (~b & d), 0x5a827999];
  if (round === 2) return [(b & c) | (b & d) | (c & d), 0x8f1bbcdc];
  return [b ^ c ^ d, round === 1 ? 0x6ed9eba1 : 0xca62c1d6];
}

const xor = (words: readonly number[], ...at: readonly number[]): number =>
  at.reduce((value, i) => value ^ (words[i] ?? 0), 0);

const primes = firstPrimes(64);

/** The first 32 bits behind the point. */
const fraction = (root: number): number => Math.floor((root % 1) * 2 ** 32);
const sha256Constants = primes.map((prime) => fraction(Math.cbrt(prime)));

const sha256: Algorithm = {
  start: primes.slice(0, 8).map((prime) => fraction(Math.sqrt(prime))),
  compress(state, block) {
    const words = [...block];
    for (let i = 16; i < 64; i++) {
      const [before = 0, old = 0] = [words[i - 2], words[i - 15]];
      const one = right(before, 17) ^ right(before, 19) ^ (before >>> 10);
      const zero = right(old, 7) ^ right(old, 18) ^ (old >>> 3);
      words.push(add(one, words[i - 7], zero, words[i - 16]));
    }
    let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
    words.forEach((word, i) => {
      const one = right(e, 6) ^ right(e, 11) ^ right(e, 25);
      const first = add(h, one, (e & f) ^ (~e & g), sha256Constants[i], word);
      const zero = right(a, 2) ^ right(a, 13) ^ right(a, 22);
      const second = add(zero, (a & b) ^ (a & c) ^ (b & c));
      [a, b, c, d, e, f, g, h] = [add(first, second), a, b, c, add(d, first), e, f, g];
    });
    return [a, b, c, d, e, f, g, h];
  },
};

function firstPrimes(count: number): readonly number[] {
  const found: number[] = [];
  for (let candidate = 2; found.length < count; candidate++) {
    if (found.every((prime) => candidate % prime !== 0)) found.push(candidate);
  }
  return found;
}
