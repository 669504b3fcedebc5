import { mkdtempDisposable, readdir } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { startServer } from "../../src/server.ts";
import { readSample, startTestServer, type TestServer, testConfig } from "../server.ts";
import { openAccount, refusal, type TestAccount } from "./library.ts";

/** What names lead to: each question takes the next answer, and the last one stays. */
const names = new Map<string, string[]>();
const resolved: string[] = [];
vi.mock("node:dns/promises", async (importOriginal) => ({
  ...(await importOriginal<typeof import("node:dns/promises")>()),
  lookup: async (host: string) => {
    resolved.push(host);
    const answers = names.get(host) ?? [];
    const address = (answers.length > 1 ? answers.shift() : answers[0]) ?? "";
    return [{ address, family: address.includes(":") ? 6 : 4 }];
  },
}));

type Answer = (response: ServerResponse, request: IncomingMessage) => unknown;
const asked: string[] = [];
const pages = new Map<string, Answer>();
const origin = createServer((request, response) => {
  asked.push(request.url ?? "");
  pages.get(request.url ?? "")?.(response, request);
});
let port: number;
let video: Buffer;

beforeAll(async () => {
  video = await readSample("test/samples/video.mp4");
  await new Promise<void>((resolve) => origin.listen(0, "127.0.0.1", resolve));
  port = (origin.address() as AddressInfo).port;
});
afterAll(() => {
  origin.closeAllConnections();
  origin.close();
});
beforeEach(() => {
  asked.length = 0;
  resolved.length = 0;
});

const maxUploadBytes = 64 * 1024;
let clock = Date.now();

/** Registers what the origin answers under this name. */
async function serve(mine: TestAccount, path: string, answer: Answer, MediaType = "video"): Promise<string> {
  pages.set(path, answer);
  return mine.register({ InputURL: `http://127.0.0.1:${port}${path}`, MediaType });
}
const sendVideo: Answer = (response) => response.writeHead(200, { "content-type": "video/mp4" }).end(video);
const redirectTo =
  (location: string): Answer =>
  (response) =>
    response.writeHead(302, { location }).end("You are being redirected.");

