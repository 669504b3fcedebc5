import { expect, test } from "vitest";
import { highlightLine, lengthAt } from "./highlight-json.ts";

const kinds = (line: string): string[] =>
  highlightLine(line).flatMap(({ kind, text }) => (kind ? [`${kind} ${text}`] : []));

test("a name is told from a text, and allowing from denying", () => {
  expect(kinds('  "Effect": "Allow", "Resource" : "*"')).toEqual([
    'key "Effect"',
    'allow "Allow"',
    'key "Resource"',
    'string "*"',
  ]);
  expect(kinds('"Effect": "Deny", "n": 12, "b": true')).toContain('deny "Deny"');
});

test("a quote that is not closed yet colours no more than its line", () => {
  expect(kinds('"Action": "ice:Get')).toEqual(['key "Action"', 'string "ice:Get']);
});

test("nothing of a line is lost or doubled", () => {
  const line = '  { "a": [1, -2.5, null, "x\\"y"], bare }';
  expect(
    highlightLine(line)
      .map(({ text }) => text)
      .join(""),
  ).toBe(line);
});

test("what is marked as wrong is the whole word or text that begins there", () => {
  expect(lengthAt('"Efect": 1', 0)).toBe(7);
  expect(lengthAt("  tru,", 2)).toBe(3);
  expect(lengthAt("}", 1)).toBe(0);
});
