import type { PieceReader } from "./pieces.ts";
import { readBytes } from "./pieces.ts";

interface HeifHeader {
  format: "heic" | "avif";
  size: { width: number; height: number } | undefined;
}

const brands: Record<string, "heic" | "avif"> = {
  avif: "avif",
  avis: "avif",
  heic: "heic",
  heix: "heic",
  hevc: "heic",
  hevx: "heic",
  heim: "heic",
  heis: "heic",
  mif1: "heic",
  msf1: "heic",
};

const metaBytesAtMost = 4 * 1024 * 1024;
const topLevelBoxesAtMost = 100;

/**
 * Size of the primary picture of a HEIF file (ISO/IEC 23008-12): `pitm` names it, `ipma` ties it to a property of `ipco`
 * and the `ispe` there holds the size. For a picture made of tiles this is the whole, where FFmpeg's streams are the tiles.
 */
export function readHeifHeader(head: Buffer, reader: PieceReader): HeifHeader | undefined {
  if (head.length < 16 || typeAt(head, 4) !== "ftyp") return undefined;
  const major = brands[typeAt(head, 8)];
  if (!major) return undefined;
  const compatible = head.toString("latin1", 16, Math.min(head.length, head.readUInt32BE(0)));
  const format = major === "heic" && compatible.includes("avif") ? "avif" : major;
  return { format, size: sizeFromMeta(findMeta(reader)) };
}

function typeAt(bytes: Buffer, at: number): string {
  return bytes.toString("latin1", at, at + 4);
}

function findMeta(reader: PieceReader): Buffer {
  let offset = 0;
  for (let walked = 0; walked < topLevelBoxesAtMost; walked++) {
    const header = readBytes(reader, offset, 16);
    if (header.length < 16) break;
    const size = boxSize(header, 0, reader.sizeBytes - offset);
    if (typeAt(header, 4) === "meta") return readBytes(reader, offset + 12, Math.min(size - 12, metaBytesAtMost));
    offset += size;
  }
  return Buffer.alloc(0);
}

/** Size of a box from its header; at least 8, so that a walk always moves on. */
function boxSize(bytes: Buffer, at: number, rest: number): number {
  const short = bytes.readUInt32BE(at);
  if (short === 0) return rest;
  if (short !== 1) return Math.max(8, short);
  return bytes.length < at + 16 ? rest : Math.max(16, Number(bytes.readBigUInt64BE(at + 8)));
}

/** Boxes directly inside `bytes`, in order, without their headers. */
function childrenOf(bytes: Buffer): { type: string; body: Buffer }[] {
  const children: { type: string; body: Buffer }[] = [];
  for (let at = 0; at + 8 <= bytes.length; ) {
    const size = boxSize(bytes, at, bytes.length - at);
    children.push({ type: typeAt(bytes, at + 4), body: bytes.subarray(at + 8, at + size) });
    at += size;
  }
  return children;
}

function child(bytes: Buffer, type: string): Buffer {
  return childrenOf(bytes).find((box) => box.type === type)?.body ?? Buffer.alloc(0);
}

function sizeFromMeta(meta: Buffer): { width: number; height: number } | undefined {
  const properties = child(meta, "iprp");
  const sizes = childrenOf(child(properties, "ipco"));
  for (const index of propertiesOf(primaryItem(child(meta, "pitm")), child(properties, "ipma"))) {
    const property = sizes[index - 1];
    if (property?.type !== "ispe" || property.body.length < 12) continue;
    return { width: property.body.readUInt32BE(4), height: property.body.readUInt32BE(8) };
  }
  return undefined;
}

function primaryItem(pitm: Buffer): number {
  if (pitm.length < 6) return 0;
  return pitm[0] === 0 || pitm.length < 8 ? pitm.readUInt16BE(4) : pitm.readUInt32BE(4);
}

/** Numbers of the properties of an item, counted from 1, as `ipma` lists them. */
function propertiesOf(item: number, ipma: Buffer): number[] {
  if (ipma.length < 8) return [];
  const idBytes = ipma[0] === 0 ? 2 : 4;
  const indexBytes = (ipma.readUInt8(3) & 1) + 1;
  let at = 8;
  for (let left = ipma.readUInt32BE(4); left > 0 && at + idBytes < ipma.length; left--) {
    const id = ipma.readUIntBE(at, idBytes);
    const count = ipma.readUInt8(at + idBytes);
    at += idBytes + 1;
    if (id === item) return propertyNumbers(ipma.subarray(at, at + count * indexBytes), indexBytes);
    at += count * indexBytes;
  }
  return [];
}

/** The top bit of each says that a reader must understand the property; the rest is its number. */
function propertyNumbers(bytes: Buffer, width: number): number[] {
  const numbers: number[] = [];
  for (let at = 0; at + width <= bytes.length; at += width) {
    numbers.push(bytes.readUIntBE(at, width) & (width === 1 ? 0x7f : 0x7fff));
  }
  return numbers;
}
