import { describe, expect, test } from "vitest";
import type { AudioStream, MediaFacts, VideoStream } from "./facts.ts";
import { formatMediaInfo } from "./format-media-info.ts";

const video: VideoStream = {
  index: 0,
  codecName: "h264",
  codecLongName: "H.264 / AVC / MPEG-4 AVC / MPEG-4 part 10",
  codecTag: 0x31637661,
  codecTagText: "avc1",
  timeBase: { numerator: 1, denominator: 12288 },
  codecTimeBase: { numerator: 1, denominator: 48 },
  startTimeSeconds: 0.081706,
  durationSeconds: 216.206706,
  profile: "High",
  bitrate: 1_132_680,
  frameCount: 5184,
  width: 960,
  height: 540,
  pixelFormat: "yuv420p",
  level: 30,
  reorderedFrames: 2,
  frameRate: { numerator: 24, denominator: 1 },
  averageFrameRate: { numerator: 30000, denominator: 1001 },
  sampleAspectRatio: { numerator: 1, denominator: 1 },
  displayAspectRatio: { numerator: 16, denominator: 9 },
  rotation: 90,
  isCover: false,
};

const audio: AudioStream = {
  index: 1,
  codecName: "aac",
  codecTag: 0x6134706d,
  codecTagText: "mp4a",
  timeBase: { numerator: 1, denominator: 44100 },
  codecTimeBase: { numerator: 1, denominator: 44100 },
  startTimeSeconds: 0,
  durationSeconds: 16.2,
  language: "zho",
  bitrate: 192_000,
  frameCount: 173,
  channels: 2,
  channelLayout: "stereo",
  sampleFormat: "fltp",
  sampleRate: 44100,
};

const facts: MediaFacts = {
  container: { formatName: "mp4", durationSeconds: 216.206706, bitrate: 1_912_130, sizeBytes: 51_677_123 },
  video: [video],
  audio: [audio],
  subtitles: [],
};

describe("the stream lists on the wire", () => {
  test("a video stream is written in strings, every field of it", () => {
    expect(formatMediaInfo(facts).VideoStreamInfoList).toEqual([
      {
        AvgFPS: "29.97003",
        Bitrate: "1132.68",
        CodecLongName: "H.264 / AVC / MPEG-4 AVC / MPEG-4 part 10",
        CodecName: "h264",
        CodecTag: "0x31637661",
        CodecTagString: "avc1",
        CodecTimeBase: "1/48",
        Dar: "16:9",
        Duration: "216.206706",
        Fps: "24.0",
        HasBFrames: "2",
        Height: "540",
        Index: "0",
        Level: "30",
        NumFrames: "5184",
        PixFmt: "yuv420p",
        Profile: "High",
        Rotate: "90",
        Sar: "1:1",
        StartTime: "0.081706",
        Timebase: "1/12288",
        Width: "960",
      },
    ]);
  });

  test("an audio stream keeps its language and leaves out what is unknown", () => {
    expect(formatMediaInfo(facts).AudioStreamInfoList).toEqual([
      {
        Bitrate: "192.0",
        ChannelLayout: "stereo",
        Channels: "2",
        CodecName: "aac",
        CodecTag: "0x6134706d",
        CodecTagString: "mp4a",
        CodecTimeBase: "1/44100",
        Duration: "16.200000",
        Index: "1",
        Lang: "zho",
        NumFrames: "173",
        SampleFmt: "fltp",
        SampleRate: "44100",
        StartTime: "0.000000",
        Timebase: "1/44100",
      },
    ]);
  });

  test("an unknown aspect ratio is 0:1 and a missing tag 0x0000", () => {
    const { sampleAspectRatio: _, displayAspectRatio: __, ...bare } = video;
    const [stream] = formatMediaInfo({ ...facts, video: [{ ...bare, codecTag: 0 }] }).VideoStreamInfoList;
    expect(stream).toMatchObject({ Sar: "0:1", Dar: "0:1", CodecTag: "0x0000" });
  });

  test("the file has the size of its first video stream", () => {
    expect(formatMediaInfo(facts).FileBasicInfo).toEqual({
      Bitrate: "1912.13",
      Duration: "216.206706",
      FormatName: "mp4",
      Height: "540",
      Width: "960",
    });
  });

  test("a picture has the size of its header, whatever its stream says", () => {
    const picture = { ...facts, image: { width: 120, height: 100, format: "heic" } };
    expect(formatMediaInfo(picture).FileBasicInfo).toMatchObject({ Width: "120", Height: "100" });
  });

  test("an album cover is no video stream and gives the file no size", () => {
    const song = formatMediaInfo({ ...facts, video: [{ ...video, isCover: true }] });
    expect(song.VideoStreamInfoList).toEqual([]);
    expect(song.FileBasicInfo).not.toHaveProperty("Width");
  });
});
