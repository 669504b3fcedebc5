import { open, readFile } from "node:fs/promises";
import { join } from "node:path";
import { call, findBucket, prepared, send, signedUrl } from "./client.ts";
import { type Figure, figure, median } from "./figure.ts";
import { makeFolder, Program, startMedialoft } from "./processes.ts";

const gigabyte = 1e9;
const rounds = 5;

/** From Register's answer to Normal for a video of 1 GB whose index is at its end, beside a bare probe of the same file. */
export async function measurePrepare(): Promise<Figure[]> {
  await using folder = await makeFolder();
  await using fileFolder = await makeFolder();
  const path = join(fileFolder.path, "large.mp4");
  await writeLargeVideo(path);
  await using server = startMedialoft(folder.path);
  const { api, object } = await server.next();
  const bucket = await findBucket(api);
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const key = `large-${round}.mp4`;
    await uploadFile(signedUrl(object, { method: "PUT", bucket, key }), path);
    const input = { InputURL: `oss://${bucket}/${key}`, MediaType: "video" };
    const { MediaId } = await call(api, "RegisterYikeAssetMediaInfo", input);
    const began = performance.now();
    await prepared(api, String(MediaId));
    ours.push(performance.now() - began);
    await using bare = new Program("reference/prober.ts", [path]);
    theirs.push((await bare.next<{ readonly milliseconds: number }>()).milliseconds);
  }
  return [figure("prepare", median(ours), "ms", median(theirs))];
}

/** The sample with room for 1 GB in front of its index. */
async function writeLargeVideo(path: string): Promise<void> {
  const sample = await readFile(new URL("../demo/sample.mp4", import.meta.url));
  const index = sample.lastIndexOf("moov") - 4;
  const gap = gigabyte - sample.length;
  const free = Buffer.alloc(8);
  free.writeUInt32BE(gap);
  free.write("free", 4);
  await using file = await open(path, "w");
  await file.write(sample.subarray(0, index), 0, index, 0);
  await file.write(free, 0, 8, index);
  await file.write(sample.subarray(index), 0, sample.length - index, index + gap);
}

async function uploadFile(url: string, path: string): Promise<void> {
  await using file = await open(path);
  const { size } = await file.stat();
  await send(url, "PUT", file.createReadStream({ autoClose: false }), size);
}
