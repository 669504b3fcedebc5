import fc from "fast-check";
import { expect, test } from "vitest";
import { sameText } from "./hashes.ts";

test("texts are the same only when every character is", () => {
  expect(sameText("", "")).toBe(true);
  expect(sameText("abc", "abd")).toBe(false);
  expect(sameText("abc", "ab")).toBe(false);
  expect(sameText("ab", "abc")).toBe(false);
  const text = fc.string({ unit: "binary", maxLength: 8 });
  fc.assert(fc.property(text, text, (a, b) => sameText(a, b) === (a === b) && sameText(a, a)));
});
