import { expect, test } from "vitest";
import { splitCode } from "./split-code.ts";

test("the pieces put together are the code", () => {
  const code = "const a = \"// no comment\"; // a comment\nawait call(12, 'it\\'s');\n";
  const pieces = splitCode(code, "typescript");
  expect(pieces.map(({ text }) => text).join("")).toBe(code);
  expect(pieces.filter(({ kind }) => kind).map(({ kind, text }) => `${kind} ${text}`)).toEqual([
    "keyword const",
    'string "// no comment"',
    "comment // a comment",
    "keyword await",
    "number 12",
    "string 'it\\'s'",
  ]);
});

test("a keyword within a name is no keyword", () => {
  expect(splitCode("client.import newImport", "typescript").filter(({ kind }) => kind)).toEqual([]);
});
