import { describe, expect, test } from "vitest";
import { contentTypeOf, formatStoredHeaders, parseMd5 } from "./body.ts";

describe("the announced MD5", () => {
  test("is base64 of 16 bytes", () => {
    expect(parseMd5("XUFAKrxLKna5cZ2REBfFkg==")).toBe("5D41402ABC4B2A76B9719D911017C592");
    expect(parseMd5(undefined)).toBeUndefined();
  });

  test.each([
    "",
    "XUFAKrxLKna5cZ2REBfFkg",
    "XUFAKrxLKna5cZ2REBfFkh==",
    "XUFAKrxLKna5cZ2REBfFkg==, XUFAKrxLKna5cZ2REBfFkg==",
    "5d41402abc4b2a76b9719d911017c592",
    "aGVsbG8=",
    "*",
  ])("is refused when it is %j", (text) => {
    expect(() => parseMd5(text)).toThrow(expect.objectContaining({ status: 400, code: "InvalidDigest" }));
  });
});

describe("the headers that are kept with an object", () => {
  const format = (headers: Record<string, string>) => JSON.parse(formatStoredHeaders(Object.entries(headers)));

  test("are its metadata and what describes its content, and nothing else", () => {
    const kept = { "x-oss-meta-a": "b", "content-encoding": "gzip", "cache-control": "no-cache" };
    expect(format({ ...kept, authorization: "secret", "x-oss-security-token": "t", "content-type": "a/b" })).toEqual(
      kept,
    );
  });

  test("keep the bytes of other scripts", () => {
    const value = Buffer.from("中文").toString("latin1");
    expect(format({ "x-oss-meta-a": value })).toEqual({ "x-oss-meta-a": value });
  });

  test.each([
    ["a line break in a value", "x-oss-meta-a", "b\r\nSet-Cookie: c"],
    ["a NUL in a value", "x-oss-meta-a", "\0"],
    ["a character that is no byte", "x-oss-meta-a", "中"],
    ["a blank in a name", "x-oss-meta-a b", "c"],
    ["a line break in a name", "x-oss-meta-a\r\nb", "c"],
    ["no name", "x-oss-meta-", "c"],
    ["more than 8 KB", "x-oss-meta-a", "b".repeat(8192)],
  ])("are refused with %s", (_, name, value) => {
    expect(() => format({ [name]: value })).toThrow(expect.objectContaining({ status: 400, code: "InvalidArgument" }));
  });
});

test("a content type that is no header value is not kept", () => {
  expect(contentTypeOf("video/mp4")).toBe("video/mp4");
  for (const text of [undefined, "a\r\nb", "\0", "中", "a".repeat(256)]) {
    expect(contentTypeOf(text)).toBe("application/octet-stream");
  }
});