describe("a server that may fetch from 127.0.0.1 alone", () => {
  let server: TestServer;
  let mine: TestAccount;
  beforeAll(async () => {
    const flags = { allowPrivateFetch: "127.0.0.1", maxUploadBytes: "64KiB" };
    server = await startTestServer(flags, () => clock);
    mine = await openAccount(server);
  });
  afterAll(() => server[Symbol.asyncDispose]());

  const reasonOf = async (mediaId: string): Promise<string> => {
    const { MediaBasicInfo } = await mine.prepared(mediaId);
    expect(MediaBasicInfo.Status).toBe("PrepareFail");
    return MediaBasicInfo.StatusReason ?? "";
  };
  const dataFiles = async () => {
    const folders = ["blobs", "incoming"].map((name) =>
      readdir(join(server.folder, name), { recursive: true, withFileTypes: true }),
    );
    return (await Promise.all(folders)).flat().filter((entry) => entry.isFile()).length;
  };

  test.each<[string, Answer]>([
    [
      "announces that it is",
      (response) => response.writeHead(200, { "content-length": maxUploadBytes + 1 }).flushHeaders(),
    ],
    ["is, without saying so", (response) => response.end(Buffer.alloc(maxUploadBytes + 1))],
  ])("fails at a file that is larger than the limit: one that %s", async (name, answer) => {
    const before = await dataFiles();
    expect(await reasonOf(await serve(mine, `/large/${name.length}.mp4`, answer))).toBe(
      "The file could not be fetched. It is larger than a file may be.",
    );
    expect(await dataFiles()).toBe(before);
  });

  test.each([
    "http://127.0.0.2/inside",
    "http://[::1]/inside",
    "http://[::ffff:127.0.0.2]/inside",
    "http://[64:ff9b::10.0.0.1]/inside",
    "http://169.254.169.254/latest/meta-data/",
    "http://100.100.100.200/latest/meta-data/",
    "//10.0.0.1/inside",
    "http://2130706434/inside",
    "file:///etc/passwd",
    "ftp://example.com/a.mp4",
    "http://user:pass@example.com/a.mp4",
  ])("fails at a redirect to %s, and says so", async (location) => {
    const path = `/redirect/${Buffer.from(location).toString("hex")}.mp4`;
    const reason = await reasonOf(await serve(mine, path, redirectTo(location)));
    expect(reason).toMatch(/^The file could not be fetched\. It leads to an address that is not fetched\. /);
    expect(asked).toEqual([path]);
    expect(resolved).toEqual([]);
  });

  test("fails at a redirect to a name that leads inside", async () => {
    names.set("inside.test", ["127.0.0.2"]);
    const reason = await reasonOf(await serve(mine, "/to-a-name.mp4", redirectTo("http://inside.test/a.mp4")));
    expect(reason).toContain("Its host has an address that is not on the open internet (loopback).");
  });

  test("connects to the address that was checked, whatever the name leads to a moment later", async () => {
    names.set("rebind.test", ["127.0.0.1", "127.0.0.2"]);
    pages.set("/rebind.mp4", sendVideo);
    const InputURL = `http://rebind.test:${port}/rebind.mp4`;
    const { MediaBasicInfo } = await mine.prepared(await mine.register({ InputURL, MediaType: "video" }));
    expect(MediaBasicInfo.Status).toBe("Normal");
    expect(resolved).toEqual(["rebind.test"]);
    expect(asked).toEqual(["/rebind.mp4"]);
  });

  test.each([
    "http://127.0.0.2/a.mp4",
    "http://0.0.0.0/a.mp4",
    "http://[::]/a.mp4",
    "http://[::1]/a.mp4",
    "http://[::ffff:10.0.0.1]/a.mp4",
    "http://[64:ff9b::10.0.0.1]/a.mp4",
    "http://[2002:a00:1::]/a.mp4",
    "http://[fe80::1%25eth0]/a.mp4",
    "http://2130706433/a.mp4",
    "http://0x7f.1/a.mp4",
    "http://0177.0.0.1/a.mp4",
    "http://example.com./a.mp4",
    "http://user@example.com/a.mp4",
    "http://example.com\\@127.0.0.1/a.mp4",
    "http://example.com/a\r\nHost: b/a.mp4",
    "http://8.8.8.8:22/a.mp4",
    "http://169.254.169.254/a.mp4",
    "file:///etc/passwd",
    "/etc/passwd",
    "ftp://example.com/a.mp4",
    "concat:http://example.com/a.mp4",
  ])("refuses %j at once", async (InputURL) => {
    await expect(mine.register({ InputURL, MediaType: "video" })).rejects.toMatchObject(
      refusal("InvalidParameter", "InputURL"),
    );
    expect([...asked, ...resolved]).toEqual([]);
  });

  test.each<[string, Answer]>([
    ["an error page", (response) => response.writeHead(403).end("secret-of-the-origin")],
    ["a page instead of a video", (response) => response.end("<p>secret-of-the-origin</p>")],
  ])("never repeats what it fetched: %s", async (name, answer) => {
    const reason = await reasonOf(await serve(mine, `/secret/${name.length}.mp4`, answer));
    expect(reason).not.toBe("");
    expect(reason).not.toContain("secret");
  });

  test("follows no address inside a file that it fetched", async () => {
    const playlist = `#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\nhttp://127.0.0.1:${port}/inner.ts\n#EXT-X-ENDLIST\n`;
    const served: Answer = (response) => response.writeHead(200, { "content-type": "video/mp4" }).end(playlist);
    expect(await reasonOf(await serve(mine, "/playlist.mp4", served))).not.toBe("");
    expect(asked).toEqual(["/playlist.mp4"]);
  });

  /** Lets time pass, and wakes the jobs, until the asset is prepared. */
  async function preparedLater(mediaId: string) {
    return vi.waitFor(
      async () => {
        clock += 10_000;
        await mine.ask("CreateYikeProduction", { Title: "meanwhile" });
        const record = await mine.read(mediaId);
        expect(record.MediaBasicInfo.Status).not.toBe("Preparing");
        return record;
      },
      { timeout: 60_000, interval: 100 },
    );
  }

  test("tries a host again that is busy or breaks off, and keeps the whole file and no piece", async () => {
    const before = await dataFiles();
    let tries = 0;
    const flaky: Answer = (response, request) => {
      tries++;
      if (tries === 1) return response.writeHead(503).end("busy");
      if (tries === 3) return sendVideo(response, request);
      response
        .writeHead(200, { "content-length": video.length })
        .write(video.subarray(0, 1000), () => response.destroy());
    };
    const { MediaBasicInfo, FileInfoList } = await preparedLater(await serve(mine, "/flaky.mp4", flaky));
    expect(MediaBasicInfo.Status).toBe("Normal");
    expect(tries).toBe(3);
    const copy = await fetch(FileInfoList[0]?.FileBasicInfo.FileUrl ?? "");
    expect(video.equals(Buffer.from(await copy.arrayBuffer()))).toBe(true);
    expect(await dataFiles()).toBe(before + 1);
  });

  test("gives a host up that stays busy, and says what it answered", async () => {
    const path = "/always-busy.mp4";
    const { MediaBasicInfo } = await preparedLater(
      await serve(mine, path, (response) => response.writeHead(503).end()),
    );
    expect(MediaBasicInfo).toMatchObject({
      Status: "PrepareFail",
      StatusReason: "The file could not be fetched. Its host answers with status 503.",
    });
    expect(asked).toEqual([path, path, path, path]);
  });
});

