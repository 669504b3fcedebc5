import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { MissingPiece, openPieces, readBytes } from "./pieces.ts";

const folder = mkdtempSync(join(tmpdir(), "pieces-"));
afterAll(() => rmSync(folder, { recursive: true }));

let made = 0;
function store(...texts: string[]): { path: string; sizeBytes: number }[] {
  return texts.map((text) => {
    const path = join(folder, `piece-${made++}`);
    writeFileSync(path, text);
    return { path, sizeBytes: text.length };
  });
}

describe("reading pieces as one file", () => {
  test("a read across the borders of pieces gives the bytes in order", () => {
    using reader = openPieces(store("abc", "", "de", "fghij"));
    expect(reader.sizeBytes).toBe(10);
    expect(readBytes(reader, 0, 10).toString()).toBe("abcdefghij");
    expect(readBytes(reader, 2, 4).toString()).toBe("cdef");
    expect(readBytes(reader, 3, 2).toString()).toBe("de");
  });

  test("a read at or beyond the end gives what there is", () => {
    using reader = openPieces(store("abc", "de"));
    expect(readBytes(reader, 4, 10).toString()).toBe("e");
    expect(readBytes(reader, 5, 10)).toHaveLength(0);
    expect(readBytes(reader, 5000, 10)).toHaveLength(0);
  });

  test("ten thousand pieces need no ten thousand open files", () => {
    const openBefore = readdirSync("/proc/self/fd").length;
    using reader = openPieces(store(...Array.from({ length: 10_000 }, (_, at) => String(at % 10))));
    const whole = readBytes(reader, 0, 10_000).toString();
    expect(whole).toBe("0123456789".repeat(1000));
    expect(readdirSync("/proc/self/fd").length - openBefore).toBeLessThan(64);
    expect(readBytes(reader, 7, 3).toString()).toBe("789");
  });

  test("leaving the reader closes what it opened", () => {
    const openBefore = readdirSync("/proc/self/fd").length;
    {
      using reader = openPieces(store("abc", "def"));
      readBytes(reader, 0, 6);
    }
    expect(readdirSync("/proc/self/fd").length).toBe(openBefore);
  });

  test("a piece that is gone, shorter, longer, a folder or a link to a file is missing", () => {
    const [kept = { path: "", sizeBytes: 0 }] = store("abc");
    const sub = join(folder, "folder");
    mkdirSync(sub);
    const link = join(folder, "link");
    symlinkSync(kept.path, link);
    const wrong = [
      { path: join(folder, "never-there"), sizeBytes: 3 },
      { path: kept.path, sizeBytes: 4 },
      { path: kept.path, sizeBytes: 2 },
      { path: sub, sizeBytes: 3 },
      { path: link, sizeBytes: 3 },
    ];
    for (const file of wrong) {
      using reader = openPieces([file]);
      expect(() => readBytes(reader, 0, 1), JSON.stringify(file)).toThrow(MissingPiece);
    }
  });
});
