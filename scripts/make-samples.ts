/** Makes demo/sample.mp4 and test/samples: `node scripts/make-samples.ts`. The results are kept in the repository. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { EncoderOptions } from "node-av/api";
import { Decoder, Demuxer, Encoder, Muxer } from "node-av/api";
import { AV_LOG_QUIET, AV_PKT_DATA_DISPLAYMATRIX } from "node-av/constants";
import type { Packet } from "node-av/lib";
import { Codec, Dictionary, Log } from "node-av/lib";
import sharp from "sharp";

const root = join(import.meta.dirname, "..");
const samples = join(root, "test/samples");
const work = mkdtempSync(join(tmpdir(), "samples-"));

interface Track {
  /** A libavfilter graph; without an encoder, the path of a file whose first stream is copied. */
  source: string;
  encoder?: string;
  options?: EncoderOptions;
  language?: string;
  /** Turned a quarter clockwise by the player. */
  turned?: boolean;
}

interface RunningTrack {
  packets: Iterator<Packet | null>;
  index: number;
}

function makeMedia(path: string, tracks: Track[]): void {
  const muxer = Muxer.openSync(path);
  const open: { close(): void }[] = [];
  const running = new Set(tracks.map((track) => startTrack(muxer, track, open)));
  while (running.size > 0) {
    for (const track of running) {
      const { done, value: packet } = track.packets.next();
      if (done) running.delete(track);
      else if (packet) muxer.writePacketSync(packet, track.index);
      packet?.free();
    }
  }
  muxer.closeSync();
  for (const part of open.reverse()) part.close();
}

function startTrack(muxer: Muxer, track: Track, open: { close(): void }[]): RunningTrack {
  const demuxer = track.encoder ? Demuxer.openSync(track.source, { format: "lavfi" }) : Demuxer.openSync(track.source);
  open.push({ close: () => demuxer.closeSync() });
  const stream = demuxer.getStream(0);
  if (!stream) throw new Error(`no stream in ${track.source}`);
  if (track.language) stream.metadata = Dictionary.fromObject({ language: track.language });
  if (track.turned) stream.codecpar.addCodedSideData(AV_PKT_DATA_DISPLAYMATRIX, quarterTurn());
  if (!track.encoder) return { index: muxer.addStream(stream), packets: demuxer.packetsSync(0) };
  const codec = Codec.findEncoderByName(track.encoder as Parameters<typeof Codec.findEncoderByName>[0]);
  if (!codec) throw new Error(`FFmpeg has no encoder ${track.encoder}`);
  const decoder = Decoder.createSync(stream);
  const encoder = Encoder.createSync(codec, { decoder, autoResample: true, autoFormat: true, ...track.options });
  open.push(decoder, encoder);
  return {
    index: muxer.addStream(encoder, { inputStream: stream }),
    packets: encoder.packetsSync(decoder.framesSync(demuxer.packetsSync(0))),
  };
}

function quarterTurn(): Buffer {
  const matrix = Buffer.alloc(36);
  for (const [at, value] of [0, 1 << 16, 0, -(1 << 16), 0, 0, 0, 0, 1 << 30].entries())
    matrix.writeInt32LE(value, at * 4);
  return matrix;
}

const pattern = (size: string, seconds: number) => `testsrc2=size=${size}:rate=24:duration=${seconds}`;
const tone = (seconds: number, layout = "stereo") =>
  `sine=frequency=440:sample_rate=44100:duration=${seconds},aformat=channel_layouts=${layout}`;
const tone48 = (seconds: number) => tone(seconds).replace("44100", "48000");
// Only settings of the context: the binding frees private options of an encoder twice.
const h264 = { encoder: "libx264", options: { gopSize: 48, bitrate: "400k" } };
const aac = { encoder: "aac", options: { bitrate: "96k" } };

function makeVideos(): void {
  makeMedia(join(root, "demo/sample.mp4"), [
    { source: pattern("640x360", 4), ...h264 },
    { source: tone(4), ...aac },
  ]);
  makeMedia(join(samples, "video.mp4"), [
    { source: pattern("320x180", 1), ...h264 },
    { source: tone(1), ...aac },
  ]);
  makeMedia(join(samples, "turned.mov"), [{ source: pattern("160x90", 0.5), ...h264, turned: true }]);
  makeMedia(join(samples, "video.webm"), [
    { source: pattern("160x90", 1), encoder: "libvpx-vp9", options: { bitrate: "60k" } },
    { source: tone48(1), encoder: "libopus", options: { bitrate: "32k" } },
  ]);
  makeMedia(join(samples, "languages.mkv"), [
    { source: pattern("160x90", 1), ...h264 },
    { source: tone(1, "mono"), ...aac, language: "chi" },
    { source: tone(1, "5.1"), ...aac, language: "eng" },
    { source: join(samples, "captions.srt"), language: "ger" },
  ]);
  makeMedia(join(samples, "moving.gif"), [{ source: pattern("64x36", 0.5), encoder: "gif" }]);
}

function makeSounds(): void {
  const plainMp3 = join(work, "plain.mp3");
  makeMedia(plainMp3, [{ source: tone(1), encoder: "libmp3lame", options: { bitrate: "64k" } }]);
  writeFileSync(join(samples, "tone.mp3"), readFileSync(plainMp3));
  writeFileSync(
    join(samples, "cover.mp3"),
    Buffer.concat([coverTag(join(samples, "picture.png")), readFileSync(plainMp3)]),
  );
  makeMedia(join(samples, "tone.wav"), [{ source: tone(0.2), encoder: "pcm_s16le" }]);
  makeMedia(join(samples, "tone.flac"), [{ source: tone(0.2), encoder: "flac" }]);
  makeMedia(join(samples, "tone.m4a"), [{ source: tone(1), ...aac }]);
  makeMedia(join(samples, "tone.ogg"), [{ source: tone48(1), encoder: "libopus", options: { bitrate: "32k" } }]);
}

