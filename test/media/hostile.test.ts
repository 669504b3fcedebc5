import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import { afterAll, describe, expect, test } from "vitest";
import { createMediaPool } from "../../src/media/pool.ts";
import type { ProbedMediaType, ProbeResult } from "../../src/media/protocol.ts";

const samples = join(import.meta.dirname, "../samples");
const folder = mkdtempSync(join(tmpdir(), "hostile-"));
const deaths: object[] = [];
const pool = createMediaPool({
  workers: 1,
  timeoutMs: 60_000,
  memoryLimitBytes: 400 * 1024 ** 2,
  log: (details) => deaths.push(details),
});
afterAll(async () => {
  await pool.close();
  rmSync(folder, { recursive: true });
});

let made = 0;
function store(content: Buffer | string): { path: string; sizeBytes: number } {
  const path = join(folder, `object-${made++}`);
  writeFileSync(path, content);
  return { path, sizeBytes: Buffer.byteLength(content) };
}

function probe(mediaType: ProbedMediaType, content: Buffer | string, fileName: string): Promise<ProbeResult> {
  return pool.probe({ files: [store(content)], mediaType, fileName });
}

async function expectNextIsFine(): Promise<void> {
  expect(await probe("video", readFileSync(join(samples, "video.mp4")), "video.mp4")).toMatchObject({ ok: true });
}

/** The same worker program without a wall around it. */
function startBareWorker() {
  const child = spawn(process.execPath, [join(import.meta.dirname, "../../src/media/child.ts")], {
    env: {},
    stdio: ["pipe", "ignore", "ignore", "pipe"],
  });
  const { stdin } = child;
  const answers = child.stdio[3];
  if (!stdin || !(answers instanceof Readable)) throw new Error("The worker has no pipes");
  const lines = createInterface(answers)[Symbol.asyncIterator]();
  const ready = lines.next();
  return {
    async probe(content: string, fileName: string): Promise<ProbeResult> {
      await ready;
      const request = { files: [store(content)], mediaType: "video", fileName };
      stdin.write(`${JSON.stringify({ id: 1, request })}\n`);
      return JSON.parse(String((await lines.next()).value)).result;
    },
    end: () => stdin.end(),
  };
}

const unreadable = { ok: false, code: "unreadable" };

describe("damaged files", () => {
  test.each(["video.mp4", "video.webm", "languages.mkv", "tone.mp3", "tone.flac", "picture.png", "tiles.heic"])(
    "%s cut off anywhere is answered, and breaks no worker",
    async (name) => {
      const bytes = readFileSync(join(samples, name));
      const before = deaths.length;
      for (const share of [0, 0.001, 0.01, 0.1, 0.5, 0.9, 0.99]) {
        const result = await probe("video", bytes.subarray(0, Math.floor(bytes.length * share)), name);
        if (!result.ok) expect(["unreadable", "no-such-stream"], JSON.stringify(result)).toContain(result.code);
      }
      expect(deaths).toHaveLength(before);
    },
  );

  test("a video whose index is cut off says that it is not complete", async () => {
    const bytes = readFileSync(join(samples, "video.mp4"));
    const result = await probe("video", bytes.subarray(0, bytes.length / 2), "video.mp4");
    expect(result).toEqual({
      ...unreadable,
      reason: "The file is damaged, not complete, or of a kind that is not known.",
    });
  });

  test.each([
    ["nothing", Buffer.alloc(0), "The file is empty."],
    ["one byte", Buffer.alloc(1), undefined],
    ["a megabyte of zeros", Buffer.alloc(1024 * 1024), undefined],
    ["text", Buffer.from("just some words\n".repeat(1000)), undefined],
    ["a web page", Buffer.from("<html><body><script>alert(1)</script></body></html>"), undefined],
    [
      "an SVG drawing",
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>'),
      undefined,
    ],
  ])("%s is no video", async (_name, content, reason) => {
    const result = await probe("video", content, "video.mp4");
    expect(result).toMatchObject(reason ? { ...unreadable, reason } : unreadable);
  });
});

