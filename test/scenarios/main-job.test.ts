import { randomUUID } from "node:crypto";
import OSS from "ali-oss";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { nodeHashes } from "../../src/identity/hashes.ts";
import { rpcV1StringToSign, signRpcV1 } from "../../src/signing/rpc-v1.ts";
import { databases, type TestDatabase } from "../database-server.ts";
import {
  call,
  decode,
  type MediaInfo,
  readSample,
  rootKey,
  startTestServer,
  type TestServer,
  waitUntilPrepared,
} from "../server.ts";

const secretKey = Buffer.alloc(32, 7).toString("base64");

describe.each(databases)("a server on $dialect", ({ open }) => {
  let server: TestServer;
  let video: Buffer;
  let database: TestDatabase;
  beforeAll(async () => {
    database = await open();
    const { options } = database;
    server = await startTestServer("url" in options ? { databaseUrl: options.url, secretKey } : {});
    video = await readSample("demo/sample.mp4");
  });
  afterAll(async () => {
    await server[Symbol.asyncDispose]();
    await database[Symbol.asyncDispose]();
  });

  async function createUpload(version?: string) {
    const upload = await call(server, "CreateYikeAssetUpload", { FileExt: "mp4" }, version ? { version } : {});
    const address = decode(upload.UploadAddress);
    const auth = decode(upload.UploadAuth);
    const client = new OSS({
      accessKeyId: auth.AccessKeyId ?? "",
      accessKeySecret: auth.AccessKeySecret ?? "",
      stsToken: auth.SecurityToken ?? "",
      endpoint: address.Endpoint ?? "",
      bucket: address.Bucket ?? "",
    });
    return { upload, address, auth, client, key: address.FileName ?? "", fileUrl: String(upload.FileURL) };
  }

  const uploadAndRegister = async () => {
    const { client, key, fileUrl } = await createUpload();
    await client.put(key, video);
    const { MediaId } = await call(server, "RegisterYikeAssetMediaInfo", { InputURL: fileUrl, MediaType: "video" });
    return { client, key, fileUrl, mediaId: String(MediaId) };
  };

  describe.each(["2020-11-09", "2026-03-19"])("the main job under version %s", (version) => {
    test("uploads in parts, registers, and reads the streams back", async () => {
      const { client, key, fileUrl } = await createUpload(version);
      const result = await client.multipartUpload(key, video, { partSize: 102_400 });
      expect(result.res.status).toBe(200);
      const registered = await call(
        server,
        "RegisterYikeAssetMediaInfo",
        { InputURL: fileUrl, MediaType: "video" },
        { version },
      );
      expect(registered.MediaId).toMatch(/^[0-9a-f]{32}$/);
      const info = await waitUntilPrepared(server, String(registered.MediaId));
      expect(info.MediaBasicInfo.Status).toBe("Normal");
      const [file] = info.FileInfoList;
      expect(file?.FileBasicInfo).toMatchObject({ Width: "640", Height: "360", FileSize: String(video.length) });
      expect(file?.VideoStreamInfoList?.[0]?.CodecName).toBe("h264");
      expect(file?.AudioStreamInfoList?.[0]?.CodecName).toBe("aac");
      const response = await fetch(String(file?.FileBasicInfo.FileUrl), { headers: { range: "bytes=10-19" } });
      expect(response.status).toBe(206);
      expect(Buffer.from(await response.arrayBuffer()).equals(video.subarray(10, 20))).toBe(true);
      expect(response.headers.get("content-type")).toBe("video/mp4");
    });
  });

  test("V2 signatures of the vendor's client hold too", async () => {
    const answer = await call(server, "ListYikeProductions", {}, { signatureAlgorithm: "v2" });
    expect(answer.ProductionList).toHaveLength(1);
  });

  test("the same file registered again answers the same asset, and nobody can replace it", async () => {
    const { client, key, fileUrl, mediaId } = await uploadAndRegister();
    const again = await call(server, "RegisterYikeAssetMediaInfo", { InputURL: fileUrl, MediaType: "video" });
    expect(again.MediaId).toBe(mediaId);
    await expect(client.put(key, Buffer.from("other"))).rejects.toMatchObject({
      code: "FileAlreadyExists",
      status: 409,
    });
  });

  test("an upload credential writes its one key and nothing else", async () => {
    const { client, key, auth } = await createUpload();
    await expect(client.put("other.mp4", video)).rejects.toMatchObject({ code: "AccessDenied", status: 403 });
    await client.put(key, video);
    await expect(client.get(key)).rejects.toMatchObject({ code: "AccessDenied" });
    const credential = {
      accessKeyId: auth.AccessKeyId ?? "",
      accessKeySecret: auth.AccessKeySecret ?? "",
      securityToken: auth.SecurityToken ?? "",
    };
    await expect(call(server, "ListYikeProductions", {}, { key: credential })).rejects.toMatchObject({
      code: "Forbidden",
    });
  });

  test("a key without bytes is taken, and preparing it fails with the reason", async () => {
    const { client, key, fileUrl } = await createUpload();
    const { MediaId } = await call(server, "RegisterYikeAssetMediaInfo", { InputURL: fileUrl, MediaType: "video" });
    const failed = await waitUntilPrepared(server, String(MediaId));
    expect(failed.MediaBasicInfo.Status).toBe("PrepareFail");
    expect(failed.MediaBasicInfo.StatusReason).toContain("Nothing has been uploaded");
    await client.put(key, video);
    const again = await call(server, "RegisterYikeAssetMediaInfo", { InputURL: fileUrl, MediaType: "video" });
    expect(again.MediaId).toBe(MediaId);
    expect((await waitUntilPrepared(server, String(MediaId))).MediaBasicInfo.Status).toBe("Normal");
  });

  test("a deleted asset is read from the recycle bin, and purging it removes its file", async () => {
    const { mediaId } = await uploadAndRegister();
    const info = await waitUntilPrepared(server, mediaId);
    expect((await call(server, "DeleteYikeAssetMediaInfos", { MediaIds: mediaId })).IgnoredList).toEqual([]);
    const { MediaInfo } = (await call(server, "GetYikeAssetMediaInfo", { MediaId: mediaId })) as {
      MediaInfo: MediaInfo;
    };
    expect(MediaInfo.BizData.IsLogicalDeleted).toBe("1");
    expect((await call(server, "DeleteYikeAssetMediaInfos", { MediaIds: mediaId })).IgnoredList).toEqual([mediaId]);
    await call(server, "DeleteYikeAssetMediaInfos", { MediaIds: mediaId, LogicDelete: "false" });
    await expect(call(server, "GetYikeAssetMediaInfo", { MediaId: mediaId })).rejects.toMatchObject({
      code: "ResourceNotFound",
    });
    const gone = await fetch(String(info.FileInfoList[0]?.FileBasicInfo.FileUrl));
    expect(gone.status).toBe(404);
  });

  test.each([
    ["another bucket", { InputURL: "oss://somebody-else/x.mp4", MediaType: "video" }, "Forbidden"],
    ["a private address", { InputURL: "http://169.254.169.254/x.mp4", MediaType: "video" }, "InvalidParameter"],
    ["a vod address", { InputURL: "vod://abc", MediaType: "video" }, "InvalidParameter"],
    ["an unknown media type", { InputURL: "https://example.com/x.mp4", MediaType: "Video" }, "InvalidParameter"],
    ["no media type", { InputURL: "https://example.com/x.mp4" }, "MissingParameter"],
    [
      "an unknown production",
      { InputURL: "https://example.com/x.mp4", MediaType: "video", ProductionId: "pd_1" },
      "ResourceNotFound",
    ],
  ])("registering with %s is refused with its code", async (_name, query, code) => {
    await expect(call(server, "RegisterYikeAssetMediaInfo", query as Record<string, string>)).rejects.toMatchObject({
      code,
    });
  });

  test("a wrong secret, an unknown key and an unknown action are told apart", async () => {
    const wrong = { ...rootKey, accessKeySecret: "not-the-secret" };
    await expect(call(server, "ListYikeProductions", {}, { key: wrong })).rejects.toMatchObject({
      code: "SignatureDoesNotMatch",
    });
    const unknown = { ...rootKey, accessKeyId: "LTAIunknown" };
    await expect(call(server, "ListYikeProductions", {}, { key: unknown })).rejects.toMatchObject({
      code: "InvalidAccessKeyId.NotFound",
    });
    await expect(call(server, "ListYikeProduction", {})).rejects.toMatchObject({ code: "InvalidAction.NotFound" });
    await expect(call(server, "SubmitYikeStoryboardJob", {})).rejects.toMatchObject({ code: "UnsupportedOperation" });
  });

  test.each([
    ["AccessKeyId", "LTAI\0", "InvalidAccessKeyId.NotFound"],
    ["AccessKeyId", "STS.\0", "InvalidAccessKeyId.NotFound"],
    ["SignatureNonce", "a\0b", "InvalidSignatureNonce"],
    ["Title", "a\0b", "InvalidParameter"],
  ])("a zero character in %s, which not every database takes, is refused", async (name, value, code) => {
    const pairs = Object.entries({
      Action: "CreateYikeProduction",
      Version: "2020-11-09",
      Format: "JSON",
      Title: "x",
      AccessKeyId: rootKey.accessKeyId,
      SignatureMethod: "HMAC-SHA1",
      SignatureVersion: "1.0",
      SignatureNonce: randomUUID(),
      Timestamp: new Date().toISOString(),
      [name]: value,
    });
    const stringToSign = rpcV1StringToSign("POST", pairs);
    const signature = signRpcV1(nodeHashes, rootKey.accessKeySecret, "HMAC-SHA1", stringToSign);
    const body = new URLSearchParams([...pairs.map(([key, text]) => [key, text]), ["Signature", signature]]);
    const response = await fetch(server.apiUrl, { method: "POST", body });
    expect(await response.json()).toMatchObject({ Code: code });
  });

  test("accounts see nothing of each other", async () => {
    const { mediaId } = await uploadAndRegister();
    const account = await call(server, "CreateAccount", { Title: "other" }, { version: "2026-11-01" });
    const key = { accessKeyId: String(account.AccessKeyId), accessKeySecret: String(account.AccessKeySecret) };
    await expect(call(server, "GetYikeAssetMediaInfo", { MediaId: mediaId }, { key })).rejects.toMatchObject({
      code: "ResourceNotFound",
    });
    await expect(
      call(server, "CreateAccount", { Title: "third" }, { key, version: "2026-11-01" }),
    ).rejects.toMatchObject({ statusCode: 403 });
  });
});
