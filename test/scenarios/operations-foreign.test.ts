import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { readSample, startTestServer, type TestServer } from "../server.ts";
import { type AssetRecord, openAccount, type TestAccount } from "./library.ts";

/** The outside's names: one leads into this machine. */
vi.mock("node:dns/promises", async (importOriginal) => ({
  ...(await importOriginal<typeof import("node:dns/promises")>()),
  lookup: async () => [{ address: "127.0.0.1", family: 4 }],
}));

/** A host on the outside, which counts what it was asked for. */
const asked: string[] = [];
let video: Buffer;
let isThere = true;
function answer({ url = "", method }: IncomingMessage, response: ServerResponse): void {
  asked.push(`${method} ${url}`);
  if (url.startsWith("/comes-later") && !isThere) response.writeHead(404).end();
  else response.writeHead(200, { "content-type": "video/mp4", "content-length": video.length }).end(video);
}
const origin = createServer(answer);
let address: string;

beforeAll(async () => {
  video = await readSample("test/samples/video.mp4");
  await new Promise<void>((resolve) => origin.listen(0, "127.0.0.1", resolve));
  address = `http://127.0.0.1:${(origin.address() as AddressInfo).port}`;
});
afterAll(() => origin.close());

const fileOf = ({ FileInfoList }: AssetRecord) => FileInfoList[0]?.FileBasicInfo ?? {};

describe("a foreign URL that may be fetched", () => {
  let server: TestServer;
  let mine: TestAccount;
  beforeAll(async () => {
    server = await startTestServer({ allowPrivateFetch: "127.0.0.0/8", maxUploadBytes: "1MiB" });
    mine = await openAccount(server);
  });
  afterAll(() => server[Symbol.asyncDispose]());
  const register = (path: string, MediaType = "video") => mine.register({ InputURL: `${address}${path}`, MediaType });

  test("is copied into the account's bucket and prepared from there", async () => {
    const record = await mine.prepared(await register("/films/A%20film.mp4?token=1"));
    expect(record.MediaBasicInfo).toMatchObject({
      Status: "Normal",
      Title: "A film.mp4",
      InputURL: `${address}/films/A%20film.mp4?token=1`,
      Source: "oss",
    });
    const { FileUrl = "", FileSize } = fileOf(record);
    expect(FileSize).toBe(String(video.length));
    expect(FileUrl.startsWith(`${server.objectUrl}/${mine.bucket}/`)).toBe(true);
    expect(Buffer.from(await (await fetch(FileUrl)).arrayBuffer()).equals(video)).toBe(true);
    expect(record.FileInfoList[0]?.VideoStreamInfoList?.[0]?.CodecName).toBe("h264");
  });

  test("is the same asset by its exact text, whatever its fragment, and is fetched once", async () => {
    asked.length = 0;
    const first = await register("/same.mp4?a=1");
    await mine.prepared(first);
    expect(await register("/same.mp4?a=1#part")).toBe(first);
    const others = [await register("/same.mp4?a=2"), await register("/Same.mp4?a=1")];
    expect(new Set([first, ...others]).size).toBe(3);
    expect(asked.filter((line) => line === "GET /same.mp4?a=1")).toHaveLength(1);
  });

  test("fails when nothing is there, and is fetched again when it is registered again", async () => {
    isThere = false;
    const mediaId = await register("/comes-later.mp4");
    const failed = await mine.prepared(mediaId);
    expect(failed.MediaBasicInfo).toMatchObject({
      Status: "PrepareFail",
      StatusReason: expect.stringContaining("404"),
    });
    expect(failed.FileInfoList).toEqual([]);
    isThere = true;
    expect(await register("/comes-later.mp4")).toBe(mediaId);
    expect((await mine.prepared(mediaId)).MediaBasicInfo.Status).toBe("Normal");
  });

  test("is deleted for ever with its copy, and the original is left alone", async () => {
    const mediaId = await register("/deleted.mp4");
    const { FileUrl = "" } = fileOf(await mine.prepared(mediaId));
    asked.length = 0;
    await mine.ask("DeleteYikeAssetMediaInfos", { MediaIds: mediaId, LogicDelete: "false" });
    expect((await fetch(FileUrl)).status).toBe(404);
    expect(asked).toEqual([]);
  });
});

describe("a name that leads to a private address", () => {
  test("is taken, never asked, and fails with the reason; so does one that only looks like our own", async () => {
    await using server = await startTestServer();
    const mine = await openAccount(server);
    asked.length = 0;
    for (const host of ["inside.example", `${mine.bucket}.oss-cn-shanghai.aliyuncs.com.example`]) {
      const { MediaBasicInfo } = await mine.prepared(
        await mine.register({ InputURL: `http://${host}/films/a.mp4`, MediaType: "video" }),
      );
      expect(MediaBasicInfo).toMatchObject({
        Status: "PrepareFail",
        StatusReason: expect.stringContaining("not on the open internet"),
      });
    }
    expect(asked).toEqual([]);
  });
});
