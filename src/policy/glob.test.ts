import fc from "fast-check";
import { expect, onTestFinished, test, vi } from "vitest";
import { globMatches } from "../../test/policy/naive-values.ts";
import { compileGlobs } from "./glob.ts";
import { matchesInParallel } from "./match-in-parallel.ts";
import { overlap, readGlob, readLiteral } from "./overlap.ts";

const matches = (pattern: string, text: string): boolean => compileGlobs([pattern])(text);

test.each([
  ["a*c", "abc", "a/b:c", "ac"],
  ["*a*b*", "ab", "xxaxxbxx"],
  ["a?c", "abc", "a*c", "a🎬c"],
  ["*b.mp4", "b.mp4", "bb.mp4"],
  ["ab*ba", "abba", "abxba"],
  ["*?", "x", "🎬🎬"],
  ["a*", "a", "a?*"],
])("%s matches", (pattern, ...texts) => {
  for (const text of texts) expect(matches(pattern, text), text).toBe(true);
});

test.each([
  ["a*c", "ab", "xabc", "abcd"],
  ["*a*b*", "ba", "b"],
  ["a?c", "ac", "abbc"],
  ["ab*ba", "aba"],
  ["*?", ""],
  ["", "a"],
  ["a.c", "abc"],
  ["*ab*ab", "ab", "xaba"],
])("%s does not match", (pattern, ...texts) => {
  for (const text of texts) expect(matches(pattern, text), text).toBe(false);
});

test("without patterns nothing matches", () => {
  expect(compileGlobs([])("")).toBe(false);
});

test.each([`${"*a".repeat(1000)}*b`, `${"*?a".repeat(1000)}*b`])("a hostile pattern stays fast", (pattern) => {
  const text = "a".repeat(3000);
  // A matcher that tries everything would not end in a lifetime.
  for (let i = 0; i < 10; i++) expect(matches(pattern, text)).toBe(false);
});

test.each([
  [`*${"a".repeat(580)}?b`, "a".repeat(1160)],
  [`*${"a?".repeat(300)}b*`, "a".repeat(1160)],
  [`x*${"🎬".repeat(300)}?b`, `x${"🎬".repeat(600)}`],
])("a piece that nearly matches everywhere is not tried everywhere", (pattern, text) => {
  const looks = vi.spyOn(String.prototype, "charCodeAt");
  onTestFinished(() => looks.mockRestore());
  expect([matches(pattern, text), matches(pattern, `${text}xb`)]).toEqual([false, true]);
  expect(looks.mock.calls.length).toBeLessThan(20 * (pattern.length + text.length));
});

const signs = fc.string({ unit: fc.constantFrom("a", "b", ":", "*", "?"), maxLength: 8 });
const texts = fc.string({ unit: fc.constantFrom("a", "b", ":"), maxLength: 8 });

test("matching all places at once finds what a plain table finds", () => {
  const long = fc.constantFrom("", "ab:".repeat(11), "?".repeat(31), "a".repeat(64), "🎬".repeat(32));
  fc.assert(
    fc.property(signs, long, signs, texts, long, texts, (a, b, c, d, e, f) => {
      const [pattern, text] = [a + b + c, d + e + f];
      return matchesInParallel(pattern, text) === globMatches(pattern, text);
    }),
    { numRuns: 5000 },
  );
});

test("a pattern and a text overlap when the pattern matches the text", () => {
  fc.assert(
    fc.property(
      signs,
      texts,
      (pattern, text) => overlap(readGlob(pattern), readLiteral(text)) === matches(pattern, text),
    ),
    { numRuns: 5000 },
  );
});

test("two patterns that match one text overlap, either way round", () => {
  fc.assert(
    fc.property(signs, signs, texts, (a, b, text) => {
      const both = matches(a, text) && matches(b, text);
      const found = overlap(readGlob(a), readGlob(b));
      return found === overlap(readGlob(b), readGlob(a)) && (found || !both);
    }),
    { numRuns: 5000 },
  );
});

test("a star that is a plain character is met by a star or a question mark only", () => {
  const name = readLiteral("acs:ice:*");
  expect(overlap(readGlob("acs:ice:?"), name)).toBe(true);
  expect(overlap(readGlob("acs:ice:a*"), name)).toBe(false);
});
