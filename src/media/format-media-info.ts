import type { AudioStream, MediaFacts, Rational, SubtitleStream, VideoStream } from "./facts.ts";

type Fields<Name extends string> = Partial<Record<Name, string>>;

type StreamField =
  | "CodecLongName"
  | "CodecName"
  | "CodecTag"
  | "CodecTagString"
  | "CodecTimeBase"
  | "Duration"
  | "Index"
  | "Lang"
  | "StartTime"
  | "Timebase";
type CodedField = "Bitrate" | "NumFrames" | "Profile";
type PictureField =
  | "AvgFPS"
  | "Dar"
  | "Fps"
  | "HasBFrames"
  | "Height"
  | "Level"
  | "PixFmt"
  | "Rotate"
  | "Sar"
  | "Width";
type SoundField = "ChannelLayout" | "Channels" | "SampleFmt" | "SampleRate";

/** The stream lists of FileInfoList on the wire, where every value is a string and an unknown one is left out. */
export interface MediaInfo {
  VideoStreamInfoList: Fields<StreamField | CodedField | PictureField>[];
  AudioStreamInfoList: Fields<StreamField | CodedField | SoundField>[];
  SubtitleStreamInfoList: Fields<StreamField>[];
  /** The members of FileBasicInfo that come from the file's content. */
  FileBasicInfo: Fields<"Bitrate" | "Duration" | "FormatName" | "Height" | "Width">;
}

/** Covers are no video: they are left out of VideoStreamInfoList. */
export function formatMediaInfo(facts: MediaFacts): MediaInfo {
  const video = facts.video.filter((stream) => !stream.isCover);
  const { container } = facts;
  const picture = facts.image ?? video[0];
  return {
    VideoStreamInfoList: video.map(formatVideo),
    AudioStreamInfoList: facts.audio.map(formatAudio),
    SubtitleStreamInfoList: facts.subtitles.map(formatStream),
    FileBasicInfo: known({
      Bitrate: kilobits(container.bitrate),
      Duration: seconds(container.durationSeconds),
      FormatName: container.formatName,
      Height: whole(picture?.height),
      Width: whole(picture?.width),
    }),
  };
}

function formatVideo(stream: VideoStream) {
  return known({
    ...formatStream(stream),
    AvgFPS: rate(stream.averageFrameRate),
    Bitrate: kilobits(stream.bitrate),
    Dar: aspect(stream.displayAspectRatio),
    Fps: rate(stream.frameRate),
    HasBFrames: whole(stream.reorderedFrames),
    Height: whole(stream.height),
    Level: whole(stream.level),
    NumFrames: whole(stream.frameCount),
    PixFmt: stream.pixelFormat,
    Profile: stream.profile,
    Rotate: whole(stream.rotation),
    Sar: aspect(stream.sampleAspectRatio),
    Width: whole(stream.width),
  });
}

function formatAudio(stream: AudioStream) {
  return known({
    ...formatStream(stream),
    Bitrate: kilobits(stream.bitrate),
    ChannelLayout: stream.channelLayout,
    Channels: whole(stream.channels),
    NumFrames: whole(stream.frameCount),
    Profile: stream.profile,
    SampleFmt: stream.sampleFormat,
    SampleRate: whole(stream.sampleRate),
  });
}

function formatStream(stream: SubtitleStream) {
  return known({
    CodecLongName: stream.codecLongName,
    CodecName: stream.codecName,
    CodecTag: `0x${stream.codecTag.toString(16).padStart(4, "0")}`,
    CodecTagString: stream.codecTagText,
    CodecTimeBase: fraction(stream.codecTimeBase),
    Duration: seconds(stream.durationSeconds),
    Index: whole(stream.index),
    Lang: stream.language,
    StartTime: seconds(stream.startTimeSeconds),
    Timebase: fraction(stream.timeBase),
  });
}

function known<Name extends string>(fields: { [Field in Name]?: string | undefined }): Fields<Name> {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as Fields<Name>;
}

function whole(value: number | undefined): string | undefined {
  return value?.toFixed(0);
}

function seconds(value: number | undefined): string | undefined {
  return value?.toFixed(6);
}

function kilobits(bitsPerSecond: number | undefined): string | undefined {
  return bitsPerSecond === undefined ? undefined : decimal(bitsPerSecond / 1000, 3);
}

function rate(value: Rational | undefined): string | undefined {
  return value && decimal(value.numerator / value.denominator, 6);
}

/** At most so many decimals and at least one: 24.0, 29.97003. */
function decimal(value: number, digits: number): string {
  return value.toFixed(digits).replace(/(\.\d+?)0+$/, "$1");
}

function fraction(value: Rational | undefined): string | undefined {
  return value && `${value.numerator}/${value.denominator}`;
}

/** An unknown ratio is 0:1 on the wire. */
function aspect(value: Rational | undefined): string {
  return value ? `${value.numerator}:${value.denominator}` : "0:1";
}
