import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import type { MediaFacts } from "../../src/media/facts.ts";
import { formatMediaInfo } from "../../src/media/format-media-info.ts";
import { createMediaPool } from "../../src/media/pool.ts";
import type { ProbedMediaType } from "../../src/media/protocol.ts";

const samples = join(import.meta.dirname, "../samples");
const folder = mkdtempSync(join(tmpdir(), "samples-"));
const pool = createMediaPool({ workers: 1, timeoutMs: 60_000, memoryLimitBytes: 512 * 1024 ** 2 });
afterAll(async () => {
  await pool.close();
  rmSync(folder, { recursive: true });
});

function probe(mediaType: ProbedMediaType, path: string, fileName = path) {
  return pool.probe({ files: [{ path, sizeBytes: statSync(path).size }], mediaType, fileName });
}

async function factsOf(mediaType: ProbedMediaType, name: string): Promise<MediaFacts> {
  const result = await probe(mediaType, join(samples, name));
  if (!result.ok) throw new Error(`${name}: ${result.reason}`);
  return result.facts;
}

describe("the facts of the samples", () => {
  test("every field of the demo video is known", async () => {
    const facts = await factsOf("video", "../../demo/sample.mp4");
    expect(formatMediaInfo(facts)).toEqual({
      VideoStreamInfoList: [
        {
          AvgFPS: "24.0",
          Bitrate: "398.734",
          CodecLongName: "H.264 / AVC / MPEG-4 AVC / MPEG-4 part 10",
          CodecName: "h264",
          CodecTag: "0x31637661",
          CodecTagString: "avc1",
          CodecTimeBase: "1/48",
          Dar: "16:9",
          Duration: "4.000000",
          Fps: "24.0",
          HasBFrames: "2",
          Height: "360",
          Index: "0",
          Level: "30",
          NumFrames: "96",
          PixFmt: "yuv420p",
          Profile: "High",
          Rotate: "0",
          Sar: "1:1",
          StartTime: "0.000000",
          Timebase: "1/12288",
          Width: "640",
        },
      ],
      AudioStreamInfoList: [
        {
          Bitrate: "96.112",
          ChannelLayout: "stereo",
          Channels: "2",
          CodecLongName: "AAC (Advanced Audio Coding)",
          CodecName: "aac",
          CodecTag: "0x6134706d",
          CodecTagString: "mp4a",
          CodecTimeBase: "1/44100",
          Duration: "3.993832",
          Index: "1",
          NumFrames: "173",
          Profile: "LC",
          SampleFmt: "fltp",
          SampleRate: "44100",
          StartTime: "0.000000",
          Timebase: "1/44100",
        },
      ],
      SubtitleStreamInfoList: [],
      FileBasicInfo: { Bitrate: "504.256", Duration: "4.000000", FormatName: "mp4", Height: "360", Width: "640" },
    });
  });

  test("a film keeps the languages of its sound tracks and subtitles", async () => {
    const { AudioStreamInfoList, SubtitleStreamInfoList } = formatMediaInfo(await factsOf("video", "languages.mkv"));
    expect(AudioStreamInfoList).toMatchObject([
      { Lang: "chi", Channels: "1", ChannelLayout: "mono" },
      { Lang: "eng", Channels: "6", ChannelLayout: "5.1" },
    ]);
    expect(SubtitleStreamInfoList).toEqual([
      {
        CodecLongName: "SubRip subtitle",
        CodecName: "subrip",
        CodecTag: "0x0000",
        CodecTagString: "[0][0][0][0]",
        Duration: "0.900000",
        Index: "3",
        Lang: "ger",
        StartTime: "0.000000",
        Timebase: "1/1000",
      },
    ]);
  });

  test("a video that the player turns says by how much", async () => {
    expect((await factsOf("video", "turned.mov")).video[0]).toMatchObject({ rotation: 90, width: 160, height: 90 });
  });

  test.each([
    ["video", "video.mp4", "mp4"],
    ["video", "turned.mov", "mov"],
    ["video", "video.webm", "webm"],
    ["video", "languages.mkv", "mkv"],
    ["video", "moving.gif", "gif"],
    ["audio", "video.webm", "webm"],
    ["audio", "tone.mp3", "mp3"],
    ["audio", "cover.mp3", "mp3"],
    ["audio", "tone.wav", "wav"],
    ["audio", "tone.flac", "flac"],
    ["audio", "tone.m4a", "m4a"],
    ["audio", "tone.ogg", "ogg"],
    ["image", "picture.png", "png"],
    ["image", "picture.jpg", "jpeg"],
    ["image", "picture.webp", "webp"],
    ["image", "picture.bmp", "bmp"],
    ["image", "picture.tiff", "tiff"],
    ["image", "picture.avif", "avif"],
    ["image", "tiles.heic", "heic"],
    ["image", "moving.gif", "gif"],
  ] as const)("as %s, %s is read as %s", async (mediaType, name, formatName) => {
    const facts = await factsOf(mediaType, name);
    expect(facts.container).toMatchObject({ formatName, sizeBytes: statSync(join(samples, name)).size });
    if (mediaType === "image") expect(facts.image).toMatchObject({ format: formatName });
    else expect(facts[mediaType].length).toBeGreaterThan(0);
  });

  test("a picture of tiles is one stream of the whole size", async () => {
    const facts = await factsOf("image", "tiles.heic");
    expect(facts.video).toMatchObject([{ codecName: "hevc", width: 120, height: 100, pixelFormat: "yuv420p" }]);
  });

  test.each([
    ["image", "video.mp4", "The file holds no picture; it holds a video and sound."],
    ["video", "picture.png", "The file holds no video; it holds a picture."],
    ["video", "cover.mp3", "The file holds no video; it holds sound."],
    ["audio", "turned.mov", "The file holds no sound; it holds a video."],
    ["audio", "moving.gif", "The file holds no sound; it holds a picture and a video."],
  ] as const)("as %s, %s has no such stream", async (mediaType, name, reason) => {
    expect(await probe(mediaType, join(samples, name))).toEqual({ ok: false, code: "no-such-stream", reason });
  });

  test("a subtitle file is refused by its kind", async () => {
    expect(await probe("video", join(samples, "captions.srt"))).toEqual({
      ok: false,
      code: "unreadable",
      reason: "Files of this kind are not accepted: SubRip subtitle.",
    });
  });

  test("the name of a file does not decide what it is, nor can it be a pattern", async () => {
    for (const name of ["song.mp3", "frame%03d.png", "x.m3u8", "../../etc/passwd", "concat:a|b", "no extension", ""]) {
      expect(await probe("video", join(samples, "video.mp4"), name), name).toMatchObject({ ok: true });
    }
  });
});

