import { createHash, randomBytes } from "node:crypto";
import { mkdir, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { createServer, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { createCRC64 } from "hash-wasm";
import { afterEach, beforeEach, expect, test } from "vitest";
import { failCalls, recordCalls, systemError, watchCalls } from "../../test/durability/watched-calls.ts";
import { WriteFence } from "../database/write-fence.ts";
import { Disk } from "./disk.ts";
import { type FileCalls, nodeFileCalls } from "./file-calls.ts";
import { blobFolders } from "./volume.ts";

let folder: string;
let fence: WriteFence;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "medialoft-disk-"));
  fence = new WriteFence();
  await mkdir(join(folder, "incoming"));
  for (const name of blobFolders) await mkdir(join(folder, "blobs", name), { recursive: true });
});
afterEach(() => rm(folder, { recursive: true }));

const openDisk = (calls?: FileCalls) => new Disk(calls ? { folder, fence, calls } : { folder, fence });
const leftovers = () => readdir(join(folder, "incoming"));
const stored = async () =>
  (await readdir(join(folder, "blobs"), { recursive: true })).filter((name) => name.length > 2);
const roomy = { maxBytes: Number.POSITIVE_INFINITY };

async function* chunks(...sizes: number[]): AsyncGenerator<Uint8Array> {
  for (const size of sizes) yield randomBytes(size);
}

async function* bytesThenError(error: Error): AsyncGenerator<Uint8Array> {
  yield randomBytes(3 * 1024 ** 2);
  throw error;
}

const crc64 = await createCRC64();
const digestsOf = (bytes: Uint8Array) => ({
  sizeBytes: bytes.byteLength,
  md5Hex: createHash("md5").update(bytes).digest("hex").toUpperCase(),
  crc64: BigInt(`0x${crc64.init().update(bytes).digest()}`).toString(),
});

test.each([
  ["no bytes", []],
  ["one byte", [1]],
  ["exactly one batch", [1024 ** 2]],
  ["chunks of every size", [1, 0, 65_536, 3_000_000, 7, 1_048_575, 1, 1]],
  ["thousands of tiny chunks", Array.from({ length: 3000 }, (_, index) => index % 5)],
])("a body of %s is stored byte for byte with its digests", async (_, sizes) => {
  const pieces = sizes.map((size) => randomBytes(size));
  const disk = openDisk();
  const blob = await disk.writeBlob(Readable.from(pieces), roomy);
  const bytes = Buffer.concat(pieces);
  expect(blob).toEqual({ blobId: expect.stringMatching(/^[0-9a-f]{32}$/), ...digestsOf(bytes) });
  expect(bytes.equals(await readFile(disk.pathOf(blob.blobId)))).toBe(true);
  expect(await leftovers()).toEqual([]);
});

test("chunks that nobody else keeps give their memory back once they are written, others stay as they are", async () => {
  const whole = new Uint8Array(randomBytes(2 * 1024 ** 2));
  const part = new Uint8Array(randomBytes(1024)).subarray(1);
  const bytes = Buffer.concat([whole, part]);
  const disk = openDisk();
  const kept = await disk.writeBlob(Readable.from([whole, part]), roomy);
  expect([whole.byteLength, part.byteLength]).toEqual([2 * 1024 ** 2, 1023]);
  const owned = await disk.writeBlob(Readable.from([whole, part]), { ...roomy, ownsChunks: true });
  expect([whole.byteLength, part.byteLength]).toEqual([0, 1023]);
  for (const { blobId } of [kept, owned]) expect(bytes.equals(await readFile(disk.pathOf(blobId)))).toBe(true);
});

test("bodies that arrive together are kept apart", async () => {
  const disk = openDisk();
  const bodies = Array.from({ length: 40 }, (_, index) => randomBytes(200_000 + index));
  const blobs = await Promise.all(
    bodies.map((body) => disk.writeBlob(Readable.from([body.subarray(0, 99_999), body.subarray(99_999)]), roomy)),
  );
  expect(blobs.map(({ blobId, ...digests }) => digests)).toEqual(bodies.map(digestsOf));
  for (const [index, { blobId }] of blobs.entries()) {
    expect(bodies[index]?.equals(await readFile(disk.pathOf(blobId)))).toBe(true);
  }
});

test("a write of the disk that takes only a part of the bytes is continued", async () => {
  const short: FileCalls = {
    ...nodeFileCalls,
    create: async (path) => {
      const file = await nodeFileCalls.create(path);
      const writev = (pieces: readonly Uint8Array[], position: number) => {
        const [first] = pieces;
        return file.writev(first ? [first.subarray(0, Math.ceil(first.byteLength / 2))] : [], position);
      };
      return { ...file, writev };
    },
  };
  const disk = openDisk(short);
  const body = randomBytes(2_500_000);
  const blob = await disk.writeBlob(Readable.from([body.subarray(0, 70_000), body.subarray(70_000)]), roomy);
  expect(body.equals(await readFile(disk.pathOf(blob.blobId)))).toBe(true);
});

