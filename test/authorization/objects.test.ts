import OSS from "ali-oss";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { uploadClient } from "../clients/upload-client.ts";
import { outcome } from "../outcome.ts";
import type { Key } from "../ram.ts";
import { call, startTestServer, type TestServer } from "../server.ts";
import { allow, deny, documentOf, trusting, World } from "./world.ts";

let server: TestServer;
let world: World;
let accountId: string;
let bucket: string;
beforeAll(async () => {
  server = await startTestServer();
  world = new World(server);
  accountId = await world.accountId();
  bucket = await world.bucket();
  await world.objects(world.root, bucket).put("films/present.txt", Buffer.from("present"));
});
afterAll(() => server[Symbol.asyncDispose]());

const nameOf = (path: string) => `acs:oss:*:*:${bucket}/${path}`;
const put = (client: OSS, key: string) => outcome(client.put(key, Buffer.from("bytes")));
const get = (client: OSS, key: string) => outcome(client.get(key));
const denied = "AccessDenied";

describe("a user's policies about objects", () => {
  test("reach as far as their prefix", async () => {
    const reading = allow("oss:GetObject", nameOf("films/*"));
    const key = await world.makeUser("editor", reading, allow("oss:PutObject", nameOf("films/editor/*")));
    const client = world.objects(key, bucket);
    expect(await put(client, "films/editor/cut.txt")).toBe("allowed");
    expect(await get(client, "films/editor/cut.txt")).toBe("allowed");
    expect(await get(client, "films/present.txt")).toBe("allowed");
    expect(await outcome(client.head("films/present.txt"))).toBe("allowed");
    expect(await put(client, "films/present.txt")).toBe(denied);
    expect(await put(client, "films/editor")).toBe(denied);
    expect(await get(client, "filmsx/a.txt")).toBe(denied);
    expect(await put(client, "other/films/editor/a.txt")).toBe(denied);
  });

  test("say yes to a multipart upload as to one in a piece, and to no more", async () => {
    const key = await world.makeUser("uploader", allow("oss:PutObject", nameOf("parts/*")));
    const client = world.objects(key, bucket);
    const body = Buffer.alloc(250_000, 7);
    expect(await outcome(client.multipartUpload("parts/whole.bin", body, { partSize: 102_400 }))).toBe("allowed");
    const { uploadId } = await client.initMultipartUpload("parts/open.bin");
    expect(await outcome(client.listParts("parts/open.bin", uploadId))).toBe(denied);
    expect(await outcome(client.abortMultipartUpload("parts/open.bin", uploadId))).toBe(denied);
    expect(await outcome(client.initMultipartUpload("elsewhere/open.bin"))).toBe(denied);
    expect(await get(client, "parts/whole.bin")).toBe(denied);
  });

  test("deny what they deny, at the next request, and say why", async () => {
    const key = await world.makeUser("viewer", allow("oss:*"));
    const client = world.objects(key, bucket);
    expect(await get(client, "films/present.txt")).toBe("allowed");
    await world.attach({ userName: "viewer" }, deny("oss:GetObject", nameOf("films/*")));
    const refusal = await client.get("films/present.txt").catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: denied, status: 403 });
    const shown = await fetch(world.objectUrl(key, bucket, "films/present.txt"));
    expect(shown.status).toBe(403);
    expect(await shown.text()).toMatch(/attached to the user viewer\) denies it/);
    expect(await put(client, "films/viewer.txt")).toBe("allowed");
  });

  test("count for signed addresses, too, when they are used", async () => {
    const key = await world.makeUser("sharer");
    const policyName = await world.attach({ userName: "sharer" }, allow("oss:GetObject", nameOf("films/*")));
    const url = world.objectUrl(key, bucket, "films/present.txt");
    expect((await fetch(url)).status).toBe(200);
    await world.ram("DetachPolicyFromUser", { policyName, policyType: "Custom", userName: "sharer" });
    expect((await fetch(url)).status).toBe(403);
  });

  test("are asked however the client names the bucket", async () => {
    const key = await world.makeUser("named", allow("oss:GetObject", nameOf("films/*")));
    const { port } = new URL(server.objectUrl);
    const byName = world.objects(key, bucket, { endpoint: `http://localhost:${port}`, cname: true });
    expect(await get(byName, "films/present.txt")).toBe("allowed");
    expect(await get(byName, "other.txt")).toBe(denied);
  });
});

