import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import OSS from "ali-oss";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Flags } from "../../src/config.ts";
import { startServer } from "../../src/server.ts";
import { uploadClient } from "../clients/upload-client.ts";
import { call, decode, rootKey, startTestServer, testConfig } from "../server.ts";

const hourMs = 3600_000;
const dayMs = 24 * hourMs;
const begin = Date.parse("2026-11-24T12:00:00Z");

/** The clock of the server and of its clients: it stands still until it is set. */
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: begin });
});
afterEach(() => {
  vi.useRealTimers();
});
const passTo = (ms: number) => vi.setSystemTime(begin + ms);

describe("what nobody registered", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "medialoft-lifetimes-"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const start = (flags: Flags = {}) => startServer(testConfig(folder, flags));
  /** A start cleans up, and an end waits for it. */
  const cleanUp = async (flags?: Flags) => (await start(flags))[Symbol.asyncDispose]();

  /** Asks a server that was started for it, after the cleaning. */
  async function afterCleaning<T>(flags: Flags, bucket: string, ask: (client: OSS) => Promise<T>): Promise<T> {
    await cleanUp(flags);
    await using server = await start(flags);
    return await ask(new OSS({ ...rootKey, endpoint: server.objectUrl, bucket }));
  }

  const statusOf = (key: string) => (client: OSS) =>
    client.head(key).then(
      ({ status }) => status,
      ({ status }: { status: number }) => status,
    );

  /** An object that was registered and one that was not. */
  async function uploadTwo() {
    await using server = await start();
    const upload = async () => {
      const { client, ...made } = uploadClient(await call(server, "CreateYikeAssetUpload", { FileExt: "srt" }));
      await client.put(made.key, Buffer.from("1\n"));
      return made;
    };
    const [registered, forgotten] = [await upload(), await upload()];
    await call(server, "RegisterYikeAssetMediaInfo", { InputURL: registered.fileUrl, MediaType: "text" });
    return { bucket: registered.bucket, registered: registered.key, forgotten: forgotten.key };
  }

  test("is kept for years when no time is set", async () => {
    const { bucket, forgotten } = await uploadTwo();
    passTo(3650 * dayMs);
    expect(await afterCleaning({}, bucket, statusOf(forgotten))).toBe(200);
  });

  test("is deleted after the time that is set, and what is registered stays", async () => {
    const { bucket, registered, forgotten } = await uploadTwo();
    const flags = { unregisteredTtlMs: "7d" };
    passTo(7 * dayMs);
    expect(await afterCleaning(flags, bucket, statusOf(forgotten))).toBe(200);
    passTo(7 * dayMs + 1);
    expect(await afterCleaning(flags, bucket, statusOf(forgotten))).toBe(404);
    passTo(3650 * dayMs);
    expect(await afterCleaning(flags, bucket, statusOf(registered))).toBe(200);
  });

  test("is given up a day after its last part when it is unfinished, whatever is set", async () => {
    const { bucket } = await uploadTwo();
    const key = "unfinished.bin";
    const part = Buffer.alloc(102_400, "x");
    const uploadId = await afterCleaning(
      {},
      bucket,
      async (client) => (await client.initMultipartUpload(key)).uploadId,
    );
    passTo(20 * hourMs);
    await afterCleaning({}, bucket, (client) => client.uploadPart(key, uploadId, 1, part, 0, part.length));
    const parts = (client: OSS) => client.listParts(key, uploadId);
    passTo(44 * hourMs);
    expect((await afterCleaning({}, bucket, parts)).parts).toMatchObject({ PartNumber: "1" });
    passTo(44 * hourMs + 1);
    await expect(afterCleaning({}, bucket, parts)).rejects.toMatchObject({ code: "NoSuchUpload", status: 404 });
  });
});

describe("an upload credential that is renewed", () => {
  const secondMs = 1000;
  const refresh = (server: Parameters<typeof call>[0], FileURL: string) =>
    call(server, "RefreshAssetUpload", { FileURL }, { version: "2026-11-01" });

  test("lives 3000 seconds from then on, the old one until its own end, and an upload in parts goes on with it", async () => {
    await using server = await startTestServer();
    const upload = await call(server, "CreateYikeAssetUpload", { FileExt: "mp4" });
    const { client: old, key, fileUrl } = uploadClient(upload);
    const part = Buffer.alloc(102_400, "x");
    const { uploadId } = await old.initMultipartUpload(key);
    const uploadPart = async (client: OSS, number: number) =>
      String((await client.uploadPart(key, uploadId, number, part, 0, part.length)).etag);
    passTo(2000 * secondMs);
    const renewed = uploadClient({ ...upload, ...(await refresh(server, fileUrl)) });
    expect(renewed.key).toBe(key);
    const first = await uploadPart(old, 1);

    passTo(2999 * secondMs);
    await old.listParts(key, uploadId);
    passTo(3000 * secondMs);
    await expect(old.listParts(key, uploadId)).rejects.toMatchObject({ code: "SecurityTokenExpired", status: 403 });
    const second = await uploadPart(renewed.client, 2);
    passTo(4999 * secondMs);
    await renewed.client.completeMultipartUpload(key, uploadId, [
      { number: 1, etag: first },
      { number: 2, etag: second },
    ]);
    passTo(5000 * secondMs);
    await expect(renewed.client.put(key, part)).rejects.toMatchObject({ code: "SecurityTokenExpired", status: 403 });
    const reader = new OSS({ ...rootKey, endpoint: server.objectUrl, bucket: renewed.bucket });
    expect((await reader.head(key)).res.headers).toMatchObject({ "content-length": String(2 * part.length) });
  });

  test("can be renewed after its end, too, and opens nothing but its key at the object door", async () => {
    await using server = await startTestServer();
    const upload = await call(server, "CreateYikeAssetUpload", { FileExt: "srt" });
    const { fileUrl } = uploadClient(upload);
    passTo(2 * dayMs);
    const answer = await refresh(server, fileUrl);
    const { client, key } = uploadClient({ ...upload, ...answer });
    await expect(client.put(`${key}.srt`, Buffer.from("1"))).rejects.toMatchObject({ code: "AccessDenied" });
    await expect(client.get(key)).rejects.toMatchObject({ code: "AccessDenied" });
    await expect(client.delete(key)).rejects.toMatchObject({ code: "AccessDenied" });
    await client.put(key, Buffer.from("1"));
    const auth = decode(answer.UploadAuth);
    const credential = {
      accessKeyId: auth.AccessKeyId ?? "",
      accessKeySecret: auth.AccessKeySecret ?? "",
      securityToken: auth.SecurityToken ?? "",
    };
    await expect(call(server, "ListYikeProductions", {}, { key: credential })).rejects.toMatchObject({
      code: "Forbidden",
      statusCode: 403,
    });
    await expect(
      call(server, "RefreshAssetUpload", { FileURL: fileUrl }, { key: credential, version: "2026-11-01" }),
    ).rejects.toMatchObject({ statusCode: 403 });
  });
});
