import { findBucket, send, signedUrl } from "./client.ts";
import { type Figure, figure, median } from "./figure.ts";
import { makeFolder, Program, startMedialoft } from "./processes.ts";

const parts = 1000;
const rounds = 3;
const uploaders = 32;
const part = Buffer.alloc(100 * 1024, "part");

/** Completing an upload of 1,000 parts, beside a server that durably keeps the same body in one row. */
export async function measureOssComplete(): Promise<Figure[]> {
  await using folder = await makeFolder();
  await using bareFolder = await makeFolder();
  await using server = startMedialoft(folder.path);
  const { api, object } = await server.next();
  const bucket = await findBucket(api);
  await using bare = new Program("reference/committer.ts", [bareFolder.path]);
  const bareObject = (await bare.next()).object;
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const { url, body } = await uploadParts({ object, bucket, key: `parts-${round}.bin` });
    ours.push(await milliseconds(() => send(url, "POST", body)));
    theirs.push(await milliseconds(() => send(bareObject, "POST", body)));
  }
  return [figure("oss.complete", median(ours), "ms", median(theirs))];
}

async function milliseconds(run: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await run();
  return performance.now() - began;
}

async function uploadParts({ object, bucket, key }: { object: string; bucket: string; key: string }) {
  const start = signedUrl(object, { method: "POST", bucket, key, query: [["uploads", ""]] });
  const uploadId = /<UploadId>([^<]+)/.exec((await send(start, "POST", Buffer.alloc(0))).body)?.[1] ?? "";
  const waiting = Array.from({ length: parts }, (_, i) => i + 1);
  const etags: string[] = [];
  const uploadSome = async () => {
    for (let number = waiting.pop(); number !== undefined; number = waiting.pop()) {
      const query = [
        ["partNumber", String(number)],
        ["uploadId", uploadId],
      ] as const;
      const sent = await send(signedUrl(object, { method: "PUT", bucket, key, query }), "PUT", part);
      etags[number] = sent.etag;
    }
  };
  await Promise.all(Array.from({ length: uploaders }, uploadSome));
  const lines = etags.map((etag, number) => `<Part><PartNumber>${number}</PartNumber><ETag>${etag}</ETag></Part>`);
  return {
    url: signedUrl(object, { method: "POST", bucket, key, query: [["uploadId", uploadId]] }),
    body: Buffer.from(`<CompleteMultipartUpload>${lines.join("")}</CompleteMultipartUpload>`),
  };
}
