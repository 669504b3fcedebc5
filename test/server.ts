import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Flags, readConfig } from "../src/config.ts";
import { type RunningServer, startServer } from "../src/server.ts";

/** The vendor's packages are CommonJS: required, they look the same under every loader. */
const require = createRequire(import.meta.url);
const { default: OpenApi, $OpenApiUtil }: typeof import("@alicloud/openapi-core") = require("@alicloud/openapi-core");
const { RuntimeOptions }: typeof import("@darabonba/typescript") = require("@darabonba/typescript");

export const rootKey = {
  accessKeyId: "LTAItestroot000000000000",
  accessKeySecret: "test-root-secret-0123456789",
} as const;

export interface TestServer extends RunningServer {
  readonly folder: string;
}

/** Starts the real thing on a folder of its own, which is gone at the end. */
export async function startTestServer(flags: Flags = {}, now?: () => number): Promise<TestServer> {
  const folder = await mkdtemp(join(tmpdir(), "medialoft-test-"));
  const server = await startServer(testConfig(folder, flags), now ? { now } : {});
  return {
    ...server,
    folder,
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export const testConfig = (folder: string, flags: Flags = {}) =>
  readConfig(
    {
      dataFolder: folder,
      apiPort: "0",
      objectPort: "0",
      rootAccessKeyId: rootKey.accessKeyId,
      rootAccessKeySecret: rootKey.accessKeySecret,
      logLevel: "error",
      ...flags,
    },
    {},
  );

type Answer = Record<string, unknown>;

interface CallOptions {
  readonly version?: string;
  readonly key?: { readonly accessKeyId: string; readonly accessKeySecret: string; readonly securityToken?: string };
  readonly signatureAlgorithm?: string;
  /** What the client trusts when the server speaks https. */
  readonly ca?: string;
}

/** Calls an operation with the vendor's client, and answers what it answers. */
export const call = async (...asked: Parameters<typeof callFully>): Promise<Answer> => (await callFully(...asked)).body;

/** The same with the answer's headers. */
export async function callFully(
  server: Pick<RunningServer, "apiUrl">,
  action: string,
  query: Record<string, string>,
  options: CallOptions = {},
): Promise<{ readonly body: Answer; readonly headers: Record<string, string> }> {
  const { version = "2020-11-09", key = rootKey, signatureAlgorithm, ca } = options;
  const { host, protocol } = new URL(server.apiUrl);
  const client = new OpenApi(
    new $OpenApiUtil.Config({
      ...key,
      endpoint: host,
      protocol: protocol.slice(0, -1),
      signatureAlgorithm,
    }),
  );
  const params = new $OpenApiUtil.Params({
    action,
    version,
    protocol: protocol.slice(0, -1).toUpperCase(),
    pathname: "/",
    method: "POST",
    authType: "AK",
    style: "RPC",
    reqBodyType: "formData",
    bodyType: "json",
  });
  const request = new $OpenApiUtil.OpenApiRequest({ query });
  return (await client.callApi(params, request, new RuntimeOptions({ ca }))) as {
    body: Answer;
    headers: Record<string, string>;
  };
}

/** Asks until the asset is no longer being prepared. */
export async function waitUntilPrepared(server: RunningServer, mediaId: string, options: CallOptions = {}) {
  for (let tries = 0; tries < 3000; tries++) {
    const { MediaInfo } = (await call(server, "GetYikeAssetMediaInfo", { MediaId: mediaId }, options)) as {
      MediaInfo: MediaInfo;
    };
    if (MediaInfo.MediaBasicInfo.Status !== "Preparing") return MediaInfo;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error("The asset is still being prepared.");
}

export interface MediaInfo {
  readonly MediaId: string;
  readonly MediaBasicInfo: Record<string, string>;
  readonly BizData: Record<string, string>;
  readonly FileInfoList: readonly {
    readonly FileBasicInfo: Record<string, string>;
    readonly VideoStreamInfoList?: readonly Record<string, string>[];
    readonly AudioStreamInfoList?: readonly Record<string, string>[];
  }[];
}

export const decode = (text: unknown): Record<string, string> =>
  JSON.parse(Buffer.from(String(text), "base64").toString());

export const readSample = (name: string): Promise<Buffer> => readFile(new URL(`../${name}`, import.meta.url));
