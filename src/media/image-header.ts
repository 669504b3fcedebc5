import { readHeifHeader } from "./heif-header.ts";
import type { PieceReader } from "./pieces.ts";
import { readBytes } from "./pieces.ts";

export type ImageFormat = "png" | "jpeg" | "gif" | "webp" | "bmp" | "tiff" | "heic" | "avif";
type Size = { width: number; height: number } | undefined;

export interface ImageHeader {
  format: ImageFormat;
  /** Undefined when the header is damaged. */
  size: Size;
}

/**
 * What the first bytes say about a picture, without decoding any of it: a picture decoder is the part of a media
 * library that hostile files break most often. Undefined when the file is no picture.
 */
export function readImageHeader(reader: PieceReader): ImageHeader | undefined {
  const head = readBytes(reader, 0, 64);
  for (const { format, matches, sizeOf } of readers) {
    if (matches(head)) return { format, size: plausible(sizeOf(head, reader)) };
  }
  const heif = readHeifHeader(head, reader);
  return heif && { format: heif.format, size: plausible(heif.size) };
}

const readers: {
  format: ImageFormat;
  matches(head: Buffer): boolean;
  sizeOf(head: Buffer, reader: PieceReader): Size;
}[] = [
  { format: "png", matches: (head) => startsWith(head, "\x89PNG\r\n\x1a\n"), sizeOf: pngSize },
  { format: "jpeg", matches: (head) => startsWith(head, "\xff\xd8\xff"), sizeOf: jpegSize },
  { format: "gif", matches: (head) => startsWith(head, "GIF87a") || startsWith(head, "GIF89a"), sizeOf: gifSize },
  { format: "webp", matches: (head) => startsWith(head, "RIFF") && startsWith(head, "WEBP", 8), sizeOf: webpSize },
  { format: "bmp", matches: isBmp, sizeOf: bmpSize },
  { format: "tiff", matches: (head) => startsWith(head, "II*\0") || startsWith(head, "MM\0*"), sizeOf: tiffSize },
];

function startsWith(bytes: Buffer, text: string, at = 0): boolean {
  return bytes.toString("latin1", at, at + text.length) === text;
}

function plausible(size: Size): Size {
  return size && size.width > 0 && size.height > 0 ? size : undefined;
}

function pngSize(head: Buffer): Size {
  if (head.length < 24 || !startsWith(head, "IHDR", 12)) return undefined;
  return { width: head.readUInt32BE(16), height: head.readUInt32BE(20) };
}

function gifSize(head: Buffer): Size {
  return head.length < 10 ? undefined : { width: head.readUInt16LE(6), height: head.readUInt16LE(8) };
}

function isBmp(head: Buffer): boolean {
  return head.length >= 30 && startsWith(head, "BM") && [12, 40, 52, 56, 64, 108, 124].includes(head.readUInt32LE(14));
}

function bmpSize(head: Buffer): Size {
  if (head.readUInt32LE(14) === 12) return { width: head.readUInt16LE(18), height: head.readUInt16LE(20) };
  return { width: Math.abs(head.readInt32LE(18)), height: Math.abs(head.readInt32LE(22)) };
}

function webpSize(head: Buffer): Size {
  if (head.length < 30) return undefined;
  if (startsWith(head, "VP8X", 12)) return { width: head.readUIntLE(24, 3) + 1, height: head.readUIntLE(27, 3) + 1 };
  if (startsWith(head, "VP8L", 12)) {
    const bits = head.readUInt32LE(21);
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
  }
  if (!startsWith(head, "VP8 ", 12)) return undefined;
  return { width: head.readUInt16LE(26) & 0x3fff, height: head.readUInt16LE(28) & 0x3fff };
}

const jpegMarkersAtMost = 2000;

/** Walks the segments to the frame header (SOF0–SOF15 without the three that are tables). */
function jpegSize(_head: Buffer, reader: PieceReader): Size {
  let offset = 2;
  for (let walked = 0; walked < jpegMarkersAtMost; walked++) {
    const segment = readBytes(reader, offset, 9);
    if (segment.length < 9 || segment[0] !== 0xff) return undefined;
    const marker = segment[1] ?? 0;
    if (marker === 0xff) offset += 1;
    else if (isJpegFrame(marker)) return { width: segment.readUInt16BE(7), height: segment.readUInt16BE(5) };
    else offset += 2 + segment.readUInt16BE(2);
  }
  return undefined;
}

function isJpegFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

const tiffWidthTag = 256;
const tiffHeightTag = 257;
const tiffShort = 3;

function tiffSize(head: Buffer, reader: PieceReader): Size {
  if (head.length < 8) return undefined;
  const little = startsWith(head, "II");
  const short = (bytes: Buffer, at: number) => (little ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at));
  const long = (bytes: Buffer, at: number) => (little ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at));
  const directory = long(head, 4);
  const counted = readBytes(reader, directory, 2);
  if (counted.length < 2) return undefined;
  const entries = readBytes(reader, directory + 2, short(counted, 0) * 12);
  const values = new Map<number, number>();
  for (let at = 0; at + 12 <= entries.length; at += 12) {
    const isShort = short(entries, at + 2) === tiffShort;
    values.set(short(entries, at), isShort ? short(entries, at + 8) : long(entries, at + 8));
  }
  return { width: values.get(tiffWidthTag) ?? 0, height: values.get(tiffHeightTag) ?? 0 };
}
