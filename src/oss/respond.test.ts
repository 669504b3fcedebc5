import { expect, test } from "vitest";
import { element } from "./respond.ts";

test.each([
  ["markup", `<a href="x">&</a>`, "&lt;a href=&quot;x&quot;&gt;&amp;&lt;/a&gt;"],
  ["what XML cannot say", "a\0\x08\x1fb\ufffe\uffffc", "abc"],
  ["half of a pair", "a\ud800b\udc00c", "abc"],
  ["whole characters of any length", "é中😀\t\n", "é中😀\t\n"],
])("an element holds %s so that every parser reads it", (_, text, expected) => {
  expect(element("Key", text)).toBe(`<Key>${expected}</Key>`);
});
