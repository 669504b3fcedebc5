import { createReadStream } from "node:fs";
import { mkdtempDisposable } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import OSS from "ali-oss";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startServer } from "../../src/server.ts";
import {
  call,
  readSample,
  rootKey,
  startTestServer,
  type TestServer,
  testConfig,
  waitUntilPrepared,
} from "../server.ts";
import { type ClientOptions, uploadClient } from "./upload-client.ts";

const videoPath = fileURLToPath(new URL("../../demo/sample.mp4", import.meta.url));
const partSize = 102_400;

let server: TestServer;
let video: Buffer;
beforeAll(async () => {
  server = await startTestServer();
  video = await readSample("demo/sample.mp4");
});
afterAll(() => server[Symbol.asyncDispose]());

async function expectWholeVideo(fileUrl: string): Promise<void> {
  const { MediaId } = await call(server, "RegisterYikeAssetMediaInfo", { InputURL: fileUrl, MediaType: "video" });
  const info = await waitUntilPrepared(server, String(MediaId));
  expect(info.MediaBasicInfo.Status).toBe("Normal");
  const response = await fetch(String(info.FileInfoList[0]?.FileBasicInfo.FileUrl));
  expect(video.equals(Buffer.from(await response.arrayBuffer()))).toBe(true);
}

/** Uploads a file until its first part is there; answers what a program would have noted down by then. */
async function uploadOnePart(client: OSS, key: string): Promise<OSS.Checkpoint> {
  let noted = "";
  const upload = client.multipartUpload(key, videoPath, {
    partSize,
    parallel: 1,
    progress: (_share: number, reached: OSS.Checkpoint) => {
      if (reached?.doneParts.length !== 1) return;
      noted = JSON.stringify(reached);
      (client as OSS & { cancel(): void }).cancel();
    },
  });
  await expect(upload).rejects.toMatchObject({ name: "cancel" });
  return JSON.parse(noted);
}

/** Goes on from there; answers how many parts were there at each step. */
async function goOn(client: OSS, key: string, checkpoint: OSS.Checkpoint): Promise<number[]> {
  const steps: number[] = [];
  const progress = (_share: number, reached?: OSS.Checkpoint) => {
    if (reached) steps.push(reached.doneParts.length);
  };
  await client.multipartUpload(key, videoPath, { partSize, parallel: 1, checkpoint, progress });
  return steps;
}

describe.each<[string, ClientOptions]>([
  ["V1", {}],
  ["V4", { authorizationV4: true }],
])("ali-oss with %s signatures and an upload credential", (_name, options) => {
  const createUpload = () => call(server, "CreateYikeAssetUpload", { FileExt: "mp4" });

  test("puts a stream", async () => {
    const { client, key, fileUrl } = uploadClient(await createUpload(), options);
    await client.putStream(key, createReadStream(videoPath));
    await expectWholeVideo(fileUrl);
  });

  test("goes on with an upload that was broken off, from what it noted down", async () => {
    const upload = await createUpload();
    const { client, key, fileUrl } = uploadClient(upload, options);
    const checkpoint = await uploadOnePart(client, key);
    expect(await goOn(uploadClient(upload, options).client, key, checkpoint)).toEqual([2, 3]);
    await expectWholeVideo(fileUrl);
  });

  test("leaves a registered file to be read by the account's own key", async () => {
    const { client, key, bucket, fileUrl } = uploadClient(await createUpload(), options);
    await client.multipartUpload(key, videoPath, { partSize });
    await expectWholeVideo(fileUrl);
    const reader = new OSS({ ...rootKey, endpoint: server.objectUrl, bucket, region: "oss-cn-shanghai", ...options });
    expect((await reader.head(key)).res.headers).toMatchObject({
      "content-length": String(video.length),
      "content-type": "video/mp4",
    });
    const range = await reader.get(key, { headers: { Range: "bytes=1000-1999" } });
    expect(range.res.status).toBe(206);
    expect(video.subarray(1000, 2000).equals(range.content)).toBe(true);
    const { stream } = await reader.getStream(key);
    expect(video.equals(await buffer(stream))).toBe(true);
  });
});

test("an upload goes on after the server was started again", async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), "medialoft-restart-"));
  const begin = async () => {
    await using first = await startServer(testConfig(folder.path));
    const upload = uploadClient(await call(first, "CreateYikeAssetUpload", { FileExt: "mp4" }));
    const checkpoint = await uploadOnePart(upload.client, upload.key);
    return { ...upload, checkpoint, objectPort: new URL(first.objectUrl).port };
  };
  const { client, key, bucket, checkpoint, objectPort } = await begin();
  await using second = await startServer(testConfig(folder.path, { objectPort }));
  expect(await goOn(client, key, checkpoint)).toEqual([2, 3]);
  const reader = new OSS({ ...rootKey, endpoint: second.objectUrl, bucket });
  expect(video.equals((await reader.get(key)).content)).toBe(true);
});
