import { createHmac, hash } from "node:crypto";
import type { Hashes } from "../signing/hashes.ts";

const blockBytes = 64;
const maxPrepared = 1000;
const ascii = /^[\0-\x7f]{1,64}$/;

type Algorithm = "sha1" | "sha256";

/** An HMAC key with its two pads applied (RFC 2104). */
interface PreparedKey {
  readonly inner: string;
  /** The outer pad with room for the inner digest behind it. */
  readonly outer: Readonly<Record<Algorithm, Buffer>>;
}

const prepared = new Map<string, PreparedKey>();

function prepare(key: string): PreparedKey {
  const block = Buffer.alloc(blockBytes);
  block.write(key, "latin1");
  const outer = Buffer.from(block.map((byte) => byte ^ 0x5c));
  const ready: PreparedKey = {
    inner: Buffer.from(block.map((byte) => byte ^ 0x36)).toString("latin1"),
    outer: { sha1: Buffer.concat([outer], blockBytes + 20), sha256: Buffer.concat([outer], blockBytes + 32) },
  };
  if (prepared.size >= maxPrepared) prepared.clear();
  prepared.set(key, ready);
  return ready;
}

/** Two one-shot hashes over a prepared key cost less than half of what createHmac does. */
function hmac(algorithm: Algorithm, key: string, text: string, encoding: "hex" | "base64"): string {
  if (!ascii.test(key)) return createHmac(algorithm, key).update(text).digest(encoding);
  const { inner, outer } = prepared.get(key) ?? prepare(key);
  outer[algorithm].write(hash(algorithm, inner + text, "hex"), blockBytes, "hex");
  return hash(algorithm, outer[algorithm], encoding);
}

/** The hash functions of node:crypto. */
export const nodeHashes: Hashes = {
  sha256Hex: (data) => hash("sha256", data, "hex"),
  hmacSha1Base64: (key, text) => hmac("sha1", key, text, "base64"),
  hmacSha256: (key, text) => createHmac("sha256", key).update(text).digest(),
  hmacSha256Hex: (key, text) =>
    typeof key === "string" ? hmac("sha256", key, text, "hex") : createHmac("sha256", key).update(text).digest("hex"),
  hmacSha256Base64: (key, text) => hmac("sha256", key, text, "base64"),
};
