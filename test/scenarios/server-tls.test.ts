import { mkdtempDisposable, writeFile } from "node:fs/promises";
import { Agent, get } from "node:https";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { StartError } from "../../src/start-error.ts";
import { makeCertificate } from "../certificate.ts";
import { uploadClient } from "../clients/upload-client.ts";
import { call, decode, readSample, startTestServer, type TestServer, waitUntilPrepared } from "../server.ts";

const { cert: ca, key } = makeCertificate("localhost");
const httpsAgent = new Agent({ ca });

let server: TestServer;
beforeAll(async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), "medialoft-tls-"));
  const [tlsCert, tlsKey] = [join(folder.path, "cert.pem"), join(folder.path, "key.pem")];
  await writeFile(tlsCert, ca);
  await writeFile(tlsKey, key);
  server = await startTestServer({ tlsCert, tlsKey, host: "localhost" });
});
afterAll(async () => {
  httpsAgent.destroy();
  await server[Symbol.asyncDispose]();
});

const read = (url: string, agent = httpsAgent): Promise<{ status: number | undefined; body: Buffer }> =>
  new Promise((resolve, reject) => {
    get(url, { agent }, (response) => {
      buffer(response).then((body) => resolve({ status: response.statusCode, body }), reject);
    }).on("error", reject);
  });

test("a chain that TLS itself cannot take stops the start with a sentence that names the files", async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), "medialoft-tls-"));
  const [tlsCert, tlsKey] = [join(folder.path, "chain.pem"), join(folder.path, "key.pem")];
  await writeFile(tlsCert, `${ca}-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n`);
  await writeFile(tlsKey, key);
  const failure = await startTestServer({ tlsCert, tlsKey }).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(StartError);
  expect(String(failure)).toMatch(/https cannot be served with \S+chain\.pem and \S+key\.pem: [^\n]+\.$/);
});

test("both ports speak https, and clients are told so", async () => {
  expect(server.apiUrl).toMatch(/^https:\/\/localhost:\d+$/);
  expect(server.objectUrl).toMatch(/^https:\/\/localhost:\d+$/);
  expect(await read(`${server.apiUrl}/healthz`)).toMatchObject({ status: 200 });
  expect(await read(`${server.apiUrl}/`)).toMatchObject({ status: 200 });
  expect(await read(`${server.objectUrl}/`)).toMatchObject({ status: 403 });
});

test("the main job goes through with the vendor's clients, which trust the certificate as they were told", async () => {
  const video = await readSample("demo/sample.mp4");
  const upload = await call(server, "CreateYikeAssetUpload", { FileExt: "mp4" }, { ca });
  expect(decode(upload.UploadAddress).Endpoint).toBe(server.objectUrl);
  expect(String(upload.FileURL).startsWith(`${server.objectUrl}/`)).toBe(true);
  const { client, key: objectKey, fileUrl } = uploadClient(upload, { httpsAgent, sldEnable: true });
  await client.multipartUpload(objectKey, video, { partSize: 102_400 });
  const { MediaId } = await call(
    server,
    "RegisterYikeAssetMediaInfo",
    { InputURL: fileUrl, MediaType: "video" },
    { ca },
  );
  const info = await waitUntilPrepared(server, String(MediaId), { ca });
  expect(info.MediaBasicInfo.Status).toBe("Normal");
  const readUrl = String(info.FileInfoList[0]?.FileBasicInfo.FileUrl);
  expect(readUrl.startsWith(`${server.objectUrl}/`)).toBe(true);
  const answer = await read(readUrl);
  expect(answer.status).toBe(200);
  expect(video.equals(answer.body)).toBe(true);
});

test("the older signature holds over https, too", async () => {
  const answer = await call(server, "ListYikeProductions", {}, { ca, signatureAlgorithm: "v2" });
  expect(answer.ProductionList).toHaveLength(1);
});

test("a client that does not trust the certificate is not served", async () => {
  await expect(call(server, "ListYikeProductions", {})).rejects.toThrow(/self-signed certificate/);
});

test.each(["apiUrl", "objectUrl"] as const)("plain http at %s gets no answer in plain text", async (port) => {
  const socket = connect(Number(new URL(server[port]).port), "localhost");
  socket.on("error", () => {}).end("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n");
  expect((await buffer(socket)).toString("latin1")).not.toContain("HTTP/1.1");
});