test("a server that may fetch from everywhere still keeps away from where clouds tell their secrets", async () => {
  await using server = await startTestServer({ allowPrivateFetch: "0.0.0.0/0,::/0" });
  const mine = await openAccount(server);
  for (const host of ["169.254.169.254", "100.100.100.200", "[fd00:ec2::254]", "[64:ff9b::a9fe:a9fe]"])
    await expect(mine.register({ InputURL: `http://${host}/a.mp4`, MediaType: "video" })).rejects.toMatchObject(
      refusal("InvalidParameter", "InputURL"),
    );
  names.set("metadata.test", ["100.100.100.200"]);
  const named = await mine.register({ InputURL: "http://metadata.test/a.mp4", MediaType: "video" });
  const led = await serve(mine, "/to-metadata.mp4", redirectTo("http://metadata.test/b.mp4"));
  for (const mediaId of [named, led])
    expect((await mine.prepared(mediaId)).MediaBasicInfo).toMatchObject({
      Status: "PrepareFail",
      StatusReason: expect.stringContaining("(a cloud's own host)"),
    });
});

test("a file that was being copied when the server ended is copied after the next start", async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), "medialoft-copy-"));
  const start = () => startServer(testConfig(folder.path, { allowPrivateFetch: "127.0.0.1" }));
  const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
  const mediaId = await (async () => {
    await using server = await start();
    const half: Answer = (response) => response.write(video.subarray(0, 1000), () => begin());
    const registered = await serve(await openAccount(server), "/restart.mp4", half);
    await begun;
    return registered;
  })();
  expect(await readdir(join(folder.path, "incoming"))).toEqual([]);
  pages.set("/restart.mp4", sendVideo);
  await using server = await start();
  const { MediaBasicInfo } = await (await openAccount(server)).prepared(mediaId);
  expect(MediaBasicInfo.Status).toBe("Normal");
  expect(asked).toEqual(["/restart.mp4", "/restart.mp4"]);
});
