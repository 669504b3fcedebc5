import { afterAll, beforeAll, expect, test } from "vitest";
import { nodeHashes } from "../../src/identity/hashes.ts";
import { startServer } from "../../src/server.ts";
import { type Pair, percentEncode } from "../../src/signing/percent-encode.ts";
import { rpcV1StringToSign, signRpcV1 } from "../../src/signing/rpc-v1.ts";
import { rootKey, startTestServer, type TestServer, testConfig } from "../server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());

let count = 0;

/** The query of a well-signed call. */
function signedQuery(parameters: Record<string, string | undefined>, at = Date.now()): string {
  const all: Record<string, string | undefined> = {
    Version: "2020-11-09",
    Format: "JSON",
    AccessKeyId: rootKey.accessKeyId,
    SignatureMethod: "HMAC-SHA1",
    SignatureVersion: "1.0",
    SignatureNonce: `nonce-${count++}`,
    Timestamp: `${new Date(at).toISOString().slice(0, 19)}Z`,
    ...parameters,
  };
  const pairs = Object.entries(all).flatMap(([name, value]): Pair[] => (value === undefined ? [] : [[name, value]]));
  const text = rpcV1StringToSign("GET", pairs);
  pairs.push(["Signature", signRpcV1(nodeHashes, rootKey.accessKeySecret, "HMAC-SHA1", text)]);
  return pairs.map(([name, value]) => `${name}=${percentEncode(value)}`).join("&");
}

const get = async (query: string, address = server.apiUrl) => {
  const response = await fetch(`${address}/?${query}`);
  return { status: response.status, text: await response.text() };
};

const prototypeNames = ["__proto__", "constructor", "toString", "hasOwnProperty"];

test.each(prototypeNames)(
  "the word %s in any common parameter is answered like any other unknown value",
  async (word) => {
    for (const name of ["Version", "Action", "SignatureMethod", "Format", "AccessKeyId", "SignatureVersion"]) {
      const { status, text } = await get(signedQuery({ Action: "ListYikeProductions", [name]: word }));
      expect(`${name} ${status}`).toMatch(/ 4\d\d$/);
      expect(text).not.toContain("InternalError");
    }
    const own = await get(`${signedQuery({ Action: "ListYikeProductions" })}&${word}=x`);
    expect(JSON.parse(own.text).Code).toBe("SignatureDoesNotMatch");
    const signed = await get(
      signedQuery({ Action: "ListYikeProductions", [word === "__proto__" ? "proto" : word]: "x" }),
    );
    expect(signed.status).toBe(200);
  },
);

test.each(["AccessKeyId", "SignatureMethod", "SignatureVersion"])("a call without %s is told so", async (name) => {
  const { status, text } = await get(signedQuery({ Action: "ListYikeProductions", [name]: undefined }));
  expect([status, JSON.parse(text).Code]).toEqual([400, `Missing${name}`]);
});

test("a replayed read is refused", async () => {
  const query = signedQuery({ Action: "ListYikeProductions" });
  expect((await get(query)).status).toBe(200);
  expect(JSON.parse((await get(query)).text)).toMatchObject({ Code: "SignatureNonceUsed" });
});

test("a replayed write is refused after a restart as well", async () => {
  const config = testConfig(`${server.folder}-restarted`);
  const query = signedQuery({ Action: "CreateYikeProduction", Title: "once" });
  {
    await using first = await startServer(config);
    expect((await get(query, first.apiUrl)).status).toBe(200);
  }
  await using second = await startServer(config);
  expect(JSON.parse((await get(query, second.apiUrl)).text)).toMatchObject({ Code: "SignatureNonceUsed" });
});

test("a request outside the clock window is refused with both times", async () => {
  const { status, text } = await get(signedQuery({ Action: "ListYikeProductions" }, Date.now() - 16 * 60_000));
  expect(status).toBe(400);
  expect(JSON.parse(text)).toMatchObject({
    Code: "InvalidTimeStamp.Expired",
    Diagnosis: expect.stringMatching(/is dated .*, \d+ s before the server's time /),
  });
});

test("without Format the answer is XML, errors included", async () => {
  const { text } = await get(signedQuery({ Action: "ListYikeProductions", Format: "XML" }));
  expect(text).toMatch(/^<ListYikeProductionsResponse><RequestId>[0-9A-F-]{36}<\/RequestId><ProductionList>/);
  const failed = await get(signedQuery({ Action: "GetYikeAssetMediaInfo", Format: "XML", MediaId: "<&>" }));
  expect(failed.text).toMatch(/^<Error><RequestId>.*<Code>ResourceNotFound<\/Code>/);
});