test("a body larger than allowed is refused before its end, and nothing of it stays", async () => {
  let taken = 0;
  async function* endless() {
    for (;;) {
      taken++;
      yield randomBytes(100_000);
    }
  }
  await expect(openDisk().writeBlob(endless(), { maxBytes: 1_000_000 })).rejects.toMatchObject({ code: "TooLarge" });
  expect(taken).toBe(11);
  expect([await leftovers(), await stored()]).toEqual([[], []]);
});

test("a body that is announced larger than allowed is refused unread", async () => {
  const source = Readable.from(chunks(10));
  await expect(openDisk().writeBlob(source, { maxBytes: 10, expectedBytes: 11 })).rejects.toMatchObject({
    code: "TooLarge",
  });
  expect(source.readableDidRead).toBe(false);
});

test("a source whose body is refused is not destroyed, so that its sender can be answered", async () => {
  const source = Readable.from(chunks(10, 10));
  await expect(openDisk().writeBlob(source, { maxBytes: 5 })).rejects.toMatchObject({ code: "TooLarge" });
  expect(source.destroyed).toBe(false);
});

test.each([999, 1001])(
  "a body of 1000 bytes that was announced as %d is refused, and nothing of it stays",
  async (expectedBytes) => {
    await expect(openDisk().writeBlob(chunks(1000), { ...roomy, expectedBytes })).rejects.toMatchObject({
      code: "IncompleteBody",
    });
    expect([await leftovers(), await stored()]).toEqual([[], []]);
  },
);

test("a body whose sender hangs up is refused, and nothing of it stays", async () => {
  const disk = openDisk();
  const { promise, resolve } = Promise.withResolvers<unknown>();
  const server = createServer((incoming) => void disk.writeBlob(incoming, roomy).then(resolve, resolve));
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  const sender = request({ port, host: "127.0.0.1", method: "PUT", headers: { "content-length": 10_000_000 } });
  sender.on("error", () => undefined);
  sender.write(randomBytes(2_000_000), () => sender.destroy());
  expect(await promise).toMatchObject({ code: "IncompleteBody" });
  expect([await leftovers(), await stored()]).toEqual([[], []]);
  server.close();
});

test("a signal ends a body that does not come to its end", async () => {
  const abort = new AbortController();
  const source = new Readable({ read() {} });
  source.push(randomBytes(100));
  const written = openDisk().writeBlob(source, { ...roomy, signal: abort.signal });
  abort.abort();
  await expect(written).rejects.toMatchObject({ code: "IncompleteBody" });
  expect(await leftovers()).toEqual([]);
});

test("an error of the source comes through as it is", async () => {
  const error = new Error("The form is malformed.");
  await expect(openDisk().writeBlob(bytesThenError(error), roomy)).rejects.toBe(error);
  expect(await leftovers()).toEqual([]);
});

test("a body that is not what its sender says it is never gets a name among the data files", async () => {
  const calls: string[] = [];
  const disk = openDisk(recordCalls(nodeFileCalls, calls));
  const body = Buffer.from("123456789");
  const good = { expectedMd5Hex: digestsOf(body).md5Hex.toLowerCase(), expectedCrc64: "11051210869376104954" };
  await expect(disk.writeBlob(Readable.from([body]), { ...roomy, ...good })).resolves.toMatchObject(digestsOf(body));
  calls.length = 0;
  for (const wrong of [{ expectedMd5Hex: "00".repeat(16) }, { expectedCrc64: "1" }]) {
    const written = disk.writeBlob(Readable.from([body]), { ...roomy, ...good, ...wrong });
    await expect(written).rejects.toMatchObject({ code: "DigestMismatch" });
  }
  expect(calls).not.toContain("rename");
  expect(await leftovers()).toEqual([]);
});

test("bytes are synced before the file gets its name, and the name before the write is done", async () => {
  const calls: string[] = [];
  const disk = openDisk(recordCalls(nodeFileCalls, calls));
  await disk.writeBlob(chunks(10), roomy);
  expect(calls).toEqual(["freeBytes", "create", "writev", "datasync", "close", "rename", "syncFolder"]);
});

test("a large body is synced while it arrives, and again after its last byte", async () => {
  const calls: string[] = [];
  const disk = openDisk(recordCalls(nodeFileCalls, calls));
  await disk.writeBlob(chunks(...Array.from({ length: 100 }, () => 1024 ** 2)), roomy);
  expect(calls.filter((name) => name === "datasync").length).toBeGreaterThanOrEqual(3);
  expect(calls.lastIndexOf("datasync")).toBeGreaterThan(calls.lastIndexOf("writev"));
});

