import { AVERROR_EIO, AVSEEK_CUR, AVSEEK_END, AVSEEK_SIZE } from "node-av/constants";
import { Dictionary, FormatContext, InputFormat, IOContext } from "node-av/lib";
import { maxStreams } from "./limits.ts";
import type { PieceReader } from "./pieces.ts";
import { MissingPiece } from "./pieces.ts";

const bufferBytes = 64 * 1024;

/** Everything else is refused: what reads other files or hosts (hls, dash, concat, sdp, image2 …), devices, trackers. */
const formats = [
  ...["mov", "matroska", "mpegts", "mpeg", "mpegvideo", "asf", "avi", "flv", "rm", "dv", "ogg", "swf", "mxf", "nut"],
  ...["mjpeg", "m4v", "h264", "hevc", "obu", "ivf", "gif"],
  ...["png_pipe", "jpeg_pipe", "webp_pipe", "bmp_pipe", "tiff_pipe"],
  ...[
    "mp3",
    "wav",
    "w64",
    "aac",
    "flac",
    "ape",
    "ac3",
    "eac3",
    "amr",
    "amrnb",
    "amrwb",
    "caf",
    "aiff",
    "au",
    "wv",
    "tta",
  ],
  ...["dsf", "mpc", "mpc8", "dts", "truehd", "loas"],
];

export interface OpenedMedia extends Disposable {
  context: FormatContext;
}

/** `refused` names a format that FFmpeg knows and the list above does not hold. */
export type OpenResult = OpenedMedia | { error: number; refused?: string | undefined };

/**
 * Opens the pieces as one seekable stream. FFmpeg reads through the two callbacks only and may open nothing by itself,
 * whatever a playlist or a reference inside the file names.
 */
export function openMedia(reader: PieceReader, options: { nameHint: string; format?: string | undefined }): OpenResult {
  const stream = new PieceStream(reader);
  const io = new IOContext();
  io.allocContextWithCallbacks(bufferBytes, 0, stream.read, null, stream.seek);
  const context = new FormatContext();
  context.allocContext();
  context.pb = io;
  const forced = options.format === undefined ? null : InputFormat.findInputFormat(options.format);
  using settings = Dictionary.fromObject({
    protocol_whitelist: "",
    format_whitelist: formats.join(","),
    max_streams: String(maxStreams),
  });
  const error = openAndAnalyse(context, options.nameHint, forced, settings);
  if (error >= 0 && !stream.missing) return { context, [Symbol.dispose]: () => close(context, io) };
  close(context, io);
  if (stream.missing) throw stream.missing;
  return { error, refused: refusedFormat(reader, options.nameHint) };
}

function openAndAnalyse(
  context: FormatContext,
  nameHint: string,
  format: InputFormat | null,
  settings: Dictionary,
): number {
  const opened = context.openInputSync(nameHint, format, settings);
  return opened < 0 ? opened : context.findStreamInfoSync();
}

function close(context: FormatContext, io: IOContext): void {
  context.closeInputSync();
  io.freeContext();
}

function refusedFormat(reader: PieceReader, nameHint: string): string | undefined {
  const head = Buffer.alloc(Math.min(reader.sizeBytes, 4096));
  reader.readAt(head, 0);
  const found = InputFormat.probe(head, nameHint);
  const names = found?.name?.split(",") ?? [];
  return names.some((name) => formats.includes(name)) ? undefined : (found?.longName ?? undefined);
}

/** The callbacks run inside FFmpeg and must not throw: a throw would make the binding wait for the event loop, for ever. */
class PieceStream {
  readonly #reader: PieceReader;
  readonly #buffer = Buffer.allocUnsafe(bufferBytes);
  #position = 0;
  missing: MissingPiece | undefined;

  constructor(reader: PieceReader) {
    this.#reader = reader;
  }

  readonly read = (wanted: number): Buffer | number | null => {
    try {
      const got = this.#reader.readAt(this.#buffer.subarray(0, wanted), this.#position);
      this.#position += got;
      return got === 0 ? null : this.#buffer.subarray(0, got);
    } catch (error) {
      if (error instanceof MissingPiece) this.missing = error;
      return AVERROR_EIO;
    }
  };

  readonly seek = (offset: bigint, whence: number): bigint => {
    const size = this.#reader.sizeBytes;
    if (whence & AVSEEK_SIZE) return BigInt(size);
    const base = whence === AVSEEK_CUR ? this.#position : whence === AVSEEK_END ? size : 0;
    const target = base + Number(offset);
    if (target < 0 || !Number.isSafeInteger(target)) return BigInt(AVERROR_EIO);
    this.#position = target;
    return BigInt(target);
  };
}