describe("files that name other files or hosts", () => {
  const requested: string[] = [];
  const bare = startBareWorker();
  const server = createServer((request, response) => {
    requested.push(request.url ?? "");
    response.end(readFileSync(join(samples, "video.mp4")));
  }).listen(0, "127.0.0.1");
  afterAll(() => {
    bare.end();
    server.close();
  });
  const secret = store(readFileSync(join(samples, "video.mp4"))).path;

  const playlists = (port: number): [name: string, text: string][] => [
    ["hls of a file", `#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nfile://${secret}\n#EXT-X-ENDLIST\n`],
    ["hls of /etc/passwd", "#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10.0,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n"],
    [
      "hls of a host",
      `#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nhttp://127.0.0.1:${port}/x.ts\n#EXT-X-ENDLIST\n`,
    ],
    [
      "hls of concat",
      `#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nconcat:http://127.0.0.1:${port}/|file:///etc/passwd\n#EXT-X-ENDLIST\n`,
    ],
    ["concat script", `ffconcat version 1.0\nfile '${secret}'\n`],
    ["concat of a host", `ffconcat version 1.0\nfile 'http://127.0.0.1:${port}/x.mp4'\n`],
    [
      "dash",
      `<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011" profiles="urn:mpeg:dash:profile:isoff-on-demand:2011" type="static"><Period><AdaptationSet><Representation id="1" bandwidth="1" mimeType="video/mp4"><BaseURL>http://127.0.0.1:${port}/x.mp4</BaseURL></Representation></AdaptationSet></Period></MPD>`,
    ],
    [
      "sdp",
      `v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=video ${port} RTP/AVP 96\na=rtpmap:96 H264/90000\n`,
    ],
    ["rtsp redirect", `RTSP/1.0 302 Found\r\nLocation: http://127.0.0.1:${port}/\r\n\r\n`],
  ];

  test("a playlist is refused by its kind", async () => {
    expect(await probe("video", playlists(1)[0]?.[1] ?? "", "x.m3u8")).toEqual({
      ...unreadable,
      reason: "Files of this kind are not accepted: Apple HTTP Live Streaming.",
    });
  });

  test("none is followed, even by a worker without any wall around it", async () => {
    const address = server.address();
    const port = typeof address === "object" && address ? address.port : 0;
    for (const [name, text] of playlists(port)) {
      for (const fileName of ["x.m3u8", "x.mp4", "x.ffconcat", "x.mpd", "x.sdp"]) {
        expect(await bare.probe(text, fileName), `${name} as ${fileName}`).toMatchObject(unreadable);
      }
    }
    expect(requested).toEqual([]);
  });
});

describe("objects that are no plain files", () => {
  test("a folder, a pipe, a device, a link and nothing at all are missing, and the next file is read", async () => {
    const at = (name: string) => join(folder, name);
    mkdirSync(at("folder"));
    execFileSync("mkfifo", [at("pipe")]);
    symlinkSync("/etc/passwd", at("link"));
    for (const path of [at("folder"), at("pipe"), at("link"), "/dev/zero", at("nothing")]) {
      const result = await pool.probe({ files: [{ path, sizeBytes: 1000 }], mediaType: "video", fileName: "a.mp4" });
      expect(result, path).toMatchObject({ ok: false, code: "missing" });
    }
    await expectNextIsFine();
  });
});

