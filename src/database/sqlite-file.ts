import { closeSync, existsSync, openSync, readSync } from "node:fs";
import { StoreError } from "./errors.ts";

/** "MdLf": marks the file as ours. */
export const applicationId = 0x4d644c66;

const headerBytes = 100;
const logHeaderBytes = 32;
const logMagic = { littleEndian: 0x377f0682, bigEndian: 0x377f0683 };

/**
 * Makes a missing file that only its owner may read: SQLite gives its log the same mode. One that is there is not even opened,
 * because closing it would give up the locks that this process holds on it.
 */
export function makePrivateFile(path: string): void {
  try {
    closeSync(openSync(path, "wx", 0o600));
  } catch (error) {
    if (codeOf(error) !== "EEXIST") throw error;
  }
}

const codeOf = (error: unknown): unknown => (error instanceof Error && "code" in error ? error.code : undefined);

/**
 * Reads the first bytes of a database and of its log, so that what is foreign or damaged is recognised before SQLite touches
 * it: SQLite would pass over a log that it cannot read, and throw away the log of a database that is empty.
 */
export function checkFiles(path: string): void {
  const header = readStart(path, headerBytes);
  const log = readStart(`${path}-wal`, logHeaderBytes);
  if (isEmpty(header, path)) {
    if (log.length === 0) return;
    throw new StoreError(
      `The database ${path} is empty or missing, but its log ${path}-wal is there. It was left as it is; put a backup of both in their place.`,
    );
  }
  if (!isOurs(header)) throw damaged(path, "is damaged or not a Medialoft database");
  if (!isLog(log)) throw damaged(`${path}-wal`, "is damaged, and the last writes are in it");
}

const damaged = (path: string, how: string): StoreError =>
  new StoreError(
    `The file ${path} ${how}. It was left as it is; put a backup of the data folder in its place, or name another data folder to start anew.`,
  );

/** Also when the very first write was cut off: SQLite takes it back by its journal. */
const isEmpty = (header: Buffer, path: string): boolean =>
  header.length === 0 || (isZero(header) && existsSync(`${path}-journal`));

const isZero = (bytes: Buffer): boolean => bytes.every((byte) => byte === 0);

const isOurs = (header: Buffer): boolean =>
  header.length === headerBytes &&
  header.toString("latin1", 0, 15) === "SQLite format 3" &&
  header.readUInt32BE(68) === applicationId;

/** A power cut can leave a beginning of the header, or zeros; nothing was committed to the log then. */
function isLog(header: Buffer): boolean {
  if (header.length < logHeaderBytes || isZero(header)) return true;
  const magic = header.readUInt32BE(0);
  if (magic !== logMagic.littleEndian && magic !== logMagic.bigEndian) return false;
  const wordAt = (at: number) => (magic === logMagic.bigEndian ? header.readUInt32BE(at) : header.readUInt32LE(at));
  let first = 0;
  let second = 0;
  for (let at = 0; at < 24; at += 8) {
    first = (first + wordAt(at) + second) >>> 0;
    second = (second + wordAt(at + 4) + first) >>> 0;
  }
  return first === header.readUInt32BE(24) && second === header.readUInt32BE(28);
}

/** Empty when there is no such file. */
function readStart(path: string, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  let file: number;
  try {
    file = openSync(path, "r");
  } catch (error) {
    if (codeOf(error) === "ENOENT") return bytes.subarray(0, 0);
    throw error;
  }
  try {
    return bytes.subarray(0, readSync(file, bytes, 0, length, 0));
  } finally {
    closeSync(file);
  }
}
