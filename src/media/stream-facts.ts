import {
  AV_CHANNEL_ORDER_UNSPEC,
  AV_CODEC_PROP_FIELDS,
  AV_DISPOSITION_ATTACHED_PIC,
  AV_NOPTS_VALUE,
  AV_PKT_DATA_DISPLAYMATRIX,
  AVMEDIA_TYPE_AUDIO,
  AVMEDIA_TYPE_SUBTITLE,
  AVMEDIA_TYPE_VIDEO,
} from "node-av/constants";
import type { CodecParameters, FormatContext, Stream } from "node-av/lib";
import {
  avChannelLayoutDefault,
  avChannelLayoutDescribe,
  avGetCodecName,
  avGetPixFmtName,
  avGetSampleFmtName,
  Codec,
} from "node-av/lib";
import type { AudioStream, MediaFacts, Rational, SubtitleStream, VideoStream } from "./facts.ts";
import { secondsAtMost, textPattern } from "./limits.ts";

type Ratio = { num: number; den: number };
type Streams = Pick<MediaFacts, "video" | "audio" | "subtitles">;

export function describeStreams(context: FormatContext): Streams {
  const found: Streams = { video: [], audio: [], subtitles: [] };
  for (const stream of context.streams) {
    const { codecpar } = stream;
    if (codecpar.codecType === AVMEDIA_TYPE_VIDEO && codecpar.width > 0 && codecpar.height > 0) {
      found.video.push(describeVideo(stream, codecpar));
    } else if (codecpar.codecType === AVMEDIA_TYPE_AUDIO && codecpar.sampleRate > 0 && codecpar.channels > 0) {
      found.audio.push(describeAudio(stream, codecpar));
    } else if (codecpar.codecType === AVMEDIA_TYPE_SUBTITLE) {
      found.subtitles.push(describeStream(stream, codecpar));
    }
  }
  return found;
}

function describeVideo(stream: Stream, codecpar: CodecParameters): VideoStream {
  const sample = known(stream.sampleAspectRatio) ?? known(codecpar.sampleAspectRatio);
  const { width, height } = codecpar;
  const average = known(stream.avgFrameRate);
  const rate = known(codecpar.frameRate) ?? average;
  const ticksPerFrame = codecpar.hasProperties(AV_CODEC_PROP_FIELDS) ? 2 : 1;
  return {
    ...describeStream(stream, codecpar),
    ...describeCoding(stream, codecpar),
    codecTimeBase: rate && reduced(rate.denominator, rate.numerator * ticksPerFrame),
    width,
    height,
    pixelFormat: avGetPixFmtName(codecpar.format as Parameters<typeof avGetPixFmtName>[0]) ?? undefined,
    level: codecpar.level >= 0 ? codecpar.level : undefined,
    reorderedFrames: Math.max(0, codecpar.videoDelay),
    frameRate: known(stream.rFrameRate),
    averageFrameRate: average,
    sampleAspectRatio: sample && reduced(sample.numerator, sample.denominator),
    displayAspectRatio: sample && reduced(width * sample.numerator, height * sample.denominator),
    rotation: rotationOf(codecpar.getCodedSideData(AV_PKT_DATA_DISPLAYMATRIX)),
    isCover: stream.hasDisposition(AV_DISPOSITION_ATTACHED_PIC),
  };
}

function describeAudio(stream: Stream, codecpar: CodecParameters): AudioStream {
  const { channelLayout, channels, sampleRate } = codecpar;
  const layout = channelLayout.order === AV_CHANNEL_ORDER_UNSPEC ? avChannelLayoutDefault(channels) : channelLayout;
  return {
    ...describeStream(stream, codecpar),
    ...describeCoding(stream, codecpar),
    codecTimeBase: { numerator: 1, denominator: sampleRate },
    channels,
    channelLayout: printable(avChannelLayoutDescribe(layout)),
    sampleFormat: avGetSampleFmtName(codecpar.format as Parameters<typeof avGetSampleFmtName>[0]) ?? undefined,
    sampleRate,
  };
}

function describeStream(stream: Stream, codecpar: CodecParameters): SubtitleStream {
  const { timeBase } = stream;
  const tick = timeBase.num / timeBase.den;
  return {
    index: stream.index,
    codecName: avGetCodecName(codecpar.codecId) ?? "unknown",
    codecLongName: decoderOf(codecpar)?.longName ?? undefined,
    codecTag: codecpar.codecTag >>> 0,
    codecTagText: printable(codecpar.codecTagString) ?? "[0][0][0][0]",
    timeBase: { numerator: timeBase.num, denominator: timeBase.den },
    startTimeSeconds: secondsOf(stream.startTime, tick),
    durationSeconds: secondsOf(stream.duration, tick) ?? durationTag(stream),
    language: languageOf(stream),
  };
}

function describeCoding(stream: Stream, codecpar: CodecParameters) {
  const profile = decoderOf(codecpar)?.profiles?.find((candidate) => candidate.profile === codecpar.profile);
  return {
    profile: profile?.name,
    bitrate: positive(codecpar.bitRate),
    frameCount: positive(stream.nbFrames),
  };
}

/** The decoder named after the codec carries the codec's own long name; the preferred one may be an outside library. */
function decoderOf(codecpar: CodecParameters): Codec | null {
  const name = avGetCodecName(codecpar.codecId);
  const named = name === null ? null : Codec.findDecoderByName(name as Parameters<typeof Codec.findDecoderByName>[0]);
  return named ?? Codec.findDecoder(codecpar.codecId);
}

/** Undefined also for what no clock could show: such a number is damage. */
export function secondsOf(ticks: bigint, tick: number): number | undefined {
  const seconds = Number(ticks) * tick;
  return ticks === AV_NOPTS_VALUE || !(Math.abs(seconds) <= secondsAtMost) ? undefined : seconds;
}

const durationTagPattern = /^(\d{1,6}):(\d\d):(\d\d(?:\.\d{1,9})?)$/;

/** Matroska keeps the length of a stream in a tag. */
function durationTag(stream: Stream): number | undefined {
  const [, hours, minutes, seconds] = durationTagPattern.exec(stream.metadata?.get("DURATION") ?? "") ?? [];
  return hours === undefined ? undefined : Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
}

function languageOf(stream: Stream): string | undefined {
  const language = stream.metadata?.get("language") ?? "und";
  return language === "und" || !/^[\w-]{1,35}$/.test(language) ? undefined : language;
}

function printable(text: string | null): string | undefined {
  return text !== null && textPattern.test(text) ? text : undefined;
}

export function positive(value: bigint): number | undefined {
  return value > 0n && value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : undefined;
}

function known(ratio: Ratio): Rational | undefined {
  return ratio.num > 0 && ratio.den > 0 ? { numerator: ratio.num, denominator: ratio.den } : undefined;
}

function reduced(numerator: number, denominator: number): Rational {
  let [a, b] = [numerator, denominator];
  while (b > 0) [a, b] = [b, a % b];
  return { numerator: numerator / a, denominator: denominator / a };
}

/** The matrix maps a stored point to a shown one, nine 32-bit numbers, row by row; the angle is its turn clockwise. */
function rotationOf(matrix: Buffer | null): number {
  if (!matrix || matrix.length < 36) return 0;
  const [a, b, c, d] = [0, 4, 12, 16].map((at) => matrix.readInt32LE(at)) as [number, number, number, number];
  const [across, down] = [Math.hypot(a, c), Math.hypot(b, d)];
  if (across === 0 || down === 0) return 0;
  const degrees = (Math.atan2(b / down, a / across) * 180) / Math.PI;
  return (Math.round(degrees) + 360) % 360;
}
