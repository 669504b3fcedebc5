import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readImageHeader } from "./image-header.ts";
import type { PieceReader } from "./pieces.ts";

function inMemory(bytes: Buffer, onRead?: () => void): PieceReader {
  return {
    sizeBytes: bytes.length,
    readAt(target, offset) {
      onRead?.();
      return bytes.subarray(offset).copy(target);
    },
    [Symbol.dispose]() {},
  };
}

const sample = (name: string) => readFileSync(join(import.meta.dirname, "../../test/samples", name));

describe("what the first bytes say about a picture", () => {
  test.each([
    ["picture.png", "png", 160, 120],
    ["picture.jpg", "jpeg", 160, 120],
    ["picture.webp", "webp", 160, 120],
    ["picture.tiff", "tiff", 160, 120],
    ["picture.avif", "avif", 160, 120],
    ["picture.bmp", "bmp", 16, 12],
    ["moving.gif", "gif", 64, 36],
  ])("%s is a %s of its size", (name, format, width, height) => {
    expect(readImageHeader(inMemory(sample(name)))).toEqual({ format, size: { width, height } });
  });

  test("a HEIC picture made of tiles has the size of the whole", () => {
    expect(readImageHeader(inMemory(sample("tiles.heic")))).toEqual({
      format: "heic",
      size: { width: 120, height: 100 },
    });
  });

  test("the three kinds of WebP each say their size in their own way", () => {
    const webp = (type: string, data: number[]) =>
      Buffer.concat([Buffer.from(`RIFF\0\0\0\0WEBP${type}\0\0\0\0`, "latin1"), Buffer.from(data), Buffer.alloc(12)]);
    const size = (bytes: Buffer) => readImageHeader(inMemory(bytes))?.size;
    expect(size(webp("VP8X", [0, 0, 0, 0, 0x57, 0x02, 0, 0x8f, 0x01, 0]))).toEqual({ width: 600, height: 400 });
    expect(size(webp("VP8L", [0x2f, 0x57, 0xc2, 0x63, 0]))).toEqual({ width: 600, height: 400 });
    expect(size(webp("VP8 ", [0, 0, 0, 0x9d, 1, 0x2a, 0x58, 0x42, 0x90, 0x01]))).toEqual({ width: 600, height: 400 });
  });

  test("a big-endian TIFF whose directory is at the end gives its size", () => {
    const entry = (tag: number, type: number, value: number[]) => [0, tag, 0, type, 0, 0, 0, 1, ...value];
    const directory = [
      0,
      2,
      ...entry(0x100, 3, [1, 0x2c, 0, 0]).with(0, 1).with(1, 0),
      ...entry(0, 4, [0, 0, 0, 200]).with(0, 1).with(1, 1),
    ];
    const bytes = Buffer.concat([Buffer.from("MM\0*\0\0\x10\0", "latin1"), Buffer.alloc(4088), Buffer.from(directory)]);
    expect(readImageHeader(inMemory(bytes))).toEqual({ format: "tiff", size: { width: 300, height: 200 } });
  });

  test("videos, sounds and texts are no pictures", () => {
    for (const name of ["video.mp4", "turned.mov", "video.webm", "tone.mp3", "tone.wav", "captions.srt"]) {
      expect(readImageHeader(inMemory(sample(name))), name).toBeUndefined();
    }
  });

  test("a header that is cut off, empty or without a size gives the format and no size", () => {
    for (const name of [
      "picture.png",
      "picture.jpg",
      "picture.webp",
      "picture.tiff",
      "picture.avif",
      "tiles.heic",
      "moving.gif",
    ]) {
      const bytes = sample(name);
      for (const length of [12, 16, 20, 24, 40]) {
        const { format, size } = readImageHeader(inMemory(bytes.subarray(0, length))) ?? {};
        expect([undefined, "png", "jpeg", "webp", "tiff", "avif", "heic", "gif"]).toContain(format);
        if (length < 20 && name !== "moving.gif") expect(size, `${name} cut at ${length}`).toBeUndefined();
      }
    }
    expect(readImageHeader(inMemory(Buffer.alloc(0)))).toBeUndefined();
    const flat = Buffer.from(sample("picture.png"));
    flat.writeUInt32BE(0, 16);
    expect(readImageHeader(inMemory(flat))).toEqual({ format: "png", size: undefined });
  });

  test("no change of any byte of a header makes reading it fail or take long", () => {
    let most = 0;
    for (const name of ["picture.jpg", "picture.tiff", "picture.avif", "tiles.heic", "picture.bmp", "picture.webp"]) {
      const bytes = sample(name);
      for (let at = 0; at < Math.min(bytes.length, 900); at++) {
        for (const value of [0, 1, 0x7f, 0xff]) {
          const changed = Buffer.from(bytes);
          changed[at] = value;
          let reads = 0;
          expect(() => readImageHeader(inMemory(changed, () => reads++))).not.toThrow();
          most = Math.max(most, reads);
        }
      }
    }
    expect(most).toBeLessThan(20);
  });
});
