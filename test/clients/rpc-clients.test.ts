import { createRequire } from "node:module";
import RPCClient from "@alicloud/pop-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readSample, rootKey, startTestServer, type TestServer } from "../server.ts";
import { uploadClient } from "./upload-client.ts";

// Both are CommonJS with a `default` of their own, which import gives differently under Node and vitest.
const require = createRequire(import.meta.url);
type Core = typeof import("@alicloud/openapi-core", { with: { "resolution-mode": "require" }});
type Client = typeof import("@alicloud/openapi-client", { with: { "resolution-mode": "require" }});
const openapiCore: Core = require("@alicloud/openapi-core");
const openapiClient: Client = require("@alicloud/openapi-client");

interface CallOptions {
  readonly method: "GET" | "POST";
  readonly signatureAlgorithm?: string;
  /** Where the parameters go; the query unless told. */
  readonly body?: "formData" | "json";
}

/** How a program calls an operation: answers what it is given, throws what it is told. */
type Call = (action: string, parameters: Record<string, string>, given?: { secret?: string }) => Promise<Answer>;
type Answer = Record<string, unknown>;

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());

const version = "2020-11-09";
const keyWith = (secret: string = rootKey.accessKeySecret) => ({ ...rootKey, accessKeySecret: secret });

const throughPopCore =
  ({ method }: CallOptions): Call =>
  (action, parameters, { secret } = {}) => {
    const client = new RPCClient({ ...keyWith(secret), endpoint: server.apiUrl, apiVersion: version });
    return client.request(action, parameters, { method });
  };

const shapeOf = (action: string, { method, body = "formData" }: CallOptions) => ({
  action,
  version,
  protocol: "HTTP",
  pathname: "/",
  method,
  authType: "AK",
  style: "RPC",
  reqBodyType: body,
  bodyType: "json",
});

/** Both generations of the typed clients' core are called in the same way. */
const throughOpenApi =
  (library: Core | Client, options: CallOptions): Call =>
  async (action, parameters, { secret } = {}) => {
    const { Config, OpenApiRequest, Params } = library === openapiCore ? openapiCore.$OpenApiUtil : openapiClient;
    const client = new library.default(
      new Config({
        ...keyWith(secret),
        signatureAlgorithm: options.signatureAlgorithm,
        endpoint: server.apiUrl.replace("http://", ""),
        protocol: "HTTP",
      }) as never,
    );
    const request = new OpenApiRequest(options.body ? { body: parameters } : { query: parameters });
    const response = await client.callApi(new Params(shapeOf(action, options)), request, {} as never);
    return response.body;
  };

const core = (options: CallOptions) => throughOpenApi(openapiCore, options);
const olderClient = (options: CallOptions) => throughOpenApi(openapiClient, options);

describe.each<[string, Call]>([
  ["@alicloud/pop-core with GET", throughPopCore({ method: "GET" })],
  ["@alicloud/pop-core with POST", throughPopCore({ method: "POST" })],
  ["@alicloud/openapi-client with GET", olderClient({ method: "GET" })],
  ["@alicloud/openapi-client with POST", olderClient({ method: "POST" })],
  ["@alicloud/openapi-client with a form", olderClient({ method: "POST", body: "formData" })],
  [
    "@alicloud/openapi-client with GET and the older signature",
    olderClient({ method: "GET", signatureAlgorithm: "v2" }),
  ],
  [
    "@alicloud/openapi-client with POST and the older signature",
    olderClient({ method: "POST", signatureAlgorithm: "v2", body: "formData" }),
  ],
  ["@alicloud/openapi-core with GET", core({ method: "GET" })],
  ["@alicloud/openapi-core with a form", core({ method: "POST", body: "formData" })],
  ["@alicloud/openapi-core with JSON", core({ method: "POST", body: "json" })],
  ["@alicloud/openapi-core with GET and the older signature", core({ method: "GET", signatureAlgorithm: "v2" })],
  [
    "@alicloud/openapi-core with POST and the older signature",
    core({ method: "POST", signatureAlgorithm: "v2", body: "formData" }),
  ],
])("%s", (name, call) => {
  const statusOf = (answer: Answer) =>
    (answer.MediaInfo as { MediaBasicInfo: { Status: string } }).MediaBasicInfo.Status;

  test("does the whole main job", async () => {
    const upload = await call("CreateYikeAssetUpload", { FileExt: "mp4", FileType: "Media" });
    const { client, key, fileUrl } = uploadClient(upload);
    await client.multipartUpload(key, await readSample("demo/sample.mp4"), { partSize: 102_400 });
    const registered = await call("RegisterYikeAssetMediaInfo", { InputURL: fileUrl, MediaType: "video" });
    const mediaId = String(registered.MediaId);
    await expect
      .poll(async () => statusOf(await call("GetYikeAssetMediaInfo", { MediaId: mediaId })), { timeout: 30_000 })
      .toBe("Normal");
    const batch = { MediaIds: `${mediaId},unknown` };
    expect(await call("BatchGetYikeAssetMediaInfos", batch)).toMatchObject({
      RequestId: expect.any(String),
      MediaInfos: [{ MediaId: mediaId }],
      IgnoredList: ["unknown"],
    });
    await call("DeleteYikeAssetMediaInfos", { MediaIds: mediaId, LogicDelete: "false" });
    await expect(call("GetYikeAssetMediaInfo", { MediaId: mediaId })).rejects.toMatchObject({
      code: "ResourceNotFound",
      data: { Diagnosis: expect.any(String) },
    });
  });

  test("sends any text unchanged", async () => {
    const title = `a b+c&d=e!(1)'*~%41/中文 ${name}`;
    const { ProductionId } = await call("CreateYikeProduction", { Title: title });
    const { ProductionList } = await call("ListYikeProductions", { PageSize: "50" });
    expect(ProductionList).toContainEqual(expect.objectContaining({ ProductionId, Title: title }));
  });

  test("is told that a secret is wrong", async () => {
    const refused = call("ListYikeProductions", {}, { secret: "another secret" });
    await expect(refused).rejects.toMatchObject({ code: "SignatureDoesNotMatch" });
  });
});
