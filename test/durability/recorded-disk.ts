import { closeSync, mkdirSync, openSync, writeSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { FileCalls } from "../../src/storage/file-calls.ts";
import { type FileCall, watchCalls } from "./watched-calls.ts";

/** What a power cut may do with a change that no completed sync covers. */
export interface Chance {
  /** Whether a change of a folder reached the disk by itself. */
  keepsName(): boolean;
  /** How many of the bytes of one write reached the disk by themselves. */
  keepsBytes(length: number): number;
}

/** Nothing reaches the disk unless it is synced. */
export const nothingUnsynced: Chance = { keepsName: () => false, keepsBytes: () => 0 };

interface Span {
  readonly start: number;
  end: number;
}

type Inode = { readonly kind: "file"; readonly id: number } | { readonly kind: "folder"; readonly path: string };

type Change =
  | (Span & {
      readonly what: "name";
      readonly folder: string;
      readonly name: string;
      readonly inode: Inode | undefined;
    })
  | (Span & { readonly what: "bytes"; readonly file: number; readonly position: number; readonly bytes: Uint8Array })
  | (Span & { readonly what: "sync"; readonly file: number })
  | (Span & { readonly what: "syncFolder"; readonly folder: string });

type Write = Pick<Extract<Change, { what: "bytes" }>, "position" | "bytes">;

/**
 * Keeps every change that is made of files below a folder, when it began and when it was done, and builds from that what a
 * power cut at any moment can leave: a completed sync makes durable what was done before it began, and nothing else.
 */
export class RecordedDisk {
  readonly calls: FileCalls;
  readonly #root: string;
  readonly #changes: Change[] = [];
  readonly #names = new Map<string, Inode>();
  readonly #durable = new Map<Change, number>();
  #clock = 0;
  #files = 0;

  constructor(root: string, calls: FileCalls) {
    this.#root = root;
    this.calls = watchCalls(calls, (call, run) => this.#record(call, run));
  }

  /** A moment: each one is later than all before. */
  tick(): number {
    return ++this.#clock;
  }

  async #record<T>(call: FileCall, run: () => Promise<T>): Promise<T> {
    const changes = this.#changesOf(call);
    this.#changes.push(...changes);
    const answer = await run();
    const end = this.tick();
    for (const change of changes) change.end = end;
    return answer;
  }

  #changesOf(call: FileCall): Change[] {
    const span = { start: this.tick(), end: Number.POSITIVE_INFINITY };
    const name = (path: string, inode: Inode | undefined): Change => {
      if (inode) this.#names.set(path, inode);
      else this.#names.delete(path);
      return { ...span, what: "name", folder: dirname(path), name: basename(path), inode };
    };
    switch (call.name) {
      case "create":
        return [name(call.path, { kind: "file", id: ++this.#files })];
      case "makeFolder":
        return this.#names.has(call.path) ? [] : [name(call.path, { kind: "folder", path: call.path })];
      case "rename":
        return [name(call.to, this.#names.get(call.path)), name(call.path, undefined)];
      case "unlink":
        return [name(call.path, undefined)];
      case "writev":
        return [
          {
            ...span,
            what: "bytes",
            file: this.#fileAt(call.path),
            position: call.position,
            bytes: Buffer.concat(call.pieces),
          },
        ];
      case "datasync":
        return [{ ...span, what: "sync", file: this.#fileAt(call.path) }];
      case "syncFolder":
        return [{ ...span, what: "syncFolder", folder: call.path }];
      default:
        return [];
    }
  }

  #fileAt(path: string): number {
    const inode = this.#names.get(path);
    if (inode?.kind !== "file") throw new Error(`No file was made at ${path}.`);
    return inode.id;
  }

  /** Writes into another folder what the disk holds after a power cut at the moment. */
  writeStateAt(moment: number, chance: Chance, into: string): void {
    const begun = this.#changes.filter((change) => change.start <= moment);
    const durableAt = this.#durableAt();
    const isSynced = (change: Change) => (durableAt.get(change) ?? Number.POSITIVE_INFINITY) <= moment;
    const names = begun.filter((change) => change.what === "name" && (isSynced(change) || chance.keepsName()));
    const kept = begun.flatMap((change) => {
      if (change.what !== "bytes") return [];
      const length = isSynced(change) ? change.bytes.byteLength : chance.keepsBytes(change.bytes.byteLength);
      return length > 0 ? [{ ...change, bytes: change.bytes.subarray(0, length) }] : [];
    });
    const contents = Map.groupBy(kept, ({ file }) => file);
    this.#writeFolder(this.#root, names, contents, into);
  }

  /** When the first sync that covers a change was done. */
  #durableAt(): Map<Change, number> {
    if (this.#durable.size === this.#changes.length) return this.#durable;
    const syncs = this.#changes.filter((change) => change.what === "sync" || change.what === "syncFolder");
    for (const change of this.#changes) {
      const covering = syncs.filter((sync) => change.end < sync.start && covers(sync, change));
      this.#durable.set(change, Math.min(...covering.map((sync) => sync.end)));
    }
    return this.#durable;
  }

  #writeFolder(
    path: string,
    names: readonly Change[],
    contents: ReadonlyMap<number, readonly Write[]>,
    into: string,
  ): void {
    mkdirSync(into, { recursive: true });
    const entries = new Map<string, Inode>();
    for (const change of names) {
      if (change.what !== "name" || change.folder !== path) continue;
      if (change.inode) entries.set(change.name, change.inode);
      else entries.delete(change.name);
    }
    for (const [name, inode] of entries) {
      if (inode.kind === "folder") this.#writeFolder(inode.path, names, contents, join(into, name));
      else writePieces(join(into, name), contents.get(inode.id) ?? []);
    }
  }
}

function covers(sync: Change, change: Change): boolean {
  if (sync.what === "sync") return change.what === "bytes" && change.file === sync.file;
  return sync.what === "syncFolder" && change.what === "name" && change.folder === sync.folder;
}

/** What was never written in between reads as zeros. */
function writePieces(path: string, pieces: readonly Write[]): void {
  const file = openSync(path, "w");
  for (const { bytes, position } of pieces) writeSync(file, bytes, 0, bytes.byteLength, position);
  closeSync(file);
}
