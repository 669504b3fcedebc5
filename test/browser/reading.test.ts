import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { uploadClient } from "../clients/upload-client.ts";
import { call, readSample, startTestServer, type TestServer, waitUntilPrepared } from "../server.ts";
import { type Exchanges, openBrowser, openPage } from "./browser.ts";
import { openSite, type Site } from "./site.ts";

const freeBytes = 16 * 1024 ** 2;
const firstByteOf = (range: string) => Number(/^bytes (\d+)-/.exec(range)?.[1]);

let server: TestServer;
let browser: Browser;
let site: Site;
let page: Page;
let exchanges: Exchanges;
/** As GetYikeAssetMediaInfo answers it. */
let fileUrl: string;

beforeAll(async () => {
  server = await startTestServer();
  site = await openSite();
  browser = await openBrowser();
  fileUrl = await registerVideo();
});
afterAll(async () => {
  await browser?.close();
  await site?.[Symbol.asyncDispose]();
  await server?.[Symbol.asyncDispose]();
});
beforeEach(async () => {
  ({ page, exchanges } = await openPage(browser, site.url));
});
afterEach(async () => {
  await page.context().close();
});

async function registerVideo(): Promise<string> {
  const { client, key, fileUrl } = uploadClient(await call(server, "CreateYikeAssetUpload", { FileExt: "mp4" }));
  await client.put(key, await longVideo());
  const { MediaId } = await call(server, "RegisterYikeAssetMediaInfo", { InputURL: fileUrl, MediaType: "video" });
  const { FileInfoList } = await waitUntilPrepared(server, String(MediaId));
  return String(FileInfoList[0]?.FileBasicInfo.FileUrl);
}

/** The sample with its index far behind the pictures, so that players have to jump. */
async function longVideo(): Promise<Buffer> {
  const sample = await readSample("demo/sample.mp4");
  const indexAt = sample.lastIndexOf("moov") - 4;
  const free = Buffer.alloc(freeBytes);
  free.writeUInt32BE(freeBytes);
  free.write("free", 4);
  return Buffer.concat([sample.subarray(0, indexAt), free, sample.subarray(indexAt)]);
}

describe("a video element on another origin", () => {
  test("plays a FileUrl and seeks in it", async () => {
    const played = await page.evaluate(async (url) => {
      const video = document.createElement("video");
      const next = (event: string) =>
        new Promise<void>((resolve, reject) => {
          video.addEventListener(event, () => resolve(), { once: true });
          video.addEventListener("error", () => reject(new Error(video.error?.message)), { once: true });
        });
      video.muted = true;
      const hasMetadata = next("loadedmetadata");
      video.src = url;
      document.body.append(video);
      await hasMetadata;
      const isSeeked = next("seeked");
      video.currentTime = 3;
      await isSeeked;
      const soughtTo = video.currentTime;
      const hasEnded = next("ended");
      await video.play();
      await hasEnded;
      const { duration, videoWidth, videoHeight, currentTime } = video;
      const seekableEnd = video.seekable.end(0);
      return { duration, videoWidth, videoHeight, soughtTo, playedTo: currentTime, seekableEnd };
    }, fileUrl);
    expect(played).toMatchObject({ videoWidth: 640, videoHeight: 360, soughtTo: 3 });
    expect(played.duration).toBeCloseTo(4, 0);
    expect(played.playedTo).toBe(played.duration);
    expect(played.seekableEnd).toBe(played.duration);
    const answers = exchanges.filter(({ url }) => url.origin === server.objectUrl);
    expect(answers.every(({ status }) => status === 206)).toBe(true);
    expect(answers.some(({ range }) => firstByteOf(range) > freeBytes)).toBe(true);
  });

  test("gives its frames to a page that asks for them", async () => {
    const colours = await page.evaluate(async (url) => {
      const video = document.createElement("video");
      video.crossOrigin = "anonymous";
      video.preload = "auto";
      const isLoaded = new Promise((resolve, reject) => {
        video.addEventListener("loadeddata", resolve);
        video.addEventListener("error", () => reject(new Error(video.error?.message)));
      });
      video.src = url;
      await isLoaded;
      const context = new OffscreenCanvas(640, 360).getContext("2d");
      context?.drawImage(video, 0, 0);
      return new Set(context?.getImageData(0, 0, 640, 360).data).size;
    }, fileUrl);
    expect(colours).toBeGreaterThan(10);
  });
});

type Asked = Pick<RequestInit, "method"> & { readonly headers?: Record<string, string>; readonly body?: string };

/** What a page gets to see of an answer from another origin. */
const read = (url: string, init: Asked = {}) =>
  page.evaluate(
    async ([url, init]) => {
      const response = await fetch(url, init).catch((error: Error) => error.name);
      if (typeof response === "string") return response;
      const { status, headers } = response;
      return { status, text: await response.text(), requestId: headers.get("x-oss-request-id") };
    },
    [url, init] as const,
  );

describe("a page on another origin", () => {
  test("cannot read from a server that does not allow it: this browser keeps the rule", async () => {
    const closed = createServer((_request, response) => response.end("secret"));
    await new Promise<void>((resolve) => closed.listen(0, "127.0.0.1", resolve));
    const { port } = closed.address() as AddressInfo;
    const url = `http://127.0.0.1:${port}/`;
    expect(await read(url)).toBe("TypeError");
    expect(await read(url, { method: "PUT", headers: { Authorization: "x" } })).toBe("TypeError");
    closed.closeAllConnections();
    closed.close();
  });

  test("reads what it may, and why it may not", async () => {
    const range = await read(fileUrl, { headers: { Range: "bytes=4-7" } });
    expect(range).toMatchObject({ status: 206, text: "ftyp", requestId: expect.stringMatching(/^[0-9A-F]{24}$/) });
    const refused = await read(`${server.objectUrl}/bucket/key`, {
      method: "PUT",
      headers: { Authorization: "OSS nobody:nothing", "x-oss-date": new Date().toUTCString() },
      body: "x",
    });
    expect(refused).toMatchObject({ status: 403, text: expect.stringContaining("<Code>InvalidAccessKeyId</Code>") });
  });

  test("cannot read the API", async () => {
    expect(await read(`${server.apiUrl}/healthz`)).toBe("TypeError");
    expect(await read(`${server.apiUrl}/?Action=ListYikeProductions`, { method: "POST" })).toBe("TypeError");
  });
});
