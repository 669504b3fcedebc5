import { createHash } from "node:crypto";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Credential } from "../object-door.ts";
import { call, decode, rootKey, type TestServer } from "../server.ts";
import { demand } from "./judge.ts";
import { sendAll } from "./lanes.ts";
import type { FormDraft } from "./oss-forms.ts";
import { type ObjectDraft, signObjectRequest } from "./oss-requests.ts";
import { toBytes } from "./raw-request.ts";

/** What a test asks of the door over and over again. */
export type ObjectTemplate = Pick<ObjectDraft, "method" | "key" | "query" | "headers" | "body"> & {
  readonly name: string;
  readonly credential?: Credential;
  /** What it may be answered with when nothing of it was changed. */
  readonly statuses: readonly number[];
};

export interface ObjectWorld {
  readonly port: number;
  readonly bucket: string;
  readonly host: string;
  readonly templates: readonly [ObjectTemplate, ...ObjectTemplate[]];
  readonly form: Omit<FormDraft, "version">;
  readonly secrets: readonly string[];
  /** The keys of all objects. */
  keys(): readonly string[];
}

export const mainBytes = Buffer.from(Array.from({ length: 5000 }, (_, i) => (i * 7) % 256));
/** Where forms may put their files. */
export const formFolder = "hostile/form/";
const mainKey = "hostile/文件 a+b&c.bin";
const md5 = (bytes: Buffer): string => createHash("md5").update(bytes).digest("base64");

/** An object, an upload with parts, and one that is complete, in the bucket of a new server. */
export async function makeObjectWorld(server: TestServer): Promise<ObjectWorld> {
  const host = new URL(server.objectUrl).host;
  const port = Number(host.split(":")[1]);
  const upload = await call(server, "CreateYikeAssetUpload", { FileExt: "mp4" });
  const { Bucket: bucket = "", FileName = "" } = decode(upload.UploadAddress);
  const auth = decode(upload.UploadAuth);
  const credential: Credential = {
    accessKeyId: auth.AccessKeyId ?? "",
    accessKeySecret: auth.AccessKeySecret ?? "",
    securityToken: auth.SecurityToken,
  };
  const usual = { bucket, host, scheme: "v4-header", credential: rootKey } as const;
  const ask = async (wanted: Pick<ObjectDraft, "method" | "key" | "query" | "headers" | "body">) => {
    const make = () => toBytes(signObjectRequest({ ...usual, ...wanted }));
    const [answers] = await sendAll(port, [{ make, method: wanted.method, isFramed: false }]);
    const answer = answers?.[0];
    demand(answer && answer.status < 300, `${wanted.method} ${wanted.key} failed.`);
    return answer;
  };
  const initiate = async (key: string): Promise<string> => {
    const { body } = await ask({ method: "POST", key, query: [["uploads", ""]], headers: [], body: Buffer.alloc(0) });
    return /<UploadId>(.*?)</.exec(body.toString())?.[1] ?? "";
  };
  const putPart = async (key: string, uploadId: string): Promise<string> => {
    const query = [
      ["partNumber", "1"],
      ["uploadId", uploadId],
    ] as const;
    return (await ask({ method: "PUT", key, query, headers: [], body: mainBytes })).headers.get("etag") ?? "";
  };
  await ask({ method: "PUT", key: mainKey, query: [], headers: [], body: mainBytes });
  const open = await initiate("hostile/open.bin");
  const done = await initiate("hostile/done.bin");
  const etag = await putPart("hostile/done.bin", done);
  await putPart("hostile/open.bin", open);
  const list = Buffer.from(
    `<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>${etag}</ETag></Part></CompleteMultipartUpload>`,
  );
  const aborted = await initiate("hostile/aborted.bin");
  const type = ["Content-Type", "video/mp4"] as const;
  const none = { query: [], headers: [], body: undefined };
  const templates: ObjectWorld["templates"] = [
    { ...none, name: "GetObject", method: "GET", key: mainKey, statuses: [200] },
    { ...none, name: "HeadObject", method: "HEAD", key: mainKey, headers: [type], statuses: [200] },
    { ...none, name: "GetObjectMeta", method: "HEAD", key: mainKey, query: [["objectMeta", ""]], statuses: [200] },
    {
      ...none,
      name: "PutObject",
      method: "PUT",
      key: mainKey,
      headers: [type, ["Content-MD5", md5(mainBytes)]],
      body: mainBytes,
      statuses: [200],
    },
    {
      ...none,
      name: "PutObject of an upload credential",
      method: "PUT",
      key: FileName,
      headers: [type],
      body: mainBytes,
      credential,
      statuses: [200],
    },
    {
      ...none,
      name: "InitiateMultipartUpload",
      method: "POST",
      key: "hostile/new.bin",
      query: [["uploads", ""]],
      body: Buffer.alloc(0),
      statuses: [200],
    },
    {
      ...none,
      name: "UploadPart",
      method: "PUT",
      key: "hostile/open.bin",
      query: [
        ["partNumber", "1"],
        ["uploadId", open],
      ],
      body: mainBytes,
      statuses: [200],
    },
    {
      ...none,
      name: "ListParts",
      method: "GET",
      key: "hostile/open.bin",
      query: [
        ["uploadId", open],
        ["max-parts", "10"],
      ],
      statuses: [200],
    },
    {
      ...none,
      name: "CompleteMultipartUpload",
      method: "POST",
      key: "hostile/done.bin",
      query: [["uploadId", done]],
      headers: [
        ["Content-Type", "application/xml"],
        ["Content-MD5", md5(list)],
      ],
      body: list,
      statuses: [200],
    },
    {
      ...none,
      name: "CompleteMultipartUpload without MD5",
      method: "POST",
      key: "hostile/done.bin",
      query: [
        ["uploadId", done],
        ["encoding-type", "url"],
      ],
      body: list,
      statuses: [200],
    },
    {
      ...none,
      name: "AbortMultipartUpload",
      method: "DELETE",
      key: "hostile/aborted.bin",
      query: [["uploadId", aborted]],
      statuses: [204, 404],
    },
    {
      ...none,
      name: "DeleteMultipleObjects",
      method: "POST",
      key: "",
      query: [["delete", ""]],
      body: Buffer.from("<Delete><Object><Key>x</Key></Object></Delete>"),
      statuses: [501],
    },
    {
      ...none,
      name: "ListObjects",
      method: "GET",
      key: "",
      query: [
        ["prefix", "a"],
        ["max-keys", "1"],
      ],
      statuses: [501],
    },
    { ...none, name: "DeleteObject", method: "DELETE", key: mainKey, statuses: [501] },
  ];
  return {
    port,
    bucket,
    host,
    templates,
    form: {
      bucket,
      host,
      fields: {
        key: `${formFolder}a.bin`,
        success_action_status: "201",
        "Content-Type": "video/mp4",
        "x-oss-meta-a": "b",
      },
      fileName: "a.bin",
      file: mainBytes.toString("latin1").replace(/[^\x20-\x7e]/g, "x"),
      credential: rootKey,
      conditions: [["starts-with", "$key", formFolder]],
    },
    secrets: [rootKey.accessKeySecret, credential.accessKeySecret],
    keys() {
      using db = openReadOnly(join(server.folder, "medialoft.db"));
      return db
        .prepare("select object_key from objects order by object_key")
        .all()
        .map(({ object_key }) => String(object_key));
    },
  };
}

const openReadOnly = (path: string) => {
  const db = new DatabaseSync(path, { readOnly: true });
  return Object.assign(db, { [Symbol.dispose]: () => db.close() });
};