/** An ID3v2.3 tag that holds one attached picture. */
function coverTag(picturePath: string): Buffer {
  const body = Buffer.concat([Buffer.from("\0image/png\0\x03\0", "latin1"), readFileSync(picturePath)]);
  const frame = Buffer.concat([Buffer.from("APIC"), uint32(body.length), Buffer.alloc(2), body]);
  const sevenBits = [21, 14, 7, 0].map((shift) => (frame.length >> shift) & 0x7f);
  return Buffer.concat([Buffer.from("ID3\x03\0\0", "latin1"), Buffer.from(sevenBits), frame]);
}

async function makePictures(): Promise<void> {
  const width = 160;
  const height = 120;
  const pixels = Buffer.alloc(width * height * 3);
  for (let at = 0; at < pixels.length; at++) pixels[at] = (at * 7) & 0xff;
  const picture = sharp(pixels, { raw: { width, height, channels: 3 } });
  for (const format of ["png", "webp", "tiff", "avif"] as const) {
    await picture
      .clone()
      .toFormat(format)
      .toFile(join(samples, `picture.${format}`));
  }
  await picture.clone().jpeg().toFile(join(samples, "picture.jpg"));
  writeFileSync(join(samples, "picture.bmp"), bitmap(16, 12));
  writeFileSync(join(samples, "tiles.heic"), tiledHeic());
}

function bitmap(width: number, height: number): Buffer {
  const header = Buffer.alloc(54);
  header.write("BM");
  header.writeUInt32LE(54 + width * height * 4, 2);
  header.writeUInt32LE(54, 10);
  header.writeUInt32LE(40, 14);
  header.writeInt32LE(width, 18);
  header.writeInt32LE(-height, 22);
  header.writeUInt16LE(1, 26);
  header.writeUInt16LE(32, 28);
  return Buffer.concat([header, Buffer.alloc(width * height * 4, 0x7f)]);
}

/** As telephones write them: a picture of 120 × 100 cut from four tiles of 64 × 64. */
function tiledHeic(): Buffer {
  const tilePath = join(work, "tile.mp4");
  const x265 = { encoder: "libx265", options: { bitrate: "20k" } };
  makeMedia(tilePath, [{ source: "color=c=teal:size=64x64:rate=1:duration=1", ...x265 }]);
  const tile = readFileSync(tilePath);
  const configuration = bytesOfBox(tile, "hvcC");
  const coded = bytesOfBox(tile, "mdat").subarray(8);
  const tiles = [2, 3, 4, 5];
  const size = (width: number, height: number) => box("ispe", uint32(0), uint32(width), uint32(height));
  const items = [box("infe", uint32(0x02000000), uint16(1), uint16(0), "grid\0")].concat(
    tiles.map((id) => box("infe", uint32(0x02000000), uint16(id), uint16(0), "hvc1\0")),
  );
  const grid = Buffer.concat([Buffer.from([0, 0, 1, 1]), uint16(120), uint16(100)]);
  const associations = [Buffer.from([0, 1, 1, 1])].concat(tiles.map((id) => Buffer.from([0, id, 2, 2, 0x83])));
  const fileType = box("ftyp", "heic", uint32(0), "mif1heic");
  const metaWith = (offset: number) =>
    box(
      "meta",
      uint32(0),
      box("hdlr", uint32(0), uint32(0), "pict", Buffer.alloc(13)),
      box("pitm", uint32(0), uint16(1)),
      box("iinf", uint32(0), uint16(items.length), ...items),
      box("iref", uint32(0), box("dimg", uint16(1), uint16(tiles.length), ...tiles.map(uint16))),
      box(
        "iprp",
        box("ipco", size(120, 100), size(64, 64), configuration),
        box("ipma", uint32(0), uint32(5), ...associations),
      ),
      box(
        "iloc",
        uint32(0x01000000),
        uint16(0x4400),
        uint16(5),
        location(1, 1, 0, grid.length),
        ...tiles.map((id) => location(id, 0, offset, coded.length)),
      ),
      box("idat", grid),
    );
  const meta = metaWith(fileType.length + metaWith(0).length + 8);
  return Buffer.concat([fileType, meta, box("mdat", coded)]);
}

/** One entry of `iloc`: where the bytes of an item are, in the file (method 0) or in `idat` (method 1). */
function location(item: number, method: number, offset: number, length: number): Buffer {
  return Buffer.concat([uint16(item), uint16(method), uint16(0), uint16(1), uint32(offset), uint32(length)]);
}

function box(type: string, ...parts: (Buffer | string)[]): Buffer {
  const body = Buffer.concat(parts.map((part) => (typeof part === "string" ? Buffer.from(part, "latin1") : part)));
  return Buffer.concat([uint32(body.length + 8), Buffer.from(type), body]);
}

function bytesOfBox(file: Buffer, type: string): Buffer {
  const at = file.indexOf(type) - 4;
  return file.subarray(at, at + file.readUInt32BE(at));
}

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

Log.setLevel(AV_LOG_QUIET);
mkdirSync(samples, { recursive: true });
mkdirSync(join(root, "demo"), { recursive: true });
writeFileSync(join(samples, "captions.srt"), "1\n00:00:00,000 --> 00:00:00,900\nA test pattern.\n");
await makePictures();
makeVideos();
makeSounds();
rmSync(work, { recursive: true });
