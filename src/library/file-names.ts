import type { MediaType } from "../database/schema.ts";

/** Extensions of the vendor's registration list, by type. */
const fileFormats = {
  video:
    "mp4 ts 3gp mpg mpeg mpe dat vob asf avi wmv flv f4v rm rmvb mov mkv m3u8 dv m2t m4v mj2 mjpeg mts ogg qt swf webm",
  audio: "mp3 wma wav aac ra m4a flac ape ac3 amr caf acm",
  image: "webp png jpg jpeg heic gif",
  text: "srt vtt ass ttf ttc fon",
} as const satisfies Record<MediaType, string>;

/** Further ones that uploads may have: the texts of storyboards, and images and fonts that editing reads. */
const alsoUploadable = "txt docx bmp tiff tif avif woff otf";

const split = (list: string): string[] => list.split(" ");
const uploadable = new Set([...Object.values(fileFormats).flatMap(split), ...split(alsoUploadable)]);
const subtitles = new Set(["srt", "vtt", "ass"]);
const fonts = new Set(["ttf", "ttc", "fon", "otf", "woff"]);
const plainTexts = new Set(["txt", "docx"]);

/** Lower case, without the dot; empty when there is none. */
export function extensionOf(fileName: string): string {
  const dot = fileName.lastIndexOf(".");
  return dot <= 0 ? "" : fileName.slice(dot + 1).toLowerCase();
}

/** Reads a FileExt parameter: a leading dot and capitals are tolerated. Undefined when such files are not taken. */
export function parseExtension(text: string): string | undefined {
  const extension = text.replace(/^\./, "").toLowerCase();
  return uploadable.has(extension) ? extension : undefined;
}

/** Whether a text asset of this name is taken as it is. */
export const isKnownText = (fileName: string): boolean => {
  const extension = extensionOf(fileName);
  return subtitles.has(extension) || fonts.has(extension) || plainTexts.has(extension);
};

/** Texts are told apart by their extension, as registration has no parameter for it. */
export function businessTypeOf(mediaType: MediaType, fileName: string): string {
  if (mediaType !== "text") return "general";
  const extension = extensionOf(fileName);
  if (subtitles.has(extension)) return "subtitles";
  return fonts.has(extension) ? "font" : "general";
}

/** The last segment of a key or of a URL's path. */
export function fileNameOf(keyOrUrl: string): string {
  const path = /^https?:\/\//i.test(keyOrUrl) ? decodePath(keyOrUrl) : keyOrUrl;
  return path.slice(path.lastIndexOf("/") + 1) || "untitled";
}

function decodePath(url: string): string {
  const { pathname } = new URL(url);
  try {
    return decodeURIComponent(pathname);
  } catch {
    return pathname;
  }
}

const maxTitleBytes = 128;

/** The file name without control characters, cut to 128 bytes between two characters. */
export function titleOf(fileName: string): string {
  let title = "";
  let bytes = 0;
  for (const character of fileName.replaceAll(/\p{Cc}/gu, "")) {
    bytes += Buffer.byteLength(character);
    if (bytes > maxTitleBytes) break;
    title += character;
  }
  return title || "untitled";
}
