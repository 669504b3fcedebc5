import { expect, test } from "vitest";
import type { OpenFile } from "./file-calls.ts";
import { ObjectStream } from "./object-stream.ts";

/** A file of zeros that tells when it is closed. */
function makeFile(closed: string[], name: string): OpenFile {
  const never = () => Promise.reject(new Error("Only read."));
  return {
    read: async (into) => into.byteLength,
    close: async () => void closed.push(name),
    writev: never,
    datasync: never,
    stat: never,
  };
}

/** Larger than what is read at once. */
const sizeBytes = 3 * 1024 ** 2;
const slice = (blobId: string) => ({ blobId, sizeBytes, start: 0, end: sizeBytes });

test("a reader who leaves while the next data file is being opened leaves no file open", async () => {
  const closed: string[] = [];
  const { promise: opening, resolve: opened } = Promise.withResolvers<OpenFile>();
  const asked = Promise.withResolvers<void>();
  const stream = new ObjectStream([slice("a"), slice("b")], makeFile(closed, "a"), {
    open: () => {
      asked.resolve();
      return opening;
    },
    read: (file, into, position) => file.read(into, position),
    release: () => closed.push("released"),
  });
  stream.resume();
  await asked.promise;
  stream.destroy();
  opened(makeFile(closed, "b"));
  await expect.poll(() => closed).toEqual(["a", "released", "b"]);
});
