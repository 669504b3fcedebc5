import { connect } from "node:net";
import OSS from "ali-oss";
import { afterAll, beforeAll, expect, test } from "vitest";
import { call, rootKey, startTestServer, type TestServer } from "../server.ts";

let server: TestServer;
let bucket: string;
beforeAll(async () => {
  server = await startTestServer();
  const upload = await call(server, "CreateYikeAssetUpload", { FileExt: "mp4" });
  bucket = new URL(String(upload.FileURL)).pathname.split("/")[1] ?? "";
});
afterAll(() => server[Symbol.asyncDispose]());

const rootClient = (more: Record<string, unknown> = {}) =>
  new OSS({ ...rootKey, endpoint: server.objectUrl, bucket, region: "oss-cn-shanghai", ...more });

test.each([
  ["V1", {}],
  ["V4", { authorizationV4: true }],
])("the vendor's client puts, heads and reads ranges with %s signatures", async (_name, options) => {
  const client = rootClient(options);
  const name = "folder/文件 a+b&c=d!(1)'*~%41.bin";
  const put = await client.put(name, Buffer.from("hello world"));
  expect(put.res.status).toBe(200);
  expect((await client.head(name)).res.headers).toMatchObject({ etag: '"5EB63BBBE01EEED093CB22BB8F5ACDC3"' });
  const range = await client.get(name, { headers: { Range: "bytes=-5" } });
  expect(range.content.toString()).toBe("world");
  await expect(client.head("missing")).rejects.toMatchObject({ code: "NoSuchKey" });
});

test("verbs that are not served are refused by their real name", async () => {
  await expect(rootClient().list({ "max-keys": 1 }, {})).rejects.toMatchObject({ status: 501, code: "NotImplemented" });
  await expect(rootClient().copy("b", "a")).rejects.toMatchObject({ status: 501, code: "NotImplemented" });
});

test("a bucket that is not there is told from a wrong secret", async () => {
  await expect(
    rootClient({ bucket: "no-such-bucket", sldEnable: true }).put("x", Buffer.from("x")),
  ).rejects.toMatchObject({
    code: "NoSuchBucket",
  });
  await expect(rootClient({ accessKeySecret: "wrong" }).put("x", Buffer.from("x"))).rejects.toMatchObject({
    code: "SignatureDoesNotMatch",
  });
});

test("a browser's question is answered without a signature, for any object", async () => {
  const response = await fetch(`${server.objectUrl}/any/thing`, {
    method: "OPTIONS",
    headers: {
      origin: "https://studio.example",
      "access-control-request-method": "PUT",
      "access-control-request-headers": "authorization,x-oss-date",
    },
  });
  expect(response.status).toBe(200);
  expect(response.headers.get("access-control-allow-headers")).toBe("authorization,x-oss-date");
});

/** Sends exactly this target and answers the status. */
function rawStatus(target: string): Promise<number> {
  const { hostname, port } = new URL(server.objectUrl);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () =>
      socket.write(`GET ${target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`),
    );
    let text = "";
    socket.on("data", (chunk) => {
      text += chunk;
    });
    socket.on("error", reject);
    socket.on("close", () => resolve(Number(text.split(" ")[1])));
  });
}

test.each([
  "http://elsewhere/x",
  "//bucket/x",
  "/%zz",
  "/%00",
  "/a/../b",
  "/%2e%2e%2fx",
  "/%ff%fe",
  "/x?%zz",
  "/x?OSSAccessKeyId=a&OSSAccessKeyId=b",
  "/x?OSSAccessKeyId=a&Expires=x&Signature=y",
  "/x?x-oss-signature-version=OSS4-HMAC-SHA256",
  "*",
])("the hostile target %s gets an answer of the 4xx kind", async (target) => {
  const status = await rawStatus(target);
  expect(status).toBeGreaterThanOrEqual(400);
  expect(status).toBeLessThan(500);
});
