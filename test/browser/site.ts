import { readFile } from "node:fs/promises";
import { createServer, type ServerResponse } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import type OSS from "ali-oss";

const require = createRequire(import.meta.url);
const fileOf = (path: string) => fileURLToPath(new URL(path, import.meta.url));

const files: Readonly<Record<string, readonly [type: string, path: string]>> = {
  "/": ["text/html", fileOf("page.html")],
  "/ali-oss.js": ["text/javascript", require.resolve("ali-oss/dist/aliyun-oss-sdk.min.js")],
  "/aliyun-upload-vod.js": ["text/javascript", require.resolve("aliyun-upload-vod/dist/aliyun-upload-vod.min.js")],
  "/sample.mp4": ["video/mp4", fileOf("../../demo/sample.mp4")],
};

/** What the site's own server does for its pages, by name. */
export type Backend = Readonly<Record<string, (query: Record<string, string>) => unknown>>;

export interface Site extends AsyncDisposable {
  readonly url: string;
}

/** A studio's site: an origin of its own, whose pages have the vendor's clients for browsers. */
export async function openSite(backend: Backend = {}): Promise<Site> {
  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://site");
    const operation = backend[pathname.replace("/backend/", "")];
    const [type, path] = files[pathname] ?? [];
    if (operation) await answer(response, () => operation(Object.fromEntries(searchParams)));
    else if (type && path) response.setHeader("Content-Type", type).end(await readFile(path));
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function answer(response: ServerResponse, operate: () => unknown): Promise<void> {
  try {
    response.end(JSON.stringify((await operate()) ?? {}));
  } catch (error) {
    response.writeHead(500).end(JSON.stringify({ error: String(error) }));
  }
}

type Credential = Pick<OSS.Options, "accessKeyId" | "accessKeySecret" | "stsToken">;
export type UploadAnswer = Record<"FileURL" | "UploadAddress" | "UploadAuth", string>;

/** What the uploader tells of a file on its way. */
export interface UploadInfo {
  readonly file: File;
  readonly object: string;
}

interface UploaderOptions {
  readonly partSize: number;
  readonly parallel?: number;
  readonly addFileSuccess?: (info: UploadInfo) => void;
  readonly onUploadstarted: (info: UploadInfo) => void;
  readonly onUploadProgress?: (info: UploadInfo, totalBytes: number, share: number) => void;
  readonly onUploadTokenExpired?: (info: UploadInfo) => void;
  readonly onUploadSucceed: (info: UploadInfo) => void;
  readonly onUploadFailed: (info: UploadInfo, code: string, message: string) => void;
}

interface Uploader {
  addFile(file: File, endpoint: null, bucket: null, object: null, userData: string): boolean;
  startUpload(): void;
  setUploadAuthAndAddress(info: UploadInfo, auth: string, address: string): void;
  resumeUploadWithAuth(auth: string): boolean;
}

/** What a page of the site finds in its window. */
export interface SiteWindow {
  readonly OSS: new (options: OSS.Options & { readonly authorizationV4?: boolean }) => OSS;
  readonly AliyunUpload: { readonly Vod: new (options: UploaderOptions) => Uploader };
  backend(name: string, query?: Record<string, string>): Promise<UploadAnswer>;
  backendMeanwhile(name: string, query?: Record<string, string>): unknown;
  sampleFile(): Promise<File>;
  clientOptions(
    upload: UploadAnswer,
  ): Credential & Required<Pick<OSS.Options, "endpoint" | "bucket" | "region">> & { key: string };
  credentialOf(auth: string): Required<Credential>;
}
