import { createServer, type IncomingHttpHeaders } from "node:http";
import { createRequire } from "node:module";
import RPCClient from "@alicloud/pop-core";
import OSS from "ali-oss";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { nodeHashes } from "../identity/hashes.ts";
import { type Acs3Authorization, type Acs3Request, parseAcs3Authorization, verifyAcs3 } from "./acs3.ts";
import { explainAcs3Mismatch, explainRpcV1Mismatch } from "./explain-rpc-mismatch.ts";
import { type Pair, parseQuery } from "./percent-encode.ts";
import { verifyRpcV1 } from "./rpc-v1.ts";

// Both are CommonJS with a `default` of their own, which import gives differently under Node and vitest.
const require = createRequire(import.meta.url);
type Core = typeof import("@alicloud/openapi-core", { with: { "resolution-mode": "require" }});
type Client = typeof import("@alicloud/openapi-client", { with: { "resolution-mode": "require" }});
const openapiCore: Core = require("@alicloud/openapi-core");
const openapiClient: Client = require("@alicloud/openapi-client");

interface Recorded {
  readonly method: string;
  readonly target: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

const key = { accessKeyId: "LTAI5tExampleId", accessKeySecret: "Example30CharactersOfASecret12" };
const odd = "a b+c&d=e!(1)'*~%41/中文";

let recorded: Recorded[] = [];
const answer = JSON.stringify({
  RequestId: "1",
  Credentials: { AccessKeyId: "a", AccessKeySecret: "b", SecurityToken: "c", Expiration: "2026-11-24T00:00:00Z" },
});
const server = createServer(async (request, response) => {
  let body = "";
  for await (const chunk of request.setEncoding("utf8")) body += chunk;
  recorded.push({ method: request.method ?? "", target: request.url ?? "", headers: request.headers, body });
  response.setHeader("content-type", "application/json").end(answer);
});
let host = "";

beforeAll(async () => {
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("not listening");
  host = `127.0.0.1:${address.port}`;
});
beforeEach(() => {
  recorded = [];
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
});

function only(): Recorded {
  const [request, ...others] = recorded;
  if (!request || others.length > 0) throw new Error(`recorded ${recorded.length} requests`);
  return request;
}

const queryOf = ({ target }: Recorded): Pair[] => parseQuery(target.split("?")[1] ?? "") ?? [];

function readV3(sent: Recorded): { request: Acs3Request; authorization: Acs3Authorization } {
  const authorization = parseAcs3Authorization(sent.headers.authorization ?? "");
  if (typeof authorization === "string") throw new Error(authorization);
  const [path = ""] = sent.target.split("?");
  const bodySha256 = nodeHashes.sha256Hex(sent.body);
  return {
    request: { method: sent.method, path, query: queryOf(sent), headers: sent.headers, bodySha256 },
    authorization,
  };
}

function verifyV3(sent: Recorded, secret = key.accessKeySecret) {
  const { request, authorization } = readV3(sent);
  expect(authorization.accessKeyId).toBe(key.accessKeyId);
  return verifyAcs3(nodeHashes, secret, request, authorization);
}

function readV2(sent: Recorded) {
  const parameters = [...queryOf(sent), ...(parseQuery(sent.body) ?? [])];
  const value = (name: string) => parameters.find(([candidate]) => candidate === name)?.[1] ?? "";
  expect(value("SignatureMethod")).toBe("HMAC-SHA1");
  return {
    request: { method: sent.method, parameters, algorithm: "HMAC-SHA1" as const },
    signature: value("Signature"),
  };
}

function verifyV2(sent: Recorded, secret = key.accessKeySecret) {
  const { request, signature } = readV2(sent);
  return verifyRpcV1(nodeHashes, secret, request, signature);
}

const query = { Title: odd, "Tag.1.Key": "k", "Tag.10.Key": odd, "Tag.2.Key": "x y", Empty: "", MediaId: "abc" };
const shape = {
  action: "GetYikeAssetMediaInfo",
  version: "2020-11-09",
  protocol: "HTTP",
  pathname: "/",
  authType: "AK",
  style: "RPC",
  reqBodyType: "formData",
  bodyType: "json",
};

interface CallOptions {
  readonly method?: "GET" | "POST";
  readonly signatureAlgorithm?: string;
  readonly securityToken?: string;
  readonly body?: Record<string, unknown>;
}

async function callCore({ method = "POST", body, ...config }: CallOptions): Promise<void> {
  const { Config, OpenApiRequest, Params } = openapiCore.$OpenApiUtil;
  const client = new openapiCore.default(new Config({ ...key, ...config, endpoint: host, protocol: "HTTP" }));
  await client.callApi(new Params({ ...shape, method }), new OpenApiRequest({ query, body }), {} as never);
}

async function callOlderClient({ method = "POST", body, ...config }: CallOptions): Promise<void> {
  const { Config, OpenApiRequest, Params } = openapiClient;
  const client = new openapiClient.default(new Config({ ...key, ...config, endpoint: host, protocol: "HTTP" }));
  await client.callApi(new Params({ ...shape, method }), new OpenApiRequest({ query, body }), {} as never);
}

const callers = [
  { name: "@alicloud/openapi-core", call: callCore },
  { name: "@alicloud/openapi-client", call: callOlderClient },
];

describe.each(callers)("$name", ({ call }) => {
  const calls: CallOptions[] = [
    { method: "POST" },
    { method: "GET" },
    { method: "POST", body: { Note: odd, List: "a b" } },
    { method: "POST", securityToken: "CAIS+token/with=chars" },
  ];

  test.each(calls)("version 3 signatures hold: %j", async (options) => {
    await call(options);
    expect(verifyV3(only())).toEqual({ ok: true });
    expect(verifyV3(only(), "another secret")).toMatchObject({ ok: false, reason: "mismatch" });
    expect(verifyV3({ ...only(), body: `${only().body}x` })).toMatchObject({ ok: false, reason: "mismatch" });
    expect(verifyV3({ ...only(), target: `${only().target}1` })).toMatchObject({ ok: false, reason: "mismatch" });
  });

  test("an added x-acs- header is an unsigned one", async () => {
    await call({});
    const sent = only();
    const verdict = verifyV3({ ...sent, headers: { ...sent.headers, "x-acs-extra": "1" } });
    expect(verdict).toMatchObject({ ok: false, reason: "unsigned-header", header: "x-acs-extra" });
  });

  test("a body or host that changed on its way is recognised", async () => {
    await call({ body: { Note: odd } });
    const changedBody = readV3({ ...only(), body: "Note=other" });
    expect(explain(changedBody).cause).toMatch(/^The body that arrived is not the one that was signed/);
    const sent = only();
    const changedHost = readV3({ ...sent, headers: { ...sent.headers, host: "127.0.0.1:9" } });
    expect(explain(changedHost, { ownHosts: [host] }).cause).toContain(`made for the host ${host}`);
  });

  const explain = ({ request, authorization }: ReturnType<typeof readV3>, hints = {}) =>
    explainAcs3Mismatch(nodeHashes, key.accessKeySecret, request, authorization, hints);
});

const v2Calls: { name: string; run: () => Promise<unknown> }[] = [
  { name: "openapi-core, query", run: () => callCore({ signatureAlgorithm: "v2" }) },
  { name: "openapi-core, GET", run: () => callCore({ signatureAlgorithm: "v2", method: "GET" }) },
  { name: "openapi-core, query and form", run: () => callCore({ signatureAlgorithm: "v2", body: { Note: odd } }) },
  {
    name: "openapi-client, query and form",
    run: () => callOlderClient({ signatureAlgorithm: "v2", body: { a: odd } }),
  },
  { name: "pop-core, GET", run: () => callPopCore("GET") },
  { name: "pop-core, POST", run: () => callPopCore("POST") },
  { name: "ali-oss, STS", run: callStsOfAliOss },
];

function callPopCore(method: string): Promise<unknown> {
  const client = new RPCClient({ ...key, endpoint: `http://${host}`, apiVersion: shape.version });
  const parameters = { Title: odd, MediaIds: ["a b", "c"], Tag: [{ Key: "k", Value: odd }], Empty: "" };
  return client.request(shape.action, parameters, { method });
}

function callStsOfAliOss(): Promise<unknown> {
  const options = { ...key, endpoint: `http://${host}` };
  return new OSS.STS(options).assumeRole("acs:ram::1234:role/r", `{"a": "${odd}"}`, 3600, "session");
}

test.each(v2Calls)("version 1.0 signatures hold: $name", async ({ run }) => {
  await run();
  expect(verifyV2(only())).toEqual({ ok: true });
  expect(verifyV2(only(), "another secret").ok).toBe(false);
  expect(verifyV2({ ...only(), method: only().method === "GET" ? "POST" : "GET" }).ok).toBe(false);
});

test("a changed method of pop-core is recognised", async () => {
  await callPopCore("GET");
  const { request, signature } = readV2(only());
  const explained = explainRpcV1Mismatch(nodeHashes, key.accessKeySecret, { ...request, method: "POST" }, signature);
  expect(explained.cause).toBe("The signature was made for GET, and the request arrived as POST.");
});
