import { describe, expect, test } from "vitest";
import { createLineCutter } from "./lines.ts";

describe("cutting a stream into lines", () => {
  test("a line that arrives in pieces is given once it is whole", () => {
    const cut = createLineCutter(100);
    expect(cut(Buffer.from("he"))).toEqual([]);
    expect(cut(Buffer.from("llo\nwor"))).toEqual(["hello"]);
    expect(cut(Buffer.from("ld\n\nx"))).toEqual(["world", ""]);
  });

  test("a character that is cut in two by the stream stays whole", () => {
    const cut = createLineCutter(100);
    const bytes = Buffer.from("é\n");
    cut(bytes.subarray(0, 1));
    expect(cut(bytes.subarray(1))).toEqual(["é"]);
  });

  test("a chunk that is used again for the next read does not change a line that is still held", () => {
    const cut = createLineCutter(100);
    const chunk = Buffer.from("first");
    cut(chunk);
    chunk.fill("x");
    expect(cut(Buffer.from("\n"))).toEqual(["first"]);
  });

  test("a line beyond the limit ends the stream, whether or not it ever ends", () => {
    expect(createLineCutter(4)(Buffer.from("12345"))).toBeUndefined();
    expect(createLineCutter(4)(Buffer.from("12345\n"))).toBeUndefined();
    const cut = createLineCutter(4);
    cut(Buffer.from("123"));
    expect(cut(Buffer.from("45"))).toBeUndefined();
    expect(cut(Buffer.from("\nok\n"))).toBeUndefined();
  });
});
