import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import OSS from "ali-oss";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { call, readSample, rootKey, startTestServer, type TestServer, waitUntilPrepared } from "../server.ts";
import { transfer } from "./transfer.ts";
import { uploadClient } from "./upload-client.ts";

let clockAheadMs = 0;
let server: TestServer;
let folder: string;
let video: Buffer;
let videoPath: string;
let bucket: string;

beforeAll(async () => {
  server = await startTestServer({}, () => Date.now() + clockAheadMs);
  folder = await mkdtemp(join(tmpdir(), "medialoft-urls-"));
  videoPath = join(folder, "video.mp4");
  video = await largeVideo();
  await writeFile(videoPath, video);
  ({ bucket } = uploadClient(await call(server, "CreateYikeAssetUpload", { FileExt: "mp4" })));
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

/** The sample with an empty box behind it: large enough that curl asks before it sends. */
async function largeVideo(): Promise<Buffer> {
  const free = Buffer.alloc(2 * 1024 ** 2);
  free.writeUInt32BE(free.length);
  free.write("free", 4);
  return Buffer.concat([await readSample("demo/sample.mp4"), free]);
}

async function fileUrlOf(inputUrl: string): Promise<string> {
  const { MediaId } = await call(server, "RegisterYikeAssetMediaInfo", { InputURL: inputUrl, MediaType: "video" });
  const info = await waitUntilPrepared(server, String(MediaId));
  expect(info.MediaBasicInfo.Status).toBe("Normal");
  return String(info.FileInfoList[0]?.FileBasicInfo.FileUrl);
}

type Signer = OSS & {
  signatureUrlV4(method: string, seconds: number, request: object, key: string): Promise<string>;
};

/** The client signs URLs only for names, not for addresses. */
const signer = () =>
  new OSS({
    ...rootKey,
    endpoint: server.objectUrl.replace("127.0.0.1", "localhost"),
    bucket,
    region: "oss-cn-shanghai",
  }) as Signer;

type Sign = (method: "GET" | "PUT", key: string, contentType?: string) => Promise<string>;
const signV1: Sign = async (method, key, contentType) =>
  signer().signatureUrl(key, { method, expires: 600, ...(contentType ? { "Content-Type": contentType } : {}) });
const signV4: Sign = (method, key, contentType) =>
  signer().signatureUrlV4(method, 600, { headers: contentType ? { "Content-Type": contentType } : {} }, key);

describe(`${transfer.name} with a URL that ali-oss signed`, () => {
  test.each([
    ["V1", signV1],
    ["V4", signV4],
  ])("puts a file by a %s URL and reads it back; the file registers", async (name, sign) => {
    const key = `by url/${name} 文件 a+b&c.mp4`;
    const put = await transfer.put(await sign("PUT", key, "video/mp4"), videoPath, "video/mp4");
    expect(put).toEqual({ status: 200, body: Buffer.alloc(0) });
    const got = await transfer.get(await sign("GET", key));
    expect(got.status).toBe(200);
    expect(video.equals(got.body)).toBe(true);
    const whole = await transfer.get(await fileUrlOf(`oss://${bucket}/${key}`));
    expect(video.equals(whole.body)).toBe(true);
  });

  test.each([
    ["V1", signV1],
    ["V4", signV4],
  ])("cannot put another type, or to another key, by a %s URL", async (name, sign) => {
    const key = `refused/${name}`;
    const url = await sign("PUT", key, "video/mp4");
    const refused = [
      await transfer.put(url, videoPath, "text/html"),
      await transfer.put(url.replace(key, `${key}-other`), videoPath, "video/mp4"),
    ];
    for (const { status, body } of refused) {
      expect(status).toBe(403);
      expect(body.toString()).toContain("<Code>SignatureDoesNotMatch</Code>");
    }
    expect((await transfer.get(await sign("GET", key))).status).toBe(404);
  });
});

describe(`${transfer.name} with a FileUrl`, () => {
  const putAs = (key: string) =>
    new OSS({ ...rootKey, endpoint: server.objectUrl, bucket, region: "oss-cn-shanghai" }).put(key, videoPath);

  test("cannot write with it, nor read another object", async () => {
    await putAs("one.mp4");
    await putAs("two.mp4");
    const fileUrl = await fileUrlOf(`oss://${bucket}/one.mp4`);
    expect((await transfer.put(fileUrl, videoPath, "video/mp4")).status).toBe(403);
    expect((await transfer.get(fileUrl.replace("one.mp4", "two.mp4"))).status).toBe(403);
  });

  test("reads the whole file and a range, and nothing an hour later", async () => {
    await putAs("file-url.mp4");
    const fileUrl = await fileUrlOf(`oss://${bucket}/file-url.mp4`);
    const whole = await transfer.get(fileUrl);
    expect(whole.status).toBe(200);
    expect(video.equals(whole.body)).toBe(true);
    const range = await transfer.get(fileUrl, "10-19");
    expect(range).toEqual({ status: 206, body: video.subarray(10, 20) });
    clockAheadMs = 3_611_000;
    const late = await transfer.get(fileUrl);
    expect(late.status).toBe(403);
    expect(late.body.toString()).toContain("<Code>AccessDenied</Code><Message>Request has expired.</Message>");
  });
});
