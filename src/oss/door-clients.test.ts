import { randomBytes } from "node:crypto";
import { Readable } from "node:stream";
import OSS from "ali-oss";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Credential, openDoor, type TestDoor } from "../../test/object-door.ts";

let door: TestDoor;
beforeAll(async () => {
  door = await openDoor();
});
afterAll(() => door[Symbol.asyncDispose]());
beforeEach(() => {
  door.clock.now = Date.now();
});

type More = Partial<OSS.Options> & { authorizationV4?: boolean; sldEnable?: boolean };

function clientOf(credential: Credential = door.account, more: More = {}): OSS {
  const { accessKeyId, accessKeySecret, securityToken } = credential;
  const token = securityToken === undefined ? {} : { stsToken: securityToken };
  const { bucket } = door.account;
  return new OSS({
    accessKeyId,
    accessKeySecret,
    ...token,
    endpoint: door.url,
    bucket,
    region: "oss-cn-shanghai",
    ...more,
  });
}

const partSize = 102_400;
/** The client's types ask for more than it needs. */
const everyPart = {} as OSS.ListPartsQuery;
const oddKey = "文件夹/a+b&c=d e!(1)'*~%41.bin";
const contentOf = async (key: string) => (await clientOf().get(key)).content as Buffer;

describe.each<[string, More]>([
  ["V1", {}],
  ["V4", { authorizationV4: true }],
  ["V1 in path style", { sldEnable: true }],
  ["V4 in path style", { authorizationV4: true, sldEnable: true }],
])("the vendor's client with %s signatures", (name, options) => {
  const client = () => clientOf(door.account, options);

  test("puts bytes under a key that needs encoding and reads them back", async () => {
    const bytes = randomBytes(10_000);
    await client().put(oddKey, bytes, { mime: "application/x-odd", meta: { uid: 1, pid: 2 } });
    const { content, res } = await client().get(oddKey);
    expect(bytes.equals(content)).toBe(true);
    expect(res.headers).toMatchObject({ "x-oss-meta-uid": "1", "x-oss-meta-pid": "2" });
  });

  test("puts a stream whose length it knows and one whose length it does not", async () => {
    const bytes = randomBytes(300_000);
    const chunks = () => Readable.from([bytes.subarray(0, 100_000), bytes.subarray(100_000)]);
    await client().putStream(`${name}/unknown`, chunks());
    await client().putStream(`${name}/known`, chunks(), { contentLength: bytes.length } as OSS.PutStreamOptions);
    expect(bytes.equals(await contentOf(`${name}/unknown`))).toBe(true);
    expect(bytes.equals(await contentOf(`${name}/known`))).toBe(true);
  });

  test("uploads in parts, several at once, and shows its progress", async () => {
    const bytes = randomBytes(partSize * 4 + 77);
    const progress: number[] = [];
    const { res, etag } = (await client().multipartUpload(`${name}/parts`, bytes, {
      partSize,
      parallel: 3,
      progress: (share: number) => progress.push(share),
    })) as OSS.MultipartUploadResult & { etag: string };
    expect(res.status).toBe(200);
    expect(etag).toMatch(/^"[0-9A-F]{32}-5"$/);
    expect(progress.at(-1)).toBe(1);
    expect(bytes.equals(await contentOf(`${name}/parts`))).toBe(true);
    const head = await client().head(`${name}/parts`);
    expect(head.res.headers).toMatchObject({
      etag,
      "content-length": String(bytes.length),
      "x-oss-object-type": "Multipart",
    });
  });

  test("reads ranges", async () => {
    await client().put(`${name}/range`, Buffer.from("0123456789"));
    const read = async (Range: string) => {
      const { content, res } = await client().get(`${name}/range`, { headers: { Range } });
      return [res.status, content.toString()];
    };
    expect(await read("bytes=2-4")).toEqual([206, "234"]);
    expect(await read("bytes=-3")).toEqual([206, "789"]);
    expect(await read("bytes=7-")).toEqual([206, "789"]);
    expect(await read("bytes=8-999")).toEqual([206, "89"]);
  });

  test("is told by HEAD, which has no body, what is wrong", async () => {
    await expect(client().head(`${name}/missing`)).rejects.toMatchObject({ status: 404, code: "NoSuchKey" });
    const wrong = clientOf({ ...door.account, accessKeySecret: "wrong" }, options);
    await expect(wrong.head(`${name}/missing`)).rejects.toMatchObject({ status: 403, code: "SignatureDoesNotMatch" });
  });

  test("reads not modified as success", async () => {
    const { res } = await client().put(`${name}/cached`, Buffer.from("x"));
    const etag = (res.headers as Record<string, string>).etag ?? "";
    const again = await client().get(`${name}/cached`, { headers: { "If-None-Match": etag } });
    expect(again.res.status).toBe(304);
  });

  test("lists the parts of an upload and gives it up", async () => {
    const { uploadId } = await client().initMultipartUpload(`${name}/given-up`);
    await client().uploadPart(`${name}/given-up`, uploadId, 2, randomBytes(10), 0, 10);
    const listed = await client().listParts(`${name}/given-up`, uploadId, everyPart);
    expect(listed).toMatchObject({ uploadId, isTruncated: "false", parts: { PartNumber: "2", Size: "10" } });
    const given = await client().abortMultipartUpload(`${name}/given-up`, uploadId);
    expect(given).toMatchObject({ res: { status: 204 } });
    await expect(client().listParts(`${name}/given-up`, uploadId, everyPart)).rejects.toMatchObject({
      code: "NoSuchUpload",
    });
  });
});

