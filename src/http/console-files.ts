import { createHash, randomBytes } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { extname, join, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { dataPolicy, guardedHeaders, pagePolicy } from "./page-headers.ts";

/** Where the built console lies, beside the built program; there is none in a checkout that was not built. */
export const consoleFolder = (): string =>
  fileURLToPath(new URL(import.meta.url.endsWith(".ts") ? "../../dist/console" : "./console", import.meta.url));

const types: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".map": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
  ".webp": "image/webp",
  ".woff2": "font/woff2",
};
const compressible = /^(?:text|application\/(?:json|wasm|manifest)|image\/svg)/;

export interface File {
  readonly body: Buffer;
  readonly gzipped: Buffer | undefined;
  readonly type: string;
  readonly etag: string;
}

type Files = ReadonlyMap<string, File>;

/** What stands in the built page for the nonce of its styles; each answer has another one. */
const noncePlace = "MEDIALOFT_CSP_NONCE";
const startPage = "/index.html";

/** The console's files. They are read once and kept: what is built anew meanwhile is served after the next start. */
export class ConsoleFiles {
  readonly #folder: string;
  readonly #objectOrigin: string;
  #files: Promise<Files> | undefined;

  constructor(folder: string, publicObjectUrl: string) {
    this.#folder = folder;
    this.#objectOrigin = new URL(publicObjectUrl).origin;
  }

  /** What answers this request: a file, or the console's page for whatever else a browser navigates to. */
  async find({ url = "/", headers }: IncomingMessage): Promise<((response: ServerResponse) => void) | undefined> {
    this.#files ??= readFiles(this.#folder);
    const files = await this.#files;
    const path = url.split("?", 1)[0] ?? "/";
    const page = files.get(startPage);
    const file = path === startPage ? undefined : files.get(path);
    if (file) return (response) => sendFile(response, file, { path, headers });
    const isNavigating = path === "/" || (headers.accept ?? "").includes("text/html");
    if (!page || !isNavigating) return undefined;
    return (response) => sendHtml(response, page.body.toString("utf8"), this.#objectOrigin);
  }
}

const compress = promisify(gzip);

async function readFiles(folder: string): Promise<Files> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = new Map<string, File>();
  for (const entry of entries) {
    const ending = extname(entry.name);
    if (!entry.isFile() || types[ending] === undefined) continue;
    const path = join(entry.parentPath, entry.name);
    files.set(path.slice(folder.length).replaceAll(sep, "/"), await makeFile(await readFile(path), ending));
  }
  return files;
}

/** @param ending as in a file's name, `.json` for instance */
export async function makeFile(body: Buffer, ending: string): Promise<File> {
  const type = types[ending] ?? "application/octet-stream";
  const gzipped = compressible.test(type) ? await compress(body, { level: 9 }) : undefined;
  const etag = `"${createHash("sha256").update(body).digest("base64url").slice(0, 27)}"`;
  return { body, gzipped, type, etag };
}

interface Asked {
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
}

/** Names in assets/ change with their content. */
export function sendFile(response: ServerResponse, file: File, { path, headers }: Asked): void {
  const encoded = file.gzipped && /\bgzip\b/.test(String(headers["accept-encoding"] ?? "")) ? file.gzipped : undefined;
  const common = {
    ...guardedHeaders,
    "Content-Security-Policy": dataPolicy,
    "Cache-Control": path.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "no-cache",
    ETag: file.etag,
    ...(file.gzipped && { Vary: "Accept-Encoding" }),
  };
  if (headers["if-none-match"] === file.etag) {
    response.writeHead(304, common).end();
    return;
  }
  const body = encoded ?? file.body;
  response
    .writeHead(200, {
      ...common,
      "Content-Type": file.type,
      "Content-Length": body.length,
      ...(encoded && { "Content-Encoding": "gzip" }),
    })
    .end(body);
}

/** A page with the headers of pages. Where it has a style of its own, the nonce's place stands in it. */
export function sendHtml(response: ServerResponse, html: string, objectOrigin: string): void {
  const nonce = randomBytes(16).toString("base64");
  const body = html.replaceAll(noncePlace, nonce);
  response
    .writeHead(200, {
      ...guardedHeaders,
      "Content-Security-Policy": pagePolicy(nonce, objectOrigin),
      "Cache-Control": "no-store",
      "Content-Type": types[".html"],
      "Content-Length": Buffer.byteLength(body),
    })
    .end(body);
}
