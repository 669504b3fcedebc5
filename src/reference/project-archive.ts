import { strToU8, type Zippable, zipSync } from "fflate";
import type { Project } from "./project.ts";

/** An ordinary file that its owner may write. */
const mode = 0o100644;

/** Made by a Unix, so that the mode counts; zip has no time zone, and no year before 1980. */
const attributes = { os: 3, attrs: mode * 0x1_0000 } as const;

/** The project as a zip with one folder in it. The same project is the same bytes, whenever and wherever it is made. */
export function zipProject({ name, files }: Project): Uint8Array<ArrayBuffer> {
  const mtime = new Date(1980, 0, 1);
  const entries: Zippable = {};
  for (const { path, text } of files) entries[`${name}/${path}`] = [strToU8(text), { mtime, ...attributes }];
  return new Uint8Array(zipSync(entries, { level: 9 }));
}
