import fc from "fast-check";
import { expect, test } from "vitest";
import { nodeHashes } from "../../src/identity/hashes.ts";
import { textHashes } from "./text-hashes.ts";

/** Around the ends of blocks, where padding needs one more. */
const edges = [0, 1, 54, 55, 56, 63, 64, 65, 119, 120, 128, 1000].map((length) => "x".repeat(length));

const hashAll = (hashes: typeof textHashes, key: string, text: string) => [
  hashes.sha256Hex(text),
  hashes.hmacSha1Base64(key, text),
  hashes.hmacSha256Hex(key, text),
  hashes.hmacSha256Base64(key, text),
  [...hashes.hmacSha256(key, text)],
];

test("texts of any length, in any script, hash as on the server", () => {
  for (const text of edges) expect(hashAll(textHashes, text, text)).toEqual(hashAll(nodeHashes, text, text));
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), fc.string({ unit: "grapheme", maxLength: 300 }), (key, text) => {
      expect(hashAll(textHashes, key, text)).toEqual(hashAll(nodeHashes, key, text));
    }),
  );
});
