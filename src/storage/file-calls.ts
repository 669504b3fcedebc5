import { constants } from "node:fs";
import { type FileHandle, lstat, mkdir, open, readdir, rename, statfs, unlink } from "node:fs/promises";
import { platform } from "node:process";
import { systemCode } from "./errors.ts";

export interface FileFacts {
  /** False for folders, pipes, links and devices. */
  readonly isFile: boolean;
  readonly sizeBytes: number;
  readonly modifiedAt: number;
}

export interface OpenFile {
  /** Answers how many bytes were taken, which may be fewer than given. */
  writev(pieces: readonly Uint8Array[], position: number): Promise<number>;
  /** Answers 0 at the end. */
  read(into: Uint8Array, position: number): Promise<number>;
  datasync(): Promise<void>;
  stat(): Promise<FileFacts>;
  close(): Promise<void>;
}

/** Every call that storage makes on files: what records or fails them takes its place. */
export interface FileCalls {
  /** Fails with EEXIST when there is such a file. */
  create(path: string): Promise<OpenFile>;
  /** For reading; does not wait on a pipe and does not follow a link. */
  open(path: string): Promise<OpenFile>;
  rename(from: string, to: string): Promise<void>;
  unlink(path: string): Promise<void>;
  list(folder: string): Promise<string[]>;
  stat(path: string): Promise<FileFacts>;
  /** Makes missing parents too; an existing folder is fine. Answers whether anything was made. */
  makeFolder(path: string): Promise<boolean>;
  /** What is left for us on the folder's disk. */
  freeBytes(folder: string): Promise<number>;
  /** Makes names in the folder durable, where the system can. */
  syncFolder(path: string): Promise<void>;
}

const toFacts = (stats: { isFile(): boolean; size: number; mtimeMs: number }): FileFacts => ({
  isFile: stats.isFile(),
  sizeBytes: stats.size,
  modifiedAt: stats.mtimeMs,
});

const toOpenFile = (handle: FileHandle): OpenFile => ({
  writev: async (pieces, position) => (await handle.writev(pieces, position)).bytesWritten,
  read: async (into, position) => (await handle.read(into, 0, into.byteLength, position)).bytesRead,
  datasync: () => handle.datasync(),
  stat: async () => toFacts(await handle.stat()),
  close: () => handle.close(),
});

const toRead = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0);

const cannotSyncFolders = new Set(
  platform === "win32" ? ["EISDIR", "EPERM", "EACCES", "EINVAL"] : ["EINVAL", "ENOTSUP"],
);

async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

async function syncFolder(path: string): Promise<void> {
  try {
    await using handle = await open(path, "r");
    await handle.sync();
  } catch (error) {
    if (!cannotSyncFolders.has(systemCode(error) ?? "")) throw error;
  }
}

export const nodeFileCalls: FileCalls = {
  create: async (path) => toOpenFile(await open(path, "wx", 0o600)),
  open: async (path) => toOpenFile(await open(path, toRead)),
  rename,
  unlink,
  list: (folder) => readdir(folder),
  stat: async (path) => toFacts(await lstat(path)),
  makeFolder: async (path) => (await mkdir(path, { recursive: true, mode: 0o700 })) !== undefined,
  freeBytes,
  syncFolder,
};
