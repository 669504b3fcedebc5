/** The whole main job with the vendor's own clients, against a throw-away server. */
import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import OSS from "ali-oss";
import { SingleBar } from "cli-progress";

const require = createRequire(import.meta.url);
const { default: OpenApi, $OpenApiUtil }: typeof import("@alicloud/openapi-core") = require("@alicloud/openapi-core");
const { RuntimeOptions }: typeof import("@darabonba/typescript") = require("@darabonba/typescript");

const say = (line: string) => process.stdout.write(`${line}\n`);
const folder = await mkdtemp(join(tmpdir(), "medialoft-demo-"));
const program = fileURLToPath(new URL("../bin/medialoft.js", import.meta.url));
const ports = ["--api-port", "0", "--object-port", "0"];
const server = spawn(process.execPath, [program, "serve", "--data", folder, ...ports], {
  stdio: ["ignore", "pipe", "pipe"],
});

try {
  await run();
} finally {
  const ended = new Promise((resolve) => server.once("exit", resolve));
  server.kill("SIGTERM");
  await ended;
  await rm(folder, { recursive: true, force: true });
}

async function run(): Promise<void> {
  const { api } = await readyLine();
  const key = JSON.parse(await readFile(join(folder, "root-access-key.json"), "utf8"));
  say(`A fresh server answers at ${api}.`);
  const client = new OpenApi(
    new $OpenApiUtil.Config({ ...key, endpoint: api.replace("http://", ""), protocol: "http" }),
  );
  const call = (action: string, query: Record<string, string>) => callOperation(client, action, query);

  const upload = await call("CreateYikeAssetUpload", { FileExt: "mp4" });
  say(`CreateYikeAssetUpload: ${upload.FileURL}`);
  await uploadVideo(decode(upload.UploadAddress), decode(upload.UploadAuth));
  const { MediaId } = await call("RegisterYikeAssetMediaInfo", {
    InputURL: String(upload.FileURL),
    MediaType: "video",
  });
  say(`RegisterYikeAssetMediaInfo: ${MediaId}`);
  for (;;) {
    const { MediaInfo: info } = await call("GetYikeAssetMediaInfo", { MediaId: String(MediaId) });
    const { Status, StatusReason } = info.MediaBasicInfo;
    if (Status === "PrepareFail") throw new Error(StatusReason);
    if (Status === "Normal") return printStreams(info.FileInfoList[0]);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

function readyLine(): Promise<{ api: string; object: string }> {
  return new Promise((resolve, reject) => {
    let output = "";
    server.stdout.on("data", (chunk) => {
      output += chunk;
      if (output.includes("\n")) resolve(JSON.parse(output));
    });
    let errors = "";
    server.stderr.on("data", (chunk) => {
      errors += chunk;
    });
    server.once("exit", () => reject(new Error(`The server ended: ${errors}`)));
  });
}

function decode(text: unknown): Record<string, string> {
  return JSON.parse(Buffer.from(String(text), "base64").toString());
}

async function callOperation(client: InstanceType<typeof OpenApi>, action: string, query: Record<string, string>) {
  const params = new $OpenApiUtil.Params({
    action,
    version: "2020-11-09",
    protocol: "HTTP",
    pathname: "/",
    method: "POST",
    authType: "AK",
    style: "RPC",
    reqBodyType: "formData",
    bodyType: "json",
  });
  return (await client.callApi(params, new $OpenApiUtil.OpenApiRequest({ query }), new RuntimeOptions({}))).body;
}

async function uploadVideo(address: Record<string, string>, auth: Record<string, string>): Promise<void> {
  const { Endpoint: endpoint = "", Bucket: bucket = "", FileName: key = "" } = address;
  const { AccessKeyId = "", AccessKeySecret = "", SecurityToken = "" } = auth;
  const minutes = 60_000;
  const oss = new OSS({
    endpoint,
    bucket,
    accessKeyId: AccessKeyId,
    accessKeySecret: AccessKeySecret,
    stsToken: SecurityToken,
    refreshSTSToken: async () => ({
      accessKeyId: AccessKeyId,
      accessKeySecret: AccessKeySecret,
      stsToken: SecurityToken,
    }),
    refreshSTSTokenInterval: 30 * minutes,
  });
  const bar = new SingleBar({ format: "Uploading in parts [{bar}] {percentage} %", clearOnComplete: false });
  bar.start(100, 0);
  const video = fileURLToPath(new URL("sample.mp4", import.meta.url));
  await oss.multipartUpload(key, video, {
    partSize: 102_400,
    progress: (share: number) => bar.update(Math.round(share * 100)),
  });
  bar.stop();
  say(`Uploading in parts: ${key.slice(key.lastIndexOf("/") + 1)} is there.`);
}

interface FileInfo {
  readonly FileBasicInfo: Record<string, string>;
  readonly VideoStreamInfoList?: readonly Record<string, string>[];
  readonly AudioStreamInfoList?: readonly Record<string, string>[];
}

function printStreams({ FileBasicInfo: file, VideoStreamInfoList = [], AudioStreamInfoList = [] }: FileInfo): void {
  say(`GetYikeAssetMediaInfo: Normal, ${file.FormatName}, ${file.Duration} s, ${file.FileSize} bytes`);
  for (const stream of VideoStreamInfoList) {
    say(`  video ${stream.Index}: ${stream.CodecName} ${stream.Width}×${stream.Height}, ${stream.Fps} frames/s`);
  }
  for (const stream of AudioStreamInfoList) {
    say(`  audio ${stream.Index}: ${stream.CodecName} ${stream.ChannelLayout}, ${stream.SampleRate} Hz`);
  }
}