/** Uploads until two parts are there, then stops; answers what is needed to go on. */
async function stopAfterTwoParts(client: OSS, key: string, bytes: Buffer): Promise<OSS.Checkpoint> {
  let checkpoint: OSS.Checkpoint | undefined;
  const upload = client.multipartUpload(key, bytes, {
    partSize,
    parallel: 1,
    progress: (_share: number, reached: OSS.Checkpoint) => {
      if (reached?.doneParts.length !== 2) return;
      checkpoint = JSON.parse(JSON.stringify({ ...reached, file: undefined }));
      (client as OSS & { cancel(): void }).cancel();
    },
  });
  await expect(upload).rejects.toMatchObject({ name: "cancel" });
  if (!checkpoint) throw new Error("The upload was not stopped.");
  return { ...checkpoint, file: bytes };
}

const partsSent = (from: number) => door.seen.slice(from).filter((line) => line.includes("partNumber=")).length;

describe("an upload that was interrupted", () => {
  test("goes on from its checkpoint and sends only what is missing", async () => {
    const bytes = randomBytes(partSize * 5);
    const checkpoint = await stopAfterTwoParts(clientOf(), "resumed", bytes);
    const before = door.seen.length;
    await clientOf().multipartUpload("resumed", bytes, { partSize, checkpoint });
    expect(partsSent(before)).toBe(3);
    expect(bytes.equals(await contentOf("resumed"))).toBe(true);
  });

  test("goes on under a renewed credential after the first one has expired", async () => {
    const bytes = randomBytes(partSize * 5);
    const key = "stream/renewed.mp4";
    const first = clientOf(await door.grant(key, { lifeMs: 60_000 }));
    const checkpoint = await stopAfterTwoParts(first, key, bytes);
    door.clock.now += 61_000;
    const late = clientOf(await door.grant(key)).multipartUpload(key, bytes, { partSize, checkpoint });
    await expect(first.put(key, Buffer.from("late"))).rejects.toMatchObject({
      status: 403,
      code: "SecurityTokenExpired",
    });
    await late;
    expect(bytes.equals(await contentOf(key))).toBe(true);
  });
});

test("a client that names no bucket on the wire reaches the bucket of its key", async () => {
  const client = clientOf(door.account, { cname: true, endpoint: door.url });
  await client.put("by-credential", Buffer.from("x"));
  expect(await door.stored("by-credential")).toBe("x");
});

test("a key that begins with the name of its own bucket is told from a path-style request", async () => {
  const key = `${door.account.bucket}/inner`;
  await clientOf().put(key, Buffer.from("nested"));
  await clientOf(door.account, { sldEnable: true }).put("inner", Buffer.from("flat"));
  expect(await door.stored(key)).toBe("nested");
  expect(await door.stored("inner")).toBe("flat");
});

test("a signed URL of the fourth version reads its object until it expires", async () => {
  await clientOf().put("by url", Buffer.from("hello"));
  const sign = clientOf() as OSS & {
    signatureUrlV4(method: string, seconds: number, request: object, key: string): Promise<string>;
  };
  const url = new URL(await sign.signatureUrlV4("GET", 60, {}, "by url"));
  const target = `${door.url}/${door.account.bucket}${url.pathname.replace(`/${door.account.bucket}`, "")}${url.search}`;
  const response = await fetch(target);
  expect([response.status, await response.text()]).toEqual([200, "hello"]);
  door.clock.now += 61_000;
  const late = await fetch(target);
  expect(late.status).toBe(403);
  expect(await late.text()).toContain("Request has expired.");
});
