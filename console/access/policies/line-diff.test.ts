import { expect, test } from "vitest";
import { diffByLines } from "./line-diff.ts";

const marks = { same: " ", added: "+", removed: "-" } as const;
const show = (before: string, after: string): string[] =>
  diffByLines(before, after).map(
    ({ kind, text, before: b, after: a }) => `${b ?? "·"} ${a ?? "·"} ${marks[kind]}${text}`,
  );

test("a changed line is the old one taken out and the new one put in, with the number that each has", () => {
  expect(show("a\nb\nc", "a\nB\nc\nd")).toEqual(["1 1  a", "2 · -b", "· 2 +B", "3 3  c", "· 4 +d"]);
});

test("texts that differ in the end of the last line only are the same", () => {
  expect(show("a\nb\n", "a\nb")).toEqual(["1 1  a", "2 2  b"]);
});
