import type { ObjectRow } from "../database/schema.ts";
import type { ObjectStore } from "../storage/object-store.ts";
import { openObject } from "../storage/read-object.ts";

/** Types that a browser may show in place, told by the file's first bytes and never by what the uploader said. */
const byStart: readonly (readonly [start: string, type: string])[] = [
  ["\xff\xd8\xff", "image/jpeg"],
  ["\x89PNG\r\n\x1a\n", "image/png"],
  ["GIF87a", "image/gif"],
  ["GIF89a", "image/gif"],
  ["ID3", "audio/mpeg"],
  ["fLaC", "audio/flac"],
  ["OggS", "audio/ogg"],
];

/** The box of a QuickTime file from before there were brands. */
const quickTimeBoxes: ReadonlySet<string> = new Set(["moov", "mdat", "wide", "free", "skip", "pnot"]);

const byBrand: Readonly<Record<string, string>> = {
  avif: "image/avif",
  avis: "image/avif",
  "qt  ": "video/quicktime",
  "M4A ": "audio/mp4",
  "M4B ": "audio/mp4",
};
/** HEIF that is no AVIF, and raw photographs: browsers cannot show them. */
const stillBrand = /^(he[a-z]{2}|mi[fa]\d|msf1|crx )$/;

const byRiffForm: Readonly<Record<string, string>> = { WEBP: "image/webp", WAVE: "audio/wav" };

export function sniffInlineType(start: Buffer): string | undefined {
  const text = start.toString("latin1", 0, 128);
  const found = byStart.find(([prefix]) => text.startsWith(prefix));
  if (found) return found[1];
  if (text.startsWith("RIFF")) return byRiffForm[text.slice(8, 12)];
  if (text.startsWith("\x1aE\xdf\xa3")) return text.includes("webm") ? "video/webm" : undefined;
  const box = text.slice(4, 8);
  if (box === "ftyp") return typeOfBrands(text);
  if (quickTimeBoxes.has(box)) return "video/quicktime";
  return typeOfFrame(start);
}

function typeOfBrands(text: string): string | undefined {
  const major = text.slice(8, 12);
  if (stillBrand.test(major)) return /avi[fs]/.test(text.slice(16, text.charCodeAt(3))) ? "image/avif" : undefined;
  return byBrand[major] ?? "video/mp4";
}

/** MPEG audio without a tag, and ADTS: eleven set bits, then version and layer. */
function typeOfFrame([first = 0, second = 0]: Buffer): string | undefined {
  if (first !== 0xff || second < 0xf0) return undefined;
  if ((second & 0x06) === 0) return "audio/aac";
  return (second & 0x06) === 0x02 ? "audio/mpeg" : undefined;
}

const inlineTypes: ReadonlySet<string> = new Set([
  ...byStart.map(([, type]) => type),
  ...Object.values(byBrand),
  ...Object.values(byRiffForm),
  ...["video/webm", "video/mp4", "audio/aac"],
]);

/** Whether a reader may choose this type for an answer. */
export const isInlineType = (type: string): boolean => inlineTypes.has(type);

const sniffBytes = 128;
const maxKnown = 10_000;

/** The inline types of objects. An object's bytes never change, so what was seen once is kept. */
export class InlineTypes {
  readonly #store: ObjectStore;
  readonly #known = new Map<string, string | undefined>();

  constructor(store: ObjectStore) {
    this.#store = store;
  }

  async find(object: ObjectRow): Promise<string | undefined> {
    if (object.size_bytes === 0) return undefined;
    if (this.#known.has(object.object_id)) return this.#known.get(object.object_id);
    const end = Math.min(sniffBytes, object.size_bytes) - 1;
    const chunks: Buffer[] = [];
    for await (const chunk of await openObject(this.#store, object, { start: 0, end })) chunks.push(chunk);
    const type = sniffInlineType(Buffer.concat(chunks));
    if (this.#known.size >= maxKnown) this.#known.clear();
    this.#known.set(object.object_id, type);
    return type;
  }
}
