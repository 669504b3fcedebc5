import type { FileCalls, OpenFile } from "../../src/storage/file-calls.ts";

/** One call on files, as whoever watches sees it. */
export type FileCall =
  | {
      readonly name: "create" | "open" | "unlink" | "list" | "stat" | "makeFolder" | "freeBytes" | "syncFolder";
      readonly path: string;
    }
  | { readonly name: "rename"; readonly path: string; readonly to: string }
  | {
      readonly name: "writev";
      readonly path: string;
      readonly position: number;
      readonly pieces: readonly Uint8Array[];
    }
  | { readonly name: "read" | "datasync" | "fstat" | "close"; readonly path: string };

/** Sees every call before it is made, and makes it by `run`, or does not. */
export type Watch = <T>(call: FileCall, run: () => Promise<T>) => Promise<T>;

export function watchCalls(calls: FileCalls, watch: Watch): FileCalls {
  const watchFile = (path: string, file: OpenFile): OpenFile => ({
    writev: (pieces, position) =>
      watch({ name: "writev", path, position, pieces }, () => file.writev(pieces, position)),
    read: (into, position) => watch({ name: "read", path }, () => file.read(into, position)),
    datasync: () => watch({ name: "datasync", path }, () => file.datasync()),
    stat: () => watch({ name: "fstat", path }, () => file.stat()),
    close: () => watch({ name: "close", path }, () => file.close()),
  });
  return {
    create: async (path) => watchFile(path, await watch({ name: "create", path }, () => calls.create(path))),
    open: async (path) => watchFile(path, await watch({ name: "open", path }, () => calls.open(path))),
    rename: (path, to) => watch({ name: "rename", path, to }, () => calls.rename(path, to)),
    unlink: (path) => watch({ name: "unlink", path }, () => calls.unlink(path)),
    list: (path) => watch({ name: "list", path }, () => calls.list(path)),
    stat: (path) => watch({ name: "stat", path }, () => calls.stat(path)),
    makeFolder: (path) => watch({ name: "makeFolder", path }, () => calls.makeFolder(path)),
    freeBytes: (path) => watch({ name: "freeBytes", path }, () => calls.freeBytes(path)),
    syncFolder: (path) => watch({ name: "syncFolder", path }, () => calls.syncFolder(path)),
  };
}

/** Keeps the name of each call that has succeeded. */
export function recordCalls(calls: FileCalls, into: string[]): FileCalls {
  return watchCalls(calls, async (call, run) => {
    const answer = await run();
    into.push(call.name);
    return answer;
  });
}

export function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: injected`), { code });
}

/** Fails the calls that are picked, before they reach the disk; a close that fails has closed its file all the same. */
export const failCalls = (
  calls: FileCalls,
  code: string,
  pick: (call: FileCall, index: number) => boolean,
): FileCalls => {
  let index = 0;
  return watchCalls(calls, async (call, run) => {
    if (!pick(call, index++)) return run();
    if (call.name === "close") await run();
    throw systemError(code);
  });
};
