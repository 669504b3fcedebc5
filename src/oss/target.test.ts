import { describe, expect, test } from "vitest";
import { checkKey, readTarget } from "./target.ts";

const read = (url: string) => readTarget({ url, method: "GET" });
/** Text as Node shows it: one character for each byte. */
const asBytes = (text: string) => Buffer.from(text).toString("latin1");

describe("the request target", () => {
  test.each([
    ["/bucket/key", "bucket/key", []],
    ["/", "", []],
    ["/a%20b/%E4%B8%AD?uploads", "a b/中", [["uploads", ""]]],
    ["/a?x=1?y=2", "a", [["x", "1?y=2"]]],
    ["/a+b%2Bc?p=a+b%2Bc", "a b+c", [["p", "a b+c"]]],
    ["/a//b///c", "a//b///c", []],
    ["//own/k", "/own/k", []],
    ["/%252e", "%2e", []],
    ["/a/../b", "a/../b", []],
    ["/a\\b", "a\\b", []],
  ])("%s is read once and changed in nothing", (url, path, query) => {
    expect(read(url)).toEqual({ method: "GET", path, query });
  });

  test("raw UTF-8 is read as what it is", () => {
    expect(read(asBytes("/文件?prefix=é"))).toMatchObject({ path: "文件", query: [["prefix", "é"]] });
  });

  test.each([
    ["an absolute form", "http://host/bucket/key"],
    ["a star", "*"],
    ["nothing", ""],
    ["a broken escape", "/%zz"],
    ["a cut escape", "/a%4"],
    ["an escape that is no UTF-8", "/%ff"],
    ["an over-long slash", "/%c0%af"],
    ["half a surrogate pair", "/%ed%a0%80"],
    ["raw bytes that are no UTF-8", "/\xff"],
    ["a broken escape in the query", "/a?x=%zz"],
  ])("%s is refused", (_, url) => {
    expect(() => read(url)).toThrow(expect.objectContaining({ status: 400, code: "InvalidArgument" }));
  });

  test.each(["?uploadId=a&uploadId=b", "?Signature=a&Signature=a", "?x&%78=1"])(
    "a parameter that comes twice is refused: %s",
    (query) => {
      expect(() => read(`/k${query}`)).toThrow(expect.objectContaining({ status: 400, code: "InvalidArgument" }));
    },
  );
});

describe("a key", () => {
  test.each(["k", "a/b", "a//b", "a/", "é", "e\u0301", "...", "a/.b", "a..b", " ", "中".repeat(341), "a:b*?<>|"])(
    "%s is taken",
    (key) => {
      expect(() => checkKey(key)).not.toThrow();
    },
  );

  test.each([
    ["nothing", ""],
    ["a slash at its beginning", "/a"],
    ["a backslash", "a\\b"],
    ["NUL", "a\0b"],
    ["a line break", "a\nb"],
    ["DEL", "a\x7f"],
    ["a dot segment", "a/./b"],
    ["two dots", "../a"],
    ["two dots at its end", "a/.."],
    ["dots between blanks", "a/ .. /b"],
    ["1024 bytes", "a".repeat(1024)],
    ["1024 bytes in fewer characters", `${"中".repeat(341)}a`],
  ])("with %s is refused", (_, key) => {
    expect(() => checkKey(key)).toThrow(expect.objectContaining({ status: 400, code: "InvalidObjectName" }));
  });
});