describe("files that claim more than they hold", () => {
  test("a picture of 14,000 × 14,000 is described without being decoded", async () => {
    const png = Buffer.from(readFileSync(join(samples, "picture.png")));
    png.writeUInt32BE(14_000, 16);
    png.writeUInt32BE(14_000, 20);
    expect(await probe("image", png, "big.png")).toMatchObject({ ok: true, facts: { image: { width: 14_000 } } });

    const bmp = store(Buffer.from(readFileSync(join(samples, "picture.bmp"))));
    const claimed = readFileSync(bmp.path);
    claimed.writeInt32LE(14_000, 18);
    claimed.writeInt32LE(14_000, 22);
    writeFileSync(bmp.path, claimed);
    truncateSync(bmp.path, 784_000_054);
    const files = [{ path: bmp.path, sizeBytes: 784_000_054 }];
    // Its 784 MB would not fit into the memory that a worker may have.
    expect(await pool.probe({ files, mediaType: "image", fileName: "big.bmp" })).toMatchObject({ ok: true });
    rmSync(bmp.path);
    await expectNextIsFine();
  });

  test("a picture beyond the limit is refused", async () => {
    const png = Buffer.from(readFileSync(join(samples, "picture.png")));
    png.writeUInt32BE(65_535, 16);
    png.writeUInt32BE(65_535, 20);
    expect(await probe("image", png, "a.png")).toEqual({
      ...unreadable,
      reason: "The picture claims more pixels than are accepted.",
    });
  });

  test("a video that claims 65,535 × 65,535 is refused, or described by what it really holds", async () => {
    const claim = (bytes: Buffer, at: number) => bytes.writeUInt32BE(0xffff_ffff, at + 28);
    const real = readFileSync(join(samples, "video.mp4"));
    claim(real, real.indexOf("avc1", real.indexOf("stsd")));
    expect(await probe("video", real, "a.mp4")).toMatchObject({
      ok: true,
      facts: { video: [{ width: 320, height: 180 }] },
    });

    const undecodable = Buffer.from(real);
    undecodable.write("zzzz", undecodable.indexOf("avc1", undecodable.indexOf("stsd")));
    expect(await probe("video", undecodable, "a.mp4")).toEqual({
      ...unreadable,
      reason: "The picture claims more pixels than are accepted.",
    });
  });

  test("a film of ten thousand tracks is refused", async () => {
    const size = (bytes: number) => [0x10 | (bytes >> 24), (bytes >> 16) & 0xff, (bytes >> 8) & 0xff, bytes & 0xff];
    const element = (id: number[], body: Buffer) => Buffer.concat([Buffer.from([...id, ...size(body.length)]), body]);
    const number = (value: number) => Buffer.from([value >> 8, value & 0xff]);
    const track = (at: number) =>
      element(
        [0xae],
        Buffer.concat([
          element([0xd7], number(at + 1)),
          element([0x73, 0xc5], number(at + 1)),
          element([0x83], Buffer.from([0x11])),
          element([0x86], Buffer.from("S_TEXT/UTF8")),
        ]),
      );
    const tracks = element(
      [0x16, 0x54, 0xae, 0x6b],
      Buffer.concat(Array.from({ length: 10_000 }, (_, at) => track(at))),
    );
    const head = element([0x1a, 0x45, 0xdf, 0xa3], element([0x42, 0x82], Buffer.from("matroska")));
    const film = Buffer.concat([head, element([0x18, 0x53, 0x80, 0x67], tracks)]);
    expect(await probe("video", film, "a.mkv")).toMatchObject(unreadable);
    await expectNextIsFine();
  });

  test("boxes in boxes, fifty thousand deep, are answered", async () => {
    const depth = 50_000;
    const boxes = Buffer.alloc(depth * 8);
    for (let at = 0; at < depth; at++) {
      boxes.writeUInt32BE((depth - at) * 8, at * 8);
      boxes.write("moov", at * 8 + 4);
    }
    const head = readFileSync(join(samples, "video.mp4")).subarray(0, 32);
    expect(await probe("video", Buffer.concat([head, boxes]), "a.mp4")).toMatchObject(unreadable);
    await expectNextIsFine();
  });

  test("a video that claims to last for centuries is described or refused, not believed to the point of breaking", async () => {
    const bytes = readFileSync(join(samples, "video.mp4"));
    for (const box of ["mvhd", "mdhd", "mdhd"]) bytes.writeUInt32BE(1, bytes.indexOf(box, bytes.indexOf("moov")) + 16);
    for (const box of ["mvhd", "mdhd"]) bytes.writeUInt32BE(0xffff_fffe, bytes.indexOf(box) + 20);
    expect(await probe("video", bytes, "a.mp4")).toMatchObject({ ok: true });
  });

  test("no file of this page broke a worker", () => {
    expect(deaths).toEqual([]);
  });
});