describe("who may not look", () => {
  test("is answered the same of objects and buckets that are there and that are not", async () => {
    const key = await world.makeUser("curious");
    const partner = await world.makeAccount("Partner");
    const theirs = await partner.bucket();
    const read = async (wanted: string, name: string) => {
      const response = await fetch(world.objectUrl(key, wanted, name));
      const text = await response.text();
      const bare = text.replaceAll(/<(RequestId|HostId)>.*?<\/\1>/g, "").replaceAll(wanted, "<bucket>");
      return `${response.status} ${bare.replaceAll(name, "<key>")}`;
    };
    const there = await read(bucket, "films/present.txt");
    expect(there).toMatch(/^403 [\s\S]*AccessDenied/);
    expect(await read(bucket, "films/absent.txt")).toBe(there);
    expect(await read(theirs, "films/absent.txt")).toBe(there);
    expect(await read("not-there", "films/absent.txt")).toBe(there);
  });

  test("is kept out of another account's bucket even with every right in their own", async () => {
    const partner = await world.makeAccount("Other partner");
    const theirs = await partner.bucket();
    await partner.objects(partner.root, theirs).put("private.txt", Buffer.from("private"));
    const key = await world.makeUser("mighty", allow("*"), allow("oss:*", `acs:oss:*:*:${theirs}/*`));
    const client = world.objects(key, theirs);
    expect([await get(client, "private.txt"), await put(client, "private.txt")]).toEqual([denied, denied]);
    expect(await outcome(world.ice(key, "RegisterYikeAssetMediaInfo", register(theirs, "private.txt")))).toBe(
      "Forbidden",
    );
    expect(await outcome(world.ice(key, "RegisterYikeAssetMediaInfo", register(theirs, "absent.txt")))).toBe(
      "Forbidden",
    );
  });

  const register = (inBucket: string, key: string) => ({
    InputURL: `${server.objectUrl}/${inBucket}/${key}`,
    MediaType: "text",
  });
});

describe("a session", () => {
  test("of the vendor's object client reads what role and session policy both allow", async () => {
    const porter = await world.makeUser("porter", allow("sts:AssumeRole"));
    const trust = trusting(`acs:ram::${accountId}:root`);
    const arn = await world.makeRole("Player", trust, allow(["oss:GetObject", "oss:PutObject"], nameOf("*")));
    const sts = new OSS.STS({ ...porter, endpoint: server.apiUrl } as never);
    const narrow = documentOf(allow("oss:GetObject", nameOf("films/*")));
    const { credentials } = await sts.assumeRole(arn, narrow, 900, "player-7");
    const key: Key = {
      accessKeyId: credentials.AccessKeyId,
      accessKeySecret: credentials.AccessKeySecret,
      securityToken: credentials.SecurityToken,
    };
    const client = world.objects(key, bucket);
    expect(await get(client, "films/present.txt")).toBe("allowed");
    expect(await put(client, "films/present.txt")).toBe(denied);
    expect(await get(client, "parts/whole.bin")).toBe(denied);
    expect(await get(world.objects(porter, bucket), "films/present.txt")).toBe(denied);
  });
});

describe("an upload credential", () => {
  const grant = async (key: Key) => {
    const upload = await world.ice(key, "CreateYikeAssetUpload", { FileExt: "srt" });
    const { client, key: objectKey } = uploadClient(upload, { endpoint: server.objectUrl });
    return { client, objectKey };
  };

  test("writes one key, needs no policy, and ends with the key of the user who asked for it", async () => {
    const key = await world.makeUser("sender", allow("ice:CreateYikeAssetUpload"));
    const { client, objectKey } = await grant(key);
    expect(await put(client, objectKey)).toBe("allowed");
    expect(await put(client, `${objectKey}x`)).toBe(denied);
    expect(await get(client, objectKey)).toBe(denied);
    expect(await put(world.objects(key, bucket), objectKey)).toBe(denied);
    const own = { userName: "sender", userAccessKeyId: key.accessKeyId };
    await world.ram("UpdateAccessKey", { ...own, status: "Inactive" });
    expect(await put(client, objectKey)).toBe("InvalidAccessKeyId");
    await world.ram("UpdateAccessKey", { ...own, status: "Active" });
    expect(await put(client, objectKey)).toBe("allowed");
    await world.ram("DeleteAccessKey", own);
    expect(await put(client, objectKey)).toBe("InvalidAccessKeyId");
  });

  test("of a session ends with the key behind the session", async () => {
    const key = await world.makeUser("behind", allow("sts:AssumeRole"));
    const arn = await world.makeRole("Sender", trusting(`acs:ram::${accountId}:root`), allow("ice:*"));
    const { credentials } = await world.assume(key, arn);
    const { client, objectKey } = await grant(credentials);
    expect(await put(client, objectKey)).toBe("allowed");
    await world.ram("DeleteAccessKey", { userName: "behind", userAccessKeyId: key.accessKeyId });
    expect(await put(client, objectKey)).toBe("InvalidAccessKeyId");
  });

  test("calls no operation", async () => {
    const upload = await world.ice(world.root, "CreateYikeAssetUpload", { FileExt: "srt" });
    const auth = JSON.parse(Buffer.from(String(upload.UploadAuth), "base64").toString());
    const { AccessKeyId: accessKeyId, AccessKeySecret: accessKeySecret, SecurityToken: securityToken } = auth;
    const key = { accessKeyId, accessKeySecret, securityToken };
    expect(await world.mayList(key)).toBe("Forbidden");
    const identity = call(server, "GetCallerIdentity", {}, { key, version: "2015-04-01" });
    expect(await outcome(identity)).toBe("NoPermission");
  });
});
