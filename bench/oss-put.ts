import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { findBucket, send, signedUrl } from "./client.ts";
import { type Figure, figure, median } from "./figure.ts";
import { makeFolder, Program, startMedialoft } from "./processes.ts";

const mebibyte = 1024 ** 2;
const gibibyte = 1024 ** 3;
const rounds = 3;
const piece = Buffer.alloc(mebibyte, "Medialoft ");

function bodyOf(bytes: number): Readable {
  let left = bytes;
  return new Readable({
    highWaterMark: 4 * mebibyte,
    read() {
      const size = Math.min(left, piece.length);
      left -= size;
      this.push(size === 0 ? null : piece.subarray(0, size));
    },
  });
}

async function mebibytesPerSecond(url: string, bytes: number): Promise<number> {
  const began = performance.now();
  await send(url, "PUT", bodyOf(bytes), bytes);
  return bytes / mebibyte / ((performance.now() - began) / 1000);
}

/** PutObject of 1 GiB, beside a bare receiver with the same hashes and syncs; and what memory grows by while 4 GiB arrive. */
export async function measureOssPut(): Promise<Figure[]> {
  await using folder = await makeFolder();
  await using bareFolder = await makeFolder();
  await using server = startMedialoft(folder.path);
  const { api, object } = await server.next();
  const bucket = await findBucket(api);
  await using bare = new Program("reference/disk-writer.ts", [bareFolder.path]);
  const bareObject = (await bare.next()).object;
  const url = () => signedUrl(object, { method: "PUT", bucket, key: "large.bin" });
  const grown = await memoryGrowth(server, url());
  const bareGrown = await memoryGrowth(bare, bareObject);
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let round = 0; round < rounds; round++) {
    ours.push(await mebibytesPerSecond(url(), gibibyte));
    theirs.push(await mebibytesPerSecond(bareObject, gibibyte));
    for (const file of await readdir(bareFolder.path)) await rm(join(bareFolder.path, file));
  }
  return [
    figure("oss.put", median(ours), "MiB/s", median(theirs)),
    figure("oss.put.memory", grown, "MiB in 4 GiB", bareGrown),
  ];
}

/** MiB by which the most memory ever used rises while 4 GiB arrive, after a small upload. */
async function memoryGrowth(program: Program, url: string): Promise<number> {
  await send(url, "PUT", bodyOf(mebibyte), mebibyte);
  const before = await program.peakMemoryBytes();
  await send(url, "PUT", bodyOf(4 * gibibyte), 4 * gibibyte);
  return ((await program.peakMemoryBytes()) - before) / mebibyte;
}
