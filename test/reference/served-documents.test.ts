import { Validator } from "@seriousme/openapi-schema-validator";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { call, startTestServer, type TestServer } from "../server.ts";
import { ask } from "../session/console-client.ts";
import { apiShape, docsShape, endpointsShape, productsShape } from "./document-shapes.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());

const get = (path: string, init: RequestInit = {}) => fetch(`${server.apiUrl}${path}`, init);
const json = async (path: string) => {
  const answer = await get(path);
  expect(answer.status, path).toBe(200);
  return answer.json();
};

test("a tool that knows only the address finds products, versions, operations and endpoints, all in the vendor's shape", async () => {
  for (const { code, versions } of productsShape.parse(await json("/meta/v1/products.json?language=EN_US"))) {
    const host = new URL(server.apiUrl).host;
    const { endpoints } = endpointsShape.parse(await json(`/meta/v1/products/${code}/endpoints.json`));
    expect(endpoints).toEqual([{ regionId: "cn-shanghai", endpoint: host }]);
    for (const version of versions) {
      const base = `/meta/v1/products/${code}/versions/${version}`;
      const { apis, info } = docsShape.parse(await json(`${base}/api-docs.json`));
      expect(info).toEqual({ style: "RPC", product: code, version });
      for (const [name, api] of Object.entries(apis))
        expect(apiShape.parse(await json(`${base}/apis/${name}/api.json`))).toEqual(api);
    }
  }
});

test("openapi.json as it is served is valid OpenAPI 3.1, and its address answers a call that it describes", async () => {
  const document = await json("/openapi.json");
  const validator = new Validator();
  expect(await validator.validate(structuredClone(document))).toEqual({ valid: true });
  expect(validator.version).toBe("3.1");
  const path = "/?Action=ListYikeProductions&Version=2020-11-09";
  const { schema } = document.paths[path].post.responses["200"].content["application/json"];
  const answer = await call({ apiUrl: document.servers[0].url }, "ListYikeProductions", {});
  expect(Object.keys(schema.properties)).toEqual(expect.arrayContaining(Object.keys(answer)));
});

test("products may be written as the vendor writes them, and their list without an ending", async () => {
  expect(await json("/meta/v1/products")).toEqual(await json("/meta/v1/products.json"));
  const ours = await json("/meta/v1/products/RAM/versions/2015-05-01/apis/CreateUser/api.json");
  expect(await json("/meta/v1/products/Ram/versions/2015-05-01/apis/CreateUser/api.json")).toEqual(ours);
});

test("a document is sent once, compressed where that is understood, and never taken for something else", async () => {
  const first = await ask(`${server.apiUrl}/openapi.json`);
  expect(first.headers).toMatchObject({
    "content-type": "application/json",
    "x-content-type-options": "nosniff",
    "cache-control": "no-cache",
    vary: "Accept-Encoding",
  });
  expect(first.headers["content-encoding"]).toBeUndefined();
  const again = await get("/openapi.json", { headers: { "if-none-match": String(first.headers.etag) } });
  expect([again.status, await again.text()]).toEqual([304, ""]);
  const packed = await get("/openapi.json", { headers: { "accept-encoding": "gzip" } });
  expect(packed.headers.get("content-encoding")).toBe("gzip");
  expect(await packed.text()).toBe(first.text);
});

test("HEAD tells what GET would send, without sending it", async () => {
  const head = await get("/openapi.json", { method: "HEAD", headers: { "accept-encoding": "identity" } });
  const body = await (await get("/openapi.json", { headers: { "accept-encoding": "identity" } })).arrayBuffer();
  expect([head.status, head.headers.get("content-length"), await head.text()]).toEqual([
    200,
    String(body.byteLength),
    "",
  ]);
});

describe("what is no document", () => {
  test.each([
    "/meta/v1",
    "/meta/v1/",
    "/meta/v1/products/ECS/endpoints.json",
    "/meta/v1/products/ICE/versions/2019-01-01/api-docs.json",
    "/meta/v1/products/STS/versions/2015-04-01/apis/CreateUser/api.json",
    "/meta/v1/products/ICE/versions/2020-11-09/apis/__proto__/api.json",
    "/meta/v1/products/ICE/versions/2020-11-09/apis/..%2f..%2f/api.json",
    "/meta/v1/products/constructor/endpoints.json",
    "/meta/v1/%00",
  ])("%s is a 404 that says where documents are", async (path) => {
    const answer = await ask(`${server.apiUrl}${path}`);
    expect(answer).toMatchObject({ status: 404, body: { code: "DocumentNotFound" } });
    expect(answer.body.message).toContain("/meta/v1/products.json");
    expect(answer.headers["x-content-type-options"]).toBe("nosniff");
  });

  test.each(["POST", "PUT", "DELETE", "OPTIONS"])(
    "%s is refused, and the two that are allowed are named",
    async (method) => {
      const answer = await ask(`${server.apiUrl}/meta/v1/products.json`, { method });
      expect(answer).toMatchObject({ status: 405, body: { code: "UnsupportedHTTPMethod" } });
      expect(answer.headers.allow).toBe("GET, HEAD");
    },
  );
});

test("a name that somebody made lead here is told nothing", async () => {
  for (const path of ["/openapi.json", "/meta/v1/products.json", "/meta/v1/none"]) {
    const answer = await ask(`${server.apiUrl}${path}`, { headers: { host: "evil.example" } });
    expect(answer).toMatchObject({ status: 421, body: { code: "UnknownHost" } });
  }
});
