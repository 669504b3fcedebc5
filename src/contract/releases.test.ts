import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { operations } from "../operations/index.gen.ts";
import { currentVersion, historyOf, type Release, releases } from "./releases.ts";

const release = (version: string, added: readonly string[], changed: readonly string[] = []): Release => ({
  version,
  date: "2027-01-01",
  added,
  changes: changed.map((name) => ({ operations: [name], text: { en: `${name} in ${version}`, zh: "" } })),
});
const some = [release("3.0.0", ["C"], ["A", "B"]), release("2.0.0", ["B"]), release("1.0.0", [], ["A"])];

describe("an operation's history", () => {
  test("begins with the release that brought it, or with the first of all", () => {
    expect(["A", "B", "C"].map((name) => historyOf(name, some).since)).toEqual(["1.0.0", "2.0.0", "3.0.0"]);
  });

  test("tells what changed, the newest first, and nothing of other operations", () => {
    expect(historyOf("A", some).changes.map(({ version }) => version)).toEqual(["3.0.0", "1.0.0"]);
    expect(historyOf("C", some).changes).toEqual([]);
  });
});

test("the newest release is the version of the package", () => {
  const { version } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
  expect(currentVersion).toBe(version);
});

test("the release notes name only operations that there are, in both languages", () => {
  const known = new Set(operations.map(({ name }) => name));
  const named = releases.flatMap(({ added, changes }) => [...added, ...changes.flatMap((change) => change.operations)]);
  expect(named.filter((name) => !known.has(name))).toEqual([]);
  for (const { text } of releases.flatMap(({ changes }) => changes)) {
    expect(text.en).toMatch(/^[A-Z].*[.]$/);
    expect(text.zh).toMatch(/[\u4e00-\u9fff].*。$/);
  }
});
