import { createServer, type IncomingHttpHeaders } from "node:http";
import OSS from "ali-oss";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { nodeHashes } from "../identity/hashes.ts";
import { isProblem, type OssRequest, type OssResource } from "./oss-request.ts";
import { readOssSignature, verifyOssSignature } from "./oss-signature.ts";
import { ossV4CanonicalRequest, ossV4Parts, ossV4SigningKey, ossV4StringToSign, readOssV4Header } from "./oss-v4.ts";
import { type Pair, parseQuery } from "./percent-encode.ts";

const secret = "Example30CharactersOfASecret12";
const accessKeyId = "LTAI5tExampleId";
const resource: OssResource = { bucket: "demo-bucket", key: "a/b c.mp4" };
const scope = "20260102/cn-shanghai/oss/aliyun_v4_request";

interface Signable {
  readonly method?: string;
  readonly query?: readonly Pair[];
  readonly headers?: Readonly<Record<string, string>>;
  readonly additional?: string;
}

/** The request with its right signature in the header. */
function signed({ method = "PUT", query = [], headers = {}, additional }: Signable, of = resource): OssRequest {
  const authorize = (signature: string) =>
    `OSS4-HMAC-SHA256 Credential=${accessKeyId}/${scope},${additional ? `AdditionalHeaders=${additional},` : ""}Signature=${signature}`;
  const all = { "x-oss-date": "20260102T030405Z", "x-oss-content-sha256": "UNSIGNED-PAYLOAD", ...headers };
  const request = { method, query, headers: { ...all, authorization: authorize("x") } };
  const unsigned = readOssV4Header(request);
  if (isProblem(unsigned)) throw new Error(unsigned.name);
  const text = ossV4StringToSign(nodeHashes, unsigned, ossV4CanonicalRequest(ossV4Parts(request, unsigned, of)));
  const key = ossV4SigningKey(nodeHashes, secret, unsigned.scope);
  return { ...request, headers: { ...all, authorization: authorize(nodeHashes.hmacSha256Hex(key, text)) } };
}

function verify(request: OssRequest, resources: [OssResource, ...OssResource[]] = [resource]) {
  const signature = readOssSignature(request);
  if (!signature || isProblem(signature)) throw new Error(JSON.stringify(signature));
  return verifyOssSignature(nodeHashes, secret, request, signature, resources);
}

describe("a signature in the header", () => {
  const withAuthorization = (authorization: string, date = "20260102T030405Z") =>
    readOssSignature({ method: "GET", query: [], headers: { authorization, "x-oss-date": date } });

  test.each([
    `OSS4-HMAC-SHA256 Credential=id/${scope},AdditionalHeaders=host;x,Signature=ab`,
    `OSS4-HMAC-SHA256 Credential=id/${scope}, Signature=ab, AdditionalHeaders=X;Host`,
  ])("is read with its fields in any order: %s", (authorization) => {
    expect(withAuthorization(authorization)).toEqual({
      scheme: "v4-header",
      accessKeyId: "id",
      scope: { date: "20260102", region: "cn-shanghai", product: "oss" },
      dateTime: "20260102T030405Z",
      signedAt: Date.UTC(2026, 0, 2, 3, 4, 5),
      signature: "ab",
      securityToken: undefined,
      additionalHeaders: ["host", "x"],
    });
  });

  test.each([
    "OSS4-HMAC-SHA256",
    `OSS4-HMAC-SHA256 Credential=id/${scope}`,
    `OSS4-HMAC-SHA256 Credential=/${scope},Signature=ab`,
    "OSS4-HMAC-SHA256 Credential=id/20260102/cn-shanghai/oss,Signature=ab",
    "OSS4-HMAC-SHA256 Credential=id/20260103/cn-shanghai/oss/aliyun_v4_request,Signature=ab",
    "OSS4-HMAC-SHA256 Credential=id/20260102//oss/aliyun_v4_request,Signature=ab",
    `OSS4-HMAC-SHA256 Credential=a/b/${scope},Signature=ab`,
    `OSS4-HMAC-SHA256 Credential=id/${scope}/more,Signature=ab`,
    `OSS4-HMAC-SHA256 Credential=id/${scope},Signature=ab,Signature=cd`,
    `OSS4-OTHER Credential=id/${scope},Signature=ab`,
  ])("that is incomplete or contradicts itself is malformed: %s", (authorization) => {
    expect(withAuthorization(authorization)).toEqual({ problem: "malformed", name: "Authorization" });
  });

  test.each(["", "20260102", "20261302T030405Z", "2026-01-02T03:04:05Z"])(
    "needs a readable x-oss-date, not %j",
    (date) => {
      const read = withAuthorization(`OSS4-HMAC-SHA256 Credential=id/${scope},Signature=ab`, date);
      expect(read).toEqual({ problem: "malformed", name: "x-oss-date" });
    },
  );

  test("covers additional headers", () => {
    const request = signed({ headers: { host: "h", range: "bytes=0-1" }, additional: "host;range" });
    expect(verify(request)).toEqual({ ok: true, resource });
    expect(verify({ ...request, headers: { ...request.headers, range: "bytes=0-2" } }).ok).toBe(false);
  });
});

