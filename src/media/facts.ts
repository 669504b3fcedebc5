import { z } from "zod";
import { maxPixels, maxStreams, secondsAtMost, textPattern } from "./limits.ts";

const text = z.string().regex(textPattern);
const count = z.int().min(0).max(Number.MAX_SAFE_INTEGER);
const seconds = z.number().min(-secondsAtMost).max(secondsAtMost);
const side = z.int().min(1).max(maxPixels);
const rational = z.strictObject({ numerator: z.int(), denominator: z.int() });

const streamFields = {
  index: z.int().min(0).max(100_000),
  codecName: text,
  codecLongName: text.optional(),
  /** The four bytes that name the codec in the container, as a little-endian number; 0 when the container has none. */
  codecTag: z.int().min(0).max(0xffff_ffff),
  codecTagText: text,
  /** Length of one tick of the stream's timestamps in seconds. */
  timeBase: rational,
  /** Length of one tick of the codec: a sample of audio, a frame or a field of video. */
  codecTimeBase: rational.optional(),
  startTimeSeconds: seconds.optional(),
  durationSeconds: seconds.optional(),
  language: text.optional(),
};

const codedFields = {
  profile: text.optional(),
  /** Bits a second. */
  bitrate: count.optional(),
  frameCount: count.optional(),
};

const videoStreamSchema = z.strictObject({
  ...streamFields,
  ...codedFields,
  width: side,
  height: side,
  pixelFormat: text.optional(),
  level: z.int().optional(),
  /** How many frames the decoder may have to hold back to put them in order. */
  reorderedFrames: z.int().min(0),
  /** The rate at which all timestamps can be told apart; for a constant rate, the rate itself. */
  frameRate: rational.optional(),
  averageFrameRate: rational.optional(),
  sampleAspectRatio: rational.optional(),
  displayAspectRatio: rational.optional(),
  /** Degrees clockwise by which a player turns the picture, 0 to 359. */
  rotation: z.int().min(0).max(359),
  /** True for a picture that comes with the sound, such as an album cover. */
  isCover: z.boolean(),
});

const audioStreamSchema = z.strictObject({
  ...streamFields,
  ...codedFields,
  channels: z.int().min(1),
  channelLayout: text.optional(),
  sampleFormat: text.optional(),
  /** Samples a second. */
  sampleRate: z.int().min(1),
});

const subtitleStreamSchema = z.strictObject(streamFields);

const imageSchema = z.strictObject({ width: side, height: side, format: text });

export const mediaFactsSchema = z.strictObject({
  container: z.strictObject({
    /** One word: mp4, mov, webm, mp3, png … */
    formatName: text,
    durationSeconds: seconds.optional(),
    /** Bits a second over the whole file. */
    bitrate: count.optional(),
    sizeBytes: count,
    startTimeSeconds: seconds.optional(),
  }),
  video: z.array(videoStreamSchema).max(maxStreams),
  audio: z.array(audioStreamSchema).max(maxStreams),
  subtitles: z.array(subtitleStreamSchema).max(maxStreams),
  image: imageSchema.optional(),
});

/** What a worker found in a file; the fields mean what `ffprobe -show_format -show_streams` means by them. */
export type MediaFacts = z.infer<typeof mediaFactsSchema>;
export type VideoStream = z.infer<typeof videoStreamSchema>;
export type AudioStream = z.infer<typeof audioStreamSchema>;
export type SubtitleStream = z.infer<typeof subtitleStreamSchema>;
export type Rational = z.infer<typeof rational>;
