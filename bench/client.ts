import { randomUUID } from "node:crypto";
import { request as sendRequest } from "node:http";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { nodeHashes } from "../src/identity/hashes.ts";
import { signUrlV1 } from "../src/signing/oss-v1.ts";
import type { Pair } from "../src/signing/percent-encode.ts";
import { rpcV1StringToSign, signRpcV1 } from "../src/signing/rpc-v1.ts";
import type { LoadPlan } from "./load.ts";
import { Program, rootKey } from "./processes.ts";

/** Calls an operation once. */
export async function call(
  api: string,
  action: string,
  input: Readonly<Record<string, string>>,
): Promise<{ readonly [field: string]: unknown }> {
  const parameters: Pair[] = [
    ["Action", action],
    ["Version", "2020-11-09"],
    ["Format", "JSON"],
    ["AccessKeyId", rootKey.accessKeyId],
    ["SignatureMethod", "HMAC-SHA1"],
    ["SignatureVersion", "1.0"],
    ["SignatureNonce", randomUUID()],
    ["Timestamp", new Date().toISOString().replace(/\.\d+/, "")],
    ...Object.entries(input),
  ];
  const signature = signRpcV1(nodeHashes, rootKey.secret, "HMAC-SHA1", rpcV1StringToSign("POST", parameters));
  const form = new URLSearchParams([...parameters.map(([name, value]) => [name, value]), ["Signature", signature]]);
  const response = await fetch(api, { method: "POST", body: form });
  if (!response.ok) throw new Error(await response.text());
  return (await response.json()) as { readonly [field: string]: unknown };
}

/** The account's bucket, from where an upload would go. */
export async function findBucket(api: string): Promise<string> {
  const answer = await call(api, "CreateYikeAssetUpload", { FileType: "Media", FileExt: "mp4" });
  return JSON.parse(Buffer.from(String(answer.UploadAddress), "base64").toString()).Bucket;
}

export interface ObjectRequest {
  readonly method: string;
  readonly bucket: string;
  readonly key: string;
  readonly query?: readonly Pair[];
}

export const signedUrl = (object: string, { method, bucket, key, query = [] }: ObjectRequest): string =>
  signUrlV1(nodeHashes, {
    ...rootKey,
    url: `${object}/${bucket}/${key}`,
    method,
    bucket,
    key,
    query,
    expires: Math.floor(Date.now() / 1000) + 3600,
  });

/** Sends so many bytes of a body and answers what came back. */
export async function send(
  url: string,
  method: string,
  body: Readable | Buffer,
  bytes = body instanceof Buffer ? body.length : 0,
): Promise<{ readonly body: string; readonly etag: string }> {
  const request = sendRequest(url, { method, headers: { "Content-Length": String(bytes) } });
  const answered = new Promise<{ body: string; etag: string }>((resolve, reject) => {
    request.on("error", reject).on("response", async (response) => {
      let text = "";
      for await (const chunk of response) text += chunk;
      if (response.statusCode === 200) resolve({ body: text, etag: String(response.headers.etag) });
      else reject(new Error(`${response.statusCode} ${text}`));
    });
  });
  if (body instanceof Buffer) request.end(body);
  else await pipeline(body, request);
  return answered;
}

/** One run of load from a process of its own; answers calls a second. */
export async function driveLoad(plan: LoadPlan): Promise<number> {
  await using load = new Program("load.ts");
  load.tell(JSON.stringify(plan));
  await load.next();
  load.tell("go");
  return (await load.next<{ readonly perSecond: number }>()).perSecond;
}

/** Waits until it is Normal. */
export async function prepared(api: string, mediaId: string): Promise<void> {
  for (;;) {
    const answer = await call(api, "GetYikeAssetMediaInfo", { MediaId: mediaId });
    const status = /"Status":"(\w+)"/.exec(JSON.stringify(answer))?.[1];
    if (status === "Normal") return;
    if (status !== "Preparing") throw new Error(`The asset is ${status}.`);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}
