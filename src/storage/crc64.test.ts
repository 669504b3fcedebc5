import { randomBytes } from "node:crypto";
import { createCRC64 } from "hash-wasm";
import { expect, test } from "vitest";
import { combineCrc64 } from "./crc64.ts";

const hasher = await createCRC64();
const crc64Of = (bytes: Uint8Array): string => BigInt(`0x${hasher.init().update(bytes).digest()}`).toString();
const piece = (bytes: Uint8Array) => ({ crc64: crc64Of(bytes), sizeBytes: bytes.byteLength });

test("the CRC64 of one piece is its own", () => {
  expect(combineCrc64([piece(Buffer.from("123456789"))])).toBe("11051210869376104954");
});

test("the CRC64 of no bytes is 0, and empty pieces change nothing", () => {
  expect(combineCrc64([])).toBe("0");
  const bytes = randomBytes(100);
  expect(combineCrc64([piece(Buffer.alloc(0)), piece(bytes), piece(Buffer.alloc(0))])).toBe(crc64Of(bytes));
});

test("pieces of any lengths combine to the CRC64 of their bytes put together", () => {
  for (let round = 0; round < 200; round++) {
    const pieces = Array.from({ length: 1 + (round % 7) }, (_, index) =>
      randomBytes((round * 37 + index * 1009) % 5000),
    );
    expect(combineCrc64(pieces.map(piece))).toBe(crc64Of(Buffer.concat(pieces)));
  }
});

test("ten thousand pieces of different lengths combine", () => {
  const pieces = Array.from({ length: 10_000 }, (_, index) => randomBytes(index % 777));
  expect(combineCrc64(pieces.map(piece))).toBe(crc64Of(Buffer.concat(pieces)));
});

test("a piece of 5 GB shifts what stands before it", () => {
  const zeros = Buffer.alloc(1024 ** 2);
  const megabyte = piece(zeros);
  const first = piece(Buffer.from("head"));
  const many = [first, ...Array.from({ length: 5120 }, () => megabyte)];
  const body = { crc64: combineCrc64(many.slice(1)), sizeBytes: 5120 * 1024 ** 2 };
  expect(combineCrc64([first, body])).toBe(combineCrc64(many));
});