test("a full disk costs the one body, and the next one is stored when there is room again", async () => {
  for (const name of ["create", "writev", "datasync", "close", "rename"]) {
    let full = true;
    const calls = failCalls(nodeFileCalls, "ENOSPC", (call) => full && call.name === name);
    const disk = openDisk(calls);
    await expect(disk.writeBlob(chunks(5_000_000), roomy), name).rejects.toMatchObject({ code: "DiskFull" });
    expect([await leftovers(), await stored(), fence.reason], name).toEqual([[], [], undefined]);
    full = false;
    const { blobId } = await disk.writeBlob(chunks(10), roomy);
    await rm(disk.pathOf(blobId));
  }
});

test("a body that would fill the disk is refused unread, and so is any when little room is left", async () => {
  let free = 1_000_000_000;
  const disk = openDisk({ ...nodeFileCalls, freeBytes: async () => free });
  const large = Readable.from(chunks(10));
  await expect(disk.writeBlob(large, { ...roomy, expectedBytes: 990_000_000 })).rejects.toMatchObject({
    code: "DiskFull",
  });
  expect(large.readableDidRead).toBe(false);
  await disk.writeBlob(chunks(10), roomy);
  free = 10_000_000;
  await expect(disk.writeBlob(chunks(10), roomy)).rejects.toMatchObject({ code: "DiskFull" });
});

test.each(["datasync", "syncFolder"])(
  "a failed %s closes the fence: it is not repeated, and later writes are refused",
  async (name) => {
    let failed = 0;
    const calls = failCalls(nodeFileCalls, "EIO", (call) => call.name === name && failed++ === 0);
    const disk = openDisk(calls);
    await expect(disk.writeBlob(chunks(10), roomy)).rejects.toMatchObject({ code: "DiskFault" });
    expect(failed).toBe(1);
    expect(fence.reason).toMatch(/^The disk failed: syncing a .* \(EIO\)\. Nothing is written until/);
    await expect(disk.writeBlob(chunks(10), roomy)).rejects.toThrow();
    expect([await leftovers(), await stored()]).toEqual([[], []]);
  },
);

test("a sync that fails while a large body arrives closes the fence too", async () => {
  const calls = failCalls(nodeFileCalls, "EIO", (call) => call.name === "datasync");
  const body = chunks(...Array.from({ length: 50 }, () => 1024 ** 2));
  await expect(openDisk(calls).writeBlob(body, roomy)).rejects.toMatchObject({ code: "DiskFault" });
  expect(fence.reason).toContain("EIO");
});

test.each(["freeBytes", "create", "writev", "close", "rename"])("a fault of %s costs the one body", async (name) => {
  const calls = failCalls(nodeFileCalls, "EIO", (call) => call.name === name);
  await expect(openDisk(calls).writeBlob(chunks(5_000_000), roomy)).rejects.toMatchObject({ code: "DiskFault" });
  expect([await leftovers(), await stored(), fence.reason]).toEqual([[], [], undefined]);
});

test("a file that is being read is removed after its last reader, and a missing one is no error", async () => {
  const logged: unknown[] = [];
  const disk = new Disk({ folder, fence, log: (...line) => logged.push(line) });
  const { blobId } = await disk.writeBlob(chunks(10), roomy);
  const releases = [disk.hold([blobId]), disk.hold([blobId])];
  disk.removeBlobs([blobId, "00".repeat(16)]);
  await disk.removals();
  expect(await stored()).toHaveLength(1);
  releases[0]?.();
  releases[0]?.();
  await disk.removals();
  expect(await stored()).toHaveLength(1);
  releases[1]?.();
  await disk.removals();
  expect([await stored(), logged]).toEqual([[], []]);
});

test("a file that cannot be removed is reported and does not keep the next one", async () => {
  const logged: object[] = [];
  let failures = 0;
  const calls = watchCalls(nodeFileCalls, (call, run) => {
    if (call.name === "unlink" && failures++ === 0) throw systemError("EIO");
    return run();
  });
  const disk = new Disk({ folder, fence, calls, log: (details) => logged.push(details) });
  const [first, second] = [await disk.writeBlob(chunks(1), roomy), await disk.writeBlob(chunks(1), roomy)];
  disk.removeBlobs([first.blobId, second.blobId]);
  await disk.removals();
  expect(logged).toMatchObject([{ blobId: first.blobId }]);
  expect((await stored()).map((name) => name.slice(3))).toEqual([first.blobId]);
});