describe("objects stored in pieces", () => {
  function cut(bytes: Buffer, pieceBytes: number): { path: string; sizeBytes: number }[] {
    const files = [];
    for (let at = 0; at < bytes.length; at += pieceBytes) {
      const path = join(folder, `${pieceBytes}-${at}`);
      const piece = bytes.subarray(at, at + pieceBytes);
      writeFileSync(path, piece);
      files.push({ path, sizeBytes: piece.length });
    }
    return files;
  }

  test.each([7, 1000, 100_000])("a video in pieces of %i bytes has the facts of the whole", async (pieceBytes) => {
    const path = join(samples, "video.mp4");
    const files = cut(readFileSync(path), pieceBytes);
    expect(await pool.probe({ files, mediaType: "video", fileName: path })).toEqual(await probe("video", path));
  });

  test("one missing piece costs that object only, and is told apart from a damaged file", async () => {
    const files = cut(readFileSync(join(samples, "video.mp4")), 10_000);
    rmSync(files[2]?.path ?? "");
    const lost = await pool.probe({ files, mediaType: "video", fileName: "video.mp4" });
    expect(lost).toEqual({ ok: false, code: "missing", reason: "The stored file is missing or not complete." });
    expect(await probe("video", join(samples, "video.mp4"))).toMatchObject({ ok: true });
  });
});
