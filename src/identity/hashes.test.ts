import { createHmac } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { nodeHashes } from "./hashes.ts";

const keys = fc.oneof(
  fc.string({ unit: "grapheme-ascii", maxLength: 70 }),
  fc.string({ unit: "binary", maxLength: 70 }),
);
const text = fc.string({ unit: "binary", maxLength: 300 });

test("an HMAC is what node:crypto computes, for keys and texts of any content and length", () => {
  fc.assert(
    fc.property(keys, text, (key, message) => {
      const expected = (algorithm: string) => createHmac(algorithm, key).update(message);
      expect(nodeHashes.hmacSha1Base64(key, message)).toBe(expected("sha1").digest("base64"));
      expect(nodeHashes.hmacSha256Base64(key, message)).toBe(expected("sha256").digest("base64"));
      expect(nodeHashes.hmacSha256Hex(key, message)).toBe(expected("sha256").digest("hex"));
      expect(nodeHashes.hmacSha256(key, message)).toEqual(expected("sha256").digest());
    }),
    { numRuns: 500 },
  );
});

test("keys used in turn do not disturb each other", () => {
  const sign = () => ["a&", "b&", "a&"].map((key) => nodeHashes.hmacSha256Hex(key, "text"));
  const [first, second, again] = sign();
  expect(again).toBe(first);
  expect(second).not.toBe(first);
});

test("keys stay right when more of them are used than are kept", () => {
  for (let i = 0; i < 2100; i++) {
    const expected = createHmac("sha1", `key ${i}`).update("text").digest("base64");
    expect(nodeHashes.hmacSha1Base64(`key ${i}`, "text")).toBe(expected);
  }
});

test("a key of bytes signs like the same key as text", () => {
  const bytes = new TextEncoder().encode("secret");
  expect(nodeHashes.hmacSha256Hex(bytes, "text")).toBe(nodeHashes.hmacSha256Hex("secret", "text"));
});

test("a SHA-256 is the published one of the empty text", () => {
  const published = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
  expect(nodeHashes.sha256Hex("")).toBe(published);
  expect(nodeHashes.sha256Hex(new Uint8Array())).toBe(published);
});