describe("a signed URL", () => {
  const all = {
    "x-oss-signature-version": "OSS4-HMAC-SHA256",
    "x-oss-credential": `id/${scope}`,
    "x-oss-date": "20260102T030405Z",
    "x-oss-expires": "600",
    "x-oss-signature": "ab",
  };
  const open = (query: Record<string, string>, more: Pair[] = []) =>
    readOssSignature({ method: "GET", query: [...Object.entries(query), ...more], headers: {} });

  test("lives from its date for the seconds in x-oss-expires, a week at most", () => {
    const signedAt = Date.UTC(2026, 0, 2, 3, 4, 5);
    expect(open(all)).toMatchObject({ scheme: "v4-url", signedAt, expiresAt: signedAt + 600_000 });
    expect(open({ ...all, "x-oss-expires": "604800" })).toMatchObject({ expiresAt: signedAt + 604_800_000 });
    for (const life of ["0", "604801", "-1", "1.5", "", "1e3"]) {
      expect(open({ ...all, "x-oss-expires": life })).toEqual({ problem: "malformed", name: "x-oss-expires" });
    }
  });

  test.each(Object.keys(all))("without %s is malformed", (name) => {
    const { [name]: _, ...rest } = { ...all } as Record<string, string>;
    expect(open(rest)).toEqual({ problem: "malformed", name });
  });

  test.each([...Object.keys(all), "x-oss-security-token"])("with %s twice is refused", (name) => {
    const twice: Pair[] = [
      [name, "1"],
      [name, "2"],
    ];
    const { [name]: _, ...rest } = { ...all } as Record<string, string>;
    expect(open(rest, twice)).toEqual({ problem: "repeated", name });
  });
});

describe("empty values as ali-oss signs them", () => {
  async function record(call: (client: OSS) => Promise<unknown>): Promise<OssRequest> {
    let seen: { method: string; target: string; headers: IncomingHttpHeaders } | undefined;
    const server = createServer((request, response) => {
      seen = { method: request.method ?? "", target: request.url ?? "", headers: request.headers };
      response.end("<r><Owner/></r>");
    });
    await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
    const address = server.address();
    const port = typeof address === "object" && address ? address.port : 0;
    const options = {
      accessKeyId,
      accessKeySecret: secret,
      bucket: "demo-bucket",
      region: "oss-cn-shanghai",
      endpoint: `http://127.0.0.1:${port}`,
      authorizationV4: true,
    };
    try {
      await call(new OSS(options));
    } finally {
      server.close();
      server.closeAllConnections();
    }
    if (!seen) throw new Error("nothing was sent");
    return { ...seen, query: parseQuery(seen.target.split("?")[1] ?? "") ?? [] };
  }
  const bucket: [OssResource] = [{ bucket: "demo-bucket", key: "" }];

  test("are accepted when parameters are signed with = and sub-resources without", async () => {
    const request = await record((client) => client.listUploads({ prefix: "", "max-uploads": 5 }, {}));
    expect(request.query.map(([name]) => name).sort()).toEqual(["max-uploads", "prefix", "uploads"]);
    expect(verify(request, bucket).ok).toBe(true);
    const altered = request.query.map(([name, value]): Pair => [name, name === "prefix" ? "a" : value]);
    expect(verify({ ...request, query: altered }, bucket).ok).toBe(false);
  });

  test("are accepted when all are signed with =", async () => {
    const request = await record((client) => client.listV2({ prefix: "", delimiter: "/" }, {}));
    expect(verify(request, bucket).ok).toBe(true);
  });
});

test("any change of a signed character makes the signature fail", () => {
  const visible = fc.stringMatching(/^[!-~]{1,12}$/);
  const requests = fc.record({
    method: fc.constantFrom("GET", "PUT", "POST"),
    query: fc.uniqueArray(fc.tuple(visible, visible), { selector: ([name]) => name, maxLength: 4 }),
    headers: fc.record({ "content-type": visible, "content-md5": visible, "x-oss-meta-a": visible, host: visible }),
    key: fc.string({ unit: "binary", minLength: 1, maxLength: 20 }),
  });
  fc.assert(
    fc.property(requests, fc.nat(), visible, ({ key, ...request }, where, other) => {
      const alter = (from: string) => {
        const at = where % (from.length + 1);
        const altered = from.slice(0, at) + other + from.slice(at + 1);
        return altered === from ? `${from}!` : altered;
      };
      const meant = { bucket: "demo-bucket", key };
      const sent = signed({ ...request, additional: "host" }, meant);
      expect(verify(sent, [meant])).toEqual({ ok: true, resource: meant });
      expect(verify({ ...sent, method: alter(sent.method) }, [meant]).ok).toBe(false);
      expect(verify(sent, [{ bucket: "demo-bucket", key: alter(key) }]).ok).toBe(false);
      for (const [name, value] of Object.entries(request.headers)) {
        expect(verify({ ...sent, headers: { ...sent.headers, [name]: alter(value) } }, [meant]).ok).toBe(false);
      }
      const query: readonly Pair[] = request.query;
      const altered = query.flatMap(([name, value], i) => [
        query.with(i, [name, alter(value)]),
        query.with(i, [alter(name), value]),
      ]);
      for (const one of altered) expect(verify({ ...sent, query: one }, [meant]).ok).toBe(false);
    }),
  );
});
