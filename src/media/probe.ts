import { AVERROR_ENOMEM } from "node-av/constants";
import type { FormatContext } from "node-av/lib";
import type { MediaFacts, VideoStream } from "./facts.ts";
import type { ImageFormat, ImageHeader } from "./image-header.ts";
import { readImageHeader } from "./image-header.ts";
import { maxPixels } from "./limits.ts";
import { openMedia } from "./open-media.ts";
import type { PieceReader } from "./pieces.ts";
import { MissingPiece, openPieces, readBytes } from "./pieces.ts";
import type { ProbeAnswer, ProbedMediaType, ProbeRequest } from "./protocol.ts";
import { describeStreams, positive, secondsOf } from "./stream-facts.ts";

const microsecond = 1e-6;

type Verdict = ProbeAnswer["result"];

/** FFmpeg decodes pictures of these formats to describe them; larger ones are described by their header alone. */
const decodedFormats = new Set<ImageFormat>(["png", "webp", "bmp", "heic", "avif"]);
const decodedPixelsAtMost = 16 * 1024 * 1024;

const demuxers: Record<ImageFormat, string> = {
  png: "png_pipe",
  jpeg: "jpeg_pipe",
  gif: "gif",
  webp: "webp_pipe",
  bmp: "bmp_pipe",
  tiff: "tiff_pipe",
  heic: "mov",
  avif: "mov",
};

const mediaTypes: ProbedMediaType[] = ["image", "video", "audio"];
const names: Record<ProbedMediaType, string> = { image: "picture", video: "video", audio: "sound" };

export function probe(request: ProbeRequest): Verdict {
  using reader = openPieces(request.files);
  if (reader.sizeBytes === 0) return failure("unreadable", "The file is empty.");
  try {
    return probePieces(reader, request);
  } catch (error) {
    if (error instanceof MissingPiece) return failure("missing", "The stored file is missing or not complete.");
    throw error;
  }
}

function probePieces(reader: PieceReader, { mediaType, fileName }: ProbeRequest): Verdict {
  const image = readImageHeader(reader);
  if (image && !image.size) return failure("unreadable", "The header of the picture is damaged.");
  const pixels = image?.size ? image.size.width * image.size.height : 0;
  if (pixels > maxPixels) return tooManyPixels();
  if (image && pixels > decodedPixelsAtMost && decodedFormats.has(image.format)) {
    return judge(imageFacts(image, reader.sizeBytes), mediaType);
  }
  const opened = openMedia(reader, { nameHint: nameHint(fileName), format: image && demuxers[image.format] });
  if ("error" in opened) {
    return image ? judge(imageFacts(image, reader.sizeBytes), mediaType) : openFailure(opened);
  }
  using media = opened;
  return judge(describe(media.context, reader, image), mediaType);
}

function describe(context: FormatContext, reader: PieceReader, image: ImageHeader | undefined): MediaFacts {
  const isStill = image !== undefined && image.format !== "gif";
  const durationSeconds = isStill ? undefined : secondsOf(context.duration, microsecond);
  const streams = describeStreams(context);
  return {
    container: {
      formatName: image?.format ?? formatName(context, reader),
      durationSeconds,
      bitrate: positive(context.bitRate),
      sizeBytes: reader.sizeBytes,
      startTimeSeconds: isStill ? undefined : secondsOf(context.startTime, microsecond),
    },
    ...(isStill ? { ...streams, video: wholePicture(streams.video, image) } : streams),
    image: image?.size && { ...image.size, format: image.format },
  };
}

/** FFmpeg shows the tiles of a picture as streams of their own; together they are one picture. */
function wholePicture([first]: VideoStream[], { size }: ImageHeader): VideoStream[] {
  if (!first || !size) return [];
  const isWhole = first.width === size.width && first.height === size.height;
  return [isWhole ? first : { ...first, ...size, displayAspectRatio: undefined, sampleAspectRatio: undefined }];
}

function imageFacts({ format, size }: ImageHeader, sizeBytes: number): MediaFacts {
  return {
    container: { formatName: format, sizeBytes },
    video: [],
    audio: [],
    subtitles: [],
    image: size && { ...size, format },
  };
}

function judge(facts: MediaFacts, mediaType: ProbedMediaType): Verdict {
  if (facts.video.some(({ width, height }) => width * height > maxPixels)) return tooManyPixels();
  const moves = facts.video.some(({ isCover }) => !isCover) && (!facts.image || facts.image.format === "gif");
  const has = { image: facts.image !== undefined, video: moves, audio: facts.audio.length > 0 };
  if (has[mediaType]) return { ok: true, facts };
  if (!has.image && !has.video && !has.audio) {
    return failure("unreadable", "The file holds no picture, video or sound that can be read.");
  }
  const holds = mediaTypes.filter((type) => has[type]).map((type) => (type === "audio" ? "sound" : `a ${names[type]}`));
  return failure("no-such-stream", `The file holds no ${names[mediaType]}; it holds ${holds.join(" and ")}.`);
}

function openFailure({ error, refused }: { error: number; refused?: string | undefined }): Verdict {
  if (error === AVERROR_ENOMEM) return failure("memory", "Reading the file needs more memory than a worker may use.");
  if (refused !== undefined) return failure("unreadable", `Files of this kind are not accepted: ${refused}.`);
  return failure("unreadable", "The file is damaged, not complete, or of a kind that is not known.");
}

function tooManyPixels(): Verdict {
  return failure("unreadable", "The picture claims more pixels than are accepted.");
}

function failure(code: Extract<Verdict, { ok: false }>["code"], reason: string): Verdict {
  return { ok: false, code, reason };
}

/** Only the extension helps FFmpeg to tell formats apart; the rest of a name might be read as a pattern. */
function nameHint(fileName: string): string {
  const extension = /\.([a-z0-9]{1,8})$/.exec(fileName.toLowerCase())?.[1];
  return extension === undefined ? "media" : `media.${extension}`;
}

const quickTimeBrands: [start: string, format: string][] = [
  ["qt", "mov"],
  ["3gp", "3gp"],
  ["3g2", "3g2"],
  ["M4A", "m4a"],
  ["M4B", "m4a"],
  ["f4v", "f4v"],
];

function formatName(context: FormatContext, reader: PieceReader): string {
  const name = context.iformat?.name ?? "unknown";
  if (name.startsWith("mov,")) {
    const brand = context.metadata?.get("major_brand") ?? "qt";
    return quickTimeBrands.find(([start]) => brand.startsWith(start))?.[1] ?? "mp4";
  }
  if (name.startsWith("matroska,")) return readBytes(reader, 0, 64).includes("webm") ? "webm" : "mkv";
  return name;
}
