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

describe("in Chinese, as the vendor's tools ask for it", () => {
  const chinese = /[\u4e00-\u9fff]/;
  const base = "/meta/v1/products/ICE/versions/2020-11-09";

  test("documents have the same names, and other descriptions", async () => {
    const names = (entries: { code: string; name: string }[]) => entries.map(({ code, name }) => [code, name]);
    const products = productsShape.parse(await json("/meta/v1/products.json?language=ZH_CN"));
    expect(names(products).slice(0, 2)).toEqual([
      ["ICE", "智能媒体服务"],
      ["RAM", "访问控制"],
    ]);
    const docs = docsShape.parse(await json(`${base}/api-docs.json?language=ZH_CN`));
    const english = docsShape.parse(await json(`${base}/api-docs.json?language=EN_US`));
    expect(Object.keys(docs.apis)).toEqual(Object.keys(english.apis));
    expect(docs.directories.map(({ title }) => title)).toEqual(["读取", "写入"]);
    for (const [name, api] of Object.entries(docs.apis)) {
      expect(api.summary).toMatch(chinese);
      const described = api.parameters.map(({ schema }) => schema as { readonly description: string });
      expect(described.filter(({ description }) => !chinese.test(description))).toEqual([]);
      expect(await json(`${base}/apis/${name}/api.json?language=ZH_CN`)).toEqual(api);
      const { errorCodes, responseDemo } = english.apis[name] ?? {};
      expect(api).toMatchObject({ errorCodes, responseDemo });
    }
  });

  test("another language is answered in English, and each language has a tag of its own", async () => {
    const tag = async (query: string, headers = {}) => {
      const answer = await get(`${base}/api-docs.json${query}`, { headers });
      return [answer.status, answer.headers.get("etag")];
    };
    const [, english] = await tag("");
    expect(await tag("?language=EN_US")).toEqual([200, english]);
    expect(await tag("?language=DE_DE")).toEqual([200, english]);
    expect(await tag("?language=%E0%A4%A")).toEqual([200, english]);
    expect(await tag("", { "accept-language": "zh-CN" })).toEqual([200, english]);
    const [status, chinese] = await tag("?language=zh_cn", { "if-none-match": String(english) });
    expect(status).toBe(200);
    expect(chinese).not.toBe(english);
    expect(await tag("?language=ZH_CN", { "if-none-match": String(chinese) })).toEqual([304, chinese]);
    expect(await json("/openapi.json?language=ZH_CN")).toEqual(await json("/openapi.json"));
  });
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
