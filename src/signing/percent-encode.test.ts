import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Pair, parseQuery, percentDecode, percentEncode, percentEncodePath, wireText } from "./percent-encode.ts";

const text = fc.string({ unit: "binary", maxLength: 60 });

describe("encoding", () => {
  test("keeps letters, digits and - _ . ~ and writes all else as %XX in upper case", () => {
    expect(percentEncode("aZ09-_.~")).toBe("aZ09-_.~");
    expect(percentEncode("a b+c*!'()/中")).toBe("a%20b%2Bc%2A%21%27%28%29%2F%E4%B8%AD");
  });

  test("keeps slashes in a path", () => {
    expect(percentEncodePath("a/b//c d*中")).toBe("a/b//c%20d%2A%E4%B8%AD");
  });

  test("writes half a surrogate pair as the replacement character instead of failing", () => {
    expect(percentEncode("a\ud83d")).toBe("a%EF%BF%BD");
  });

  test("is undone by decoding, for any text", () => {
    fc.assert(
      fc.property(text, (value) => {
        expect(percentEncode(value)).toMatch(/^(?:[A-Za-z0-9._~-]|%[0-9A-F]{2})*$/);
        expect(percentDecode(percentEncode(value))).toBe(value);
        expect(percentDecode(percentEncodePath(value))).toBe(value);
      }),
    );
  });
});

describe("decoding", () => {
  test("happens once", () => {
    expect(percentDecode("%2541%2F")).toBe("%41/");
  });

  test("leaves + and characters beyond ASCII as they are", () => {
    expect(percentDecode("a+b 中")).toBe("a+b 中");
  });

  test.each(["%", "%z", "%zz", "a%4", "%e4%b8", "%ff", "%c0%af", "%ed%a0%80"])("refuses %s", (broken) => {
    expect(percentDecode(broken)).toBeUndefined();
  });
});

describe("a query", () => {
  test("becomes decoded pairs in their order, repeated names included", () => {
    expect(parseQuery("b=1&a=x%20y+z&b=%26&c&d=&=e&f=g=h")).toEqual([
      ["b", "1"],
      ["a", "x y z"],
      ["b", "&"],
      ["c", ""],
      ["d", ""],
      ["", "e"],
      ["f", "g=h"],
    ]);
  });

  test("may be empty or hold empty pieces", () => {
    expect(parseQuery("")).toEqual([]);
    expect(parseQuery("&a=1&&")).toEqual([["a", "1"]]);
  });

  test.each(["a=%", "%ff=1", "a=1&b=%c3"])("that cannot be decoded is refused: %s", (broken) => {
    expect(parseQuery(broken)).toBeUndefined();
  });

  test("of more than 5,000 pairs is refused", () => {
    expect(parseQuery("a&".repeat(5000))).toHaveLength(5000);
    expect(parseQuery("a&".repeat(5001))).toBeUndefined();
  });

  test("reads back what was encoded, also in the encoding of forms", () => {
    const pairs = fc.array(fc.tuple(text, text).filter(([name, value]) => name + value !== ""));
    fc.assert(
      fc.property(pairs, (list: Pair[]) => {
        const encoded = list.map(([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`).join("&");
        expect(parseQuery(encoded)).toEqual(list);
        expect(parseQuery(new URLSearchParams(list.map(([name, value]) => [name, value])).toString())).toEqual(list);
      }),
    );
  });
});

describe("raw header bytes", () => {
  const asWire = (value: string) => Buffer.from(value, "utf8").toString("latin1");

  test("are read as UTF-8", () => {
    expect(wireText(asWire("a 中文 % é"))).toBe("a 中文 % é");
    fc.assert(
      fc.property(text, (value) => {
        expect(wireText(asWire(value))).toBe(value);
      }),
    );
  });

  test("that are no UTF-8 stay as they arrived", () => {
    expect(wireText("caf\xe9")).toBe("caf\xe9");
    expect(wireText("中 is text already")).toBe("中 is text already");
  });
});
