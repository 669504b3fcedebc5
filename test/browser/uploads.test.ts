import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { call, readSample, startTestServer, type TestServer, waitUntilPrepared } from "../server.ts";
import { type Exchanges, openBrowser, openPage } from "./browser.ts";
import { openSite, type Site, type SiteWindow } from "./site.ts";

const lifeSeconds = 60;
const partSize = 102_400;
const { length: sampleBytes } = await readSample("demo/sample.mp4");

let clockAheadMs = 0;
let server: TestServer;
let browser: Browser;
let site: Site;
let page: Page;
let exchanges: Exchanges;

beforeAll(async () => {
  server = await startTestServer({ credentialLifeSeconds: `${lifeSeconds}s` }, () => Date.now() + clockAheadMs);
  site = await openSite({
    create: () => call(server, "CreateYikeAssetUpload", { FileExt: "mp4" }),
    renew: ({ FileURL = "" }) => call(server, "RefreshAssetUpload", { FileURL }, { version: "2026-11-01" }),
    endCredentials() {
      clockAheadMs += lifeSeconds * 1000;
    },
  });
  browser = await openBrowser();
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

/** The requests that wrote, as `METHOD step status`. */
const writes = () =>
  exchanges
    .filter(({ method, url }) => url.origin === server.objectUrl && ["PUT", "POST"].includes(method))
    .map(({ method, status, url }) => {
      const step = url.searchParams.get("partNumber") ?? (url.searchParams.has("uploads") ? "initiate" : "complete");
      return `${method} ${url.search === "" ? "whole" : step} ${status}`;
    });
const allParts = ["POST initiate 200", "PUT 1 200", "PUT 2 200", "PUT 3 200", "POST complete 200"];

async function expectWholeVideo(fileUrl: string): Promise<void> {
  const { MediaId } = await call(server, "RegisterYikeAssetMediaInfo", { InputURL: fileUrl, MediaType: "video" });
  const info = await waitUntilPrepared(server, String(MediaId));
  expect(info.MediaBasicInfo).toMatchObject({ Status: "Normal", InputURL: fileUrl });
  expect(info.FileInfoList[0]?.FileBasicInfo).toMatchObject({
    FileSize: String(sampleBytes),
    Width: "640",
    Height: "360",
  });
  expect(new Set(exchanges.map(({ url }) => url.origin))).toEqual(new Set([site.url, server.objectUrl]));
}

describe("ali-oss in a browser", () => {
  test("puts a file with an upload credential", async () => {
    const fileUrl = await page.evaluate(async () => {
      const { OSS, backend, sampleFile, clientOptions } = window as unknown as SiteWindow;
      const upload = await backend("create");
      const { key, ...options } = clientOptions(upload);
      await new OSS(options).put(key, await sampleFile());
      return upload.FileURL;
    });
    expect(writes()).toEqual(["PUT whole 200"]);
    await expectWholeVideo(fileUrl);
  });

  test.each([
    ["V1", false],
    ["V4", true],
  ])("uploads in parts with %s signatures and shows its progress", async (_name, authorizationV4) => {
    const { fileUrl, shares } = await page.evaluate(
      async ([partSize, authorizationV4]) => {
        const { OSS, backend, sampleFile, clientOptions } = window as unknown as SiteWindow;
        const upload = await backend("create");
        const { key, ...options } = clientOptions(upload);
        const shares: number[] = [];
        const progress = (share: number) => shares.push(share);
        const client = new OSS({ ...options, authorizationV4 });
        await client.multipartUpload(key, await sampleFile(), { partSize, progress });
        return { fileUrl: upload.FileURL, shares };
      },
      [partSize, authorizationV4] as const,
    );
    expect(writes().sort()).toEqual([...allParts].sort());
    expect(shares.at(-1)).toBe(1);
    await expectWholeVideo(fileUrl);
  });

  /** Uploads in parts; the credential ends when the first part is there. */
  const uploadPastTheEnd = (isRenewed: boolean) =>
    page.evaluate(
      async ([partSize, isRenewed]) => {
        const site = window as unknown as SiteWindow;
        const upload = await site.backend("create");
        const { key, ...options } = site.clientOptions(upload);
        let renewals = 0;
        const refreshSTSToken = async () => {
          renewals++;
          return site.credentialOf((await site.backend("renew", { FileURL: upload.FileURL })).UploadAuth);
        };
        const renewal = isRenewed ? { refreshSTSToken, refreshSTSTokenInterval: 0 } : {};
        const client = new site.OSS({ ...options, ...renewal });
        const outcome = await client
          .multipartUpload(key, await site.sampleFile(), {
            partSize,
            parallel: 1,
            progress: (_share: number, reached?: { doneParts: unknown[] }) => {
              if (reached?.doneParts.length === 1) site.backendMeanwhile("endCredentials");
            },
          })
          .then(
            () => "done",
            (error: { code: string }) => error.code,
          );
        return { outcome, renewals, fileUrl: upload.FileURL };
      },
      [partSize, isRenewed] as const,
    );

  test("is told that its credential has ended in the middle of an upload", async () => {
    const { outcome } = await uploadPastTheEnd(false);
    expect(outcome).toBe("SecurityTokenExpired");
    expect(writes().slice(0, 3)).toEqual(["POST initiate 200", "PUT 1 200", "PUT 2 403"]);
  });

  test("goes on when its credential is renewed in the middle of an upload", async () => {
    const { outcome, renewals, fileUrl } = await uploadPastTheEnd(true);
    expect(outcome).toBe("done");
    expect(renewals).toBeGreaterThan(0);
    expect(writes()).toEqual(allParts);
    await expectWholeVideo(fileUrl);
  });
});

describe("aliyun-upload-vod", () => {
  /** Uploads a file as the uploader's guide says; answers what happened, in order. */
  const upload = (endsMidway: boolean) =>
    page.evaluate(
      async ([partSize, endsMidway]) => {
        const site = window as unknown as SiteWindow;
        const file = await site.sampleFile();
        const events: string[] = [];
        let fileUrl = "";
        let hasEnded = !endsMidway;
        const { promise: end, resolve } = Promise.withResolvers<void>();
        const uploader = new site.AliyunUpload.Vod({
          partSize,
          parallel: 1,
          addFileSuccess: () => uploader.startUpload(),
          async onUploadstarted(info) {
            events.push("started");
            const { FileURL, UploadAuth, UploadAddress } = await site.backend("create");
            fileUrl = FileURL;
            uploader.setUploadAuthAndAddress(info, UploadAuth, UploadAddress);
          },
          onUploadProgress(_info, totalBytes, share) {
            events.push(`${Math.round(share * 100)} % of ${totalBytes}`);
            if (share === 0 || hasEnded) return;
            hasEnded = true;
            site.backendMeanwhile("endCredentials");
          },
          async onUploadTokenExpired() {
            events.push("expired");
            uploader.resumeUploadWithAuth((await site.backend("renew", { FileURL: fileUrl })).UploadAuth);
          },
          onUploadSucceed(info) {
            events.push(`succeeded: ${fileUrl.endsWith(`/${info.object}`)}`);
            resolve();
          },
          onUploadFailed(_info, code, message) {
            events.push(`failed: ${code} ${message}`);
            resolve();
          },
        });
        uploader.addFile(file, null, null, null, '{"Vod":{}}');
        await end;
        return { events, fileUrl };
      },
      [partSize, endsMidway] as const,
    );

  test("uploads with UploadAuth and UploadAddress", async () => {
    const { events, fileUrl } = await upload(false);
    expect(events.at(0)).toBe("started");
    expect(events).toContain(`100 % of ${sampleBytes}`);
    expect(events.at(-1)).toBe("succeeded: true");
    expect(writes()).toEqual(allParts);
    await expectWholeVideo(fileUrl);
  });

  test("goes on with what RefreshAssetUpload answers when its credential ends in the middle of an upload", async () => {
    const { events, fileUrl } = await upload(true);
    expect(events.filter((event) => event === "expired")).toHaveLength(1);
    expect(events.at(-1)).toBe("succeeded: true");
    const [initiate = "", first = "", ...others] = allParts;
    expect(writes()).toEqual([initiate, first, "PUT 2 403", ...others]);
    await expectWholeVideo(fileUrl);
  });
});
