/** Types that a browser may show in place, told by the file's first bytes and never by what the uploader said. */
const signatures: readonly (readonly [type: string, offset: number, bytes: string])[] = [
  ["image/jpeg", 0, "\xff\xd8\xff"],
  ["image/png", 0, "\x89PNG\r\n\x1a\n"],
  ["image/gif", 0, "GIF8"],
  ["audio/mpeg", 0, "ID3"],
  ["audio/mpeg", 0, "\xff\xfb"],
  ["audio/mpeg", 0, "\xff\xf3"],
  ["audio/aac", 0, "\xff\xf1"],
  ["audio/flac", 0, "fLaC"],
  ["audio/ogg", 0, "OggS"],
  ["video/webm", 0, "\x1aE\xdf\xa3"],
];

const brands: Readonly<Record<string, string>> = {
  avif: "image/avif",
  avis: "image/avif",
  "qt  ": "video/quicktime",
  "M4A ": "audio/mp4",
};

export function sniffInlineType(start: Buffer): string | undefined {
  const text = start.toString("latin1", 0, 64);
  const plain = signatures.find(([, offset, bytes]) => text.startsWith(bytes, offset));
  if (plain) return plain[0];
  if (text.startsWith("RIFF")) return riffTypes[text.slice(8, 12)];
  if (text.slice(4, 8) !== "ftyp") return undefined;
  const brand = text.slice(8, 12);
  if (/^(heic|heix|mif1|msf1)$/.test(brand)) return undefined;
  return brands[brand] ?? "video/mp4";
}

const riffTypes: Readonly<Record<string, string>> = { WEBP: "image/webp", WAVE: "audio/wav" };
