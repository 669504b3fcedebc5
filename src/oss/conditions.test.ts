import { describe, expect, test } from "vitest";
import { checkConditions, chooseRange } from "./conditions.ts";

const modified = "Tue, 24 Nov 2026 08:00:00 GMT";
const object = { etag: "5D41402ABC4B2A76B9719D911017C592", modified_at: Date.parse(modified) + 321, size_bytes: 100 };
const etag = `"${object.etag}"`;
const before = "Tue, 24 Nov 2026 07:59:59 GMT";
const after = "Tue, 24 Nov 2026 08:00:01 GMT";
const asking = (headers: Record<string, string>) => ({ request: { headers } }) as never;
const check = (headers: Record<string, string>) => checkConditions(asking(headers), object);

describe("conditions", () => {
  test.each([
    [{ "if-none-match": etag }],
    [{ "if-none-match": object.etag.toLowerCase() }],
    [{ "if-none-match": `"other", W/${etag}` }],
    [{ "if-none-match": "*" }],
    [{ "if-none-match": etag, "if-modified-since": before }],
    [{ "if-modified-since": modified }],
    [{ "if-modified-since": after }],
  ])("%o is answered with: not modified", (headers) => {
    expect(check(headers)).toBe(304);
  });

  test.each([
    [{}],
    [{ "if-none-match": '"other"' }],
    [{ "if-none-match": '"other"', "if-modified-since": after }],
    [{ "if-modified-since": before }],
    [{ "if-modified-since": "no date" }],
    [{ "if-match": etag }],
    [{ "if-match": object.etag }],
    [{ "if-match": etag, "if-unmodified-since": before }],
    [{ "if-unmodified-since": modified }],
    [{ "if-unmodified-since": "no date" }],
  ])("%o lets the object be sent", (headers) => {
    expect(check(headers)).toBeUndefined();
  });

  test.each([
    [{ "if-match": '"other"' }, "If-Match"],
    [{ "if-unmodified-since": before }, "If-Unmodified-Since"],
    [{ "if-match": '"other"', "if-none-match": etag }, "If-Match"],
  ])("%o fails", (headers, condition) => {
    expect(() => check(headers)).toThrow(
      expect.objectContaining({ status: 412, code: "PreconditionFailed", extras: { Condition: condition } }),
    );
  });
});

describe("a range", () => {
  const choose = (range: string, more: Record<string, string> = {}, size_bytes = 100) =>
    chooseRange(asking({ range, ...more }), { ...object, size_bytes });

  test.each([
    ["bytes=0-9", 0, 9],
    ["bytes=10-", 10, 99],
    ["bytes=-10", 90, 99],
    ["bytes=-1000", 0, 99],
    ["bytes=99-99", 99, 99],
    ["bytes=-5,0-9", 95, 99],
    ["bytes=0-1, -1000", 0, 1],
    ["bytes=50-1000", 50, 99],
    ["bytes=5-6,20-30", 5, 6],
    ["bytes=200-300,5-6", 5, 6],
  ])("%s is bytes %d to %d", (range, start, end) => {
    expect(choose(range)).toEqual({ start, end });
  });

  test.each(["bytes=100-", "bytes=200-300", "bytes=-0"])("%s lies behind the end", (range) => {
    expect(() => choose(range)).toThrow(
      expect.objectContaining({ status: 416, code: "InvalidRange", headers: { "Content-Range": "bytes */100" } }),
    );
  });

  test.each(["bytes=a-b", "bytes=", "bytes", "bytes=1", "byte=0-1", "lines=0-1", "bytes=0x1-2", "bytes=1e1-20"])(
    "%s is none: the whole object is sent",
    (range) => {
      expect(choose(range)).toBeUndefined();
    },
  );

  test("of an empty object there is none to be had", () => {
    expect(() => choose("bytes=0-", {}, 0)).toThrow(expect.objectContaining({ status: 416 }));
  });

  test.each([etag, object.etag, modified])("counts while the object is still the one of If-Range: %s", (ifRange) => {
    expect(choose("bytes=0-9", { "if-range": ifRange })).toEqual({ start: 0, end: 9 });
  });

  test.each(['"other"', `W/${etag}`, before, after, "no date"])(
    "is forgotten when the object is another one than %s",
    (ifRange) => {
      expect(choose("bytes=0-9", { "if-range": ifRange })).toBeUndefined();
    },
  );
});
