import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { nodeHashes } from "../identity/hashes.ts";
import { isProblem, type OssRequest } from "./oss-request.ts";
import { readOssSignature, verifyOssSignature } from "./oss-signature.ts";
import { ossV1Parts, ossV1StringToSign, readOssV1Header, signUrlV1 } from "./oss-v1.ts";
import { type Pair, parseQuery } from "./percent-encode.ts";

const secret = "Example30CharactersOfASecret12";
const accessKeyId = "LTAI5tExampleId";
const date = "Fri, 02 Jan 2026 03:04:05 GMT";
const resource = { bucket: "demo-bucket", key: "a/b c.mp4" };

interface Signable {
  readonly method?: string;
  readonly query?: readonly Pair[];
  readonly headers?: Readonly<Record<string, string>>;
}

/** The request with its right signature in the header. */
function signed({ method = "PUT", query = [], headers = {} }: Signable, signedResource = resource): OssRequest {
  const all = { date, authorization: "OSS id:x", ...headers };
  const request = { method, query, headers: all };
  const unsigned = readOssV1Header(request);
  if (isProblem(unsigned)) throw new Error(unsigned.name);
  const text = ossV1StringToSign(ossV1Parts(request, unsigned, signedResource));
  const authorization = `OSS ${accessKeyId}:${nodeHashes.hmacSha1Base64(secret, text)}`;
  return { ...request, headers: { ...all, authorization } };
}

function verify(request: OssRequest, resources: Parameters<typeof verifyOssSignature>[4] = [resource]) {
  const signature = readOssSignature(request);
  if (!signature || isProblem(signature)) throw new Error(JSON.stringify(signature));
  return verifyOssSignature(nodeHashes, secret, request, signature, resources);
}

describe("a signature in the header", () => {
  test("carries the date that was signed and its time", () => {
    const read = readOssSignature(signed({}));
    expect(read).toMatchObject({ scheme: "v1-header", accessKeyId, date, signedAt: Date.UTC(2026, 0, 2, 3, 4, 5) });
    const other = "Fri, 02 Jan 2026 03:04:06 GMT";
    expect(readOssSignature(signed({ headers: { "x-oss-date": other } }))).toMatchObject({ date: other });
    expect(readOssSignature(signed({ headers: { date: "2026-01-02" } }))).toMatchObject({ signedAt: undefined });
    expect(readOssSignature({ ...signed({}), headers: { authorization: "OSS a:b" } })).toMatchObject({ date: "" });
  });

  test("carries the token, also from the unsigned header of the Python SDK", () => {
    expect(readOssSignature(signed({ headers: { "security-token": "t" } }))).toMatchObject({ securityToken: "t" });
    const both = { "security-token": "t", "x-oss-security-token": "u" };
    expect(readOssSignature(signed({ headers: both }))).toMatchObject({ securityToken: "u" });
  });

  test.each(["OSS", "OSS ", "OSS id", "OSS :sig", "OSS id:", "Basic a:b", ""])(
    "that is incomplete is malformed: %j",
    (authorization) => {
      const read = readOssSignature({ method: "GET", query: [], headers: { authorization } });
      expect(read).toEqual({ problem: "malformed", name: "Authorization" });
    },
  );

  test("decides which of several resources was meant", () => {
    const other = { bucket: "demo-bucket", key: "other" };
    const bare = { bucket: undefined, key: "a/b c.mp4" };
    expect(verify(signed({}), [other, bare, resource])).toEqual({ ok: true, resource });
    expect(verify(signed({}), [other, bare]).ok).toBe(false);
  });

  test("covers sub-resources and not the parameters of listings", () => {
    const request = signed({ query: [["uploadId", "1"]] });
    expect(verify({ ...request, query: [["uploadId", "2"]] }).ok).toBe(false);
    expect(
      verify({
        ...request,
        query: [
          ["uploadId", "1"],
          ["acl", ""],
        ],
      }).ok,
    ).toBe(false);
    expect(
      verify({
        ...request,
        query: [
          ["uploadId", "1"],
          ["x-oss-new", "1"],
        ],
      }).ok,
    ).toBe(false);
    expect(
      verify({
        ...request,
        query: [
          ["max-parts", "5"],
          ["uploadId", "1"],
        ],
      }).ok,
    ).toBe(true);
  });
});

describe("a signed URL", () => {
  const wanted = {
    url: "http://127.0.0.1:8481/demo-bucket/a/b%20c.mp4",
    method: "GET",
    ...resource,
    accessKeyId,
    secret,
    expires: 1_800_000_000,
  };
  const open = (url: string, method = "GET"): OssRequest => {
    const query = parseQuery(new URL(url).search.slice(1));
    if (!query) throw new Error("unreadable");
    return { method, query, headers: {} };
  };

  test("holds for its method and object until it expires", () => {
    const url = signUrlV1(nodeHashes, wanted);
    expect(url.startsWith(`${wanted.url}?`)).toBe(true);
    expect(readOssSignature(open(url))).toMatchObject({ scheme: "v1-url", accessKeyId, expiresAt: 1_800_000_000_000 });
    expect(verify(open(url))).toEqual({ ok: true, resource });
    expect(verify(open(url, "PUT")).ok).toBe(false);
    expect(verify(open(url), [{ bucket: "demo-bucket", key: "a/b d.mp4" }]).ok).toBe(false);
    expect(verify(open(url.replace("1800000000", "1800000001"))).ok).toBe(false);
  });

  test("covers its token and further parameters", () => {
    const query: Pair[] = [["response-content-disposition", 'attachment; filename="a b+c.mp4"']];
    const url = signUrlV1(nodeHashes, { ...wanted, securityToken: "CAIS+/=", query });
    expect(readOssSignature(open(url))).toMatchObject({ securityToken: "CAIS+/=" });
    expect(verify(open(url)).ok).toBe(true);
    expect(verify(open(url.replace("attachment", "inline"))).ok).toBe(false);
    expect(verify(open(url.replace("CAIS", "CAIT"))).ok).toBe(false);
  });

  test.each([
    ["OSSAccessKeyId=a&Expires=1", "malformed", "Signature"],
    ["OSSAccessKeyId=a&Signature=b", "malformed", "Expires"],
    ["OSSAccessKeyId=&Expires=1&Signature=b", "malformed", "OSSAccessKeyId"],
    ["OSSAccessKeyId=a&Expires=-1&Signature=b", "malformed", "Expires"],
    ["OSSAccessKeyId=a&Expires=1e9&Signature=b", "malformed", "Expires"],
    ["OSSAccessKeyId=a&Expires=1&Expires=2&Signature=b", "repeated", "Expires"],
    ["OSSAccessKeyId=a&OSSAccessKeyId=b&Expires=1&Signature=b", "repeated", "OSSAccessKeyId"],
    ["OSSAccessKeyId=a&Expires=1&Signature=b&security-token=c&security-token=d", "repeated", "security-token"],
    ["OSSAccessKeyId=a&Expires=1&Signature=b&x-oss-signature=c", "several", "OSSAccessKeyId"],
  ])("%s is refused as %s: %s", (query, problem, name) => {
    expect(readOssSignature(open(`http://h/b/k?${query}`))).toEqual({ problem, name });
  });

  test("beside a signature in the header is refused", () => {
    const url = signUrlV1(nodeHashes, wanted);
    expect(readOssSignature({ ...open(url), headers: { authorization: "OSS a:b" } })).toMatchObject({
      problem: "several",
    });
  });
});

test("a request without any signature has none", () => {
  expect(readOssSignature({ method: "GET", query: [["Signature", "x"]], headers: {} })).toBeUndefined();
});

test("any change of a signed character makes the signature fail", () => {
  const visible = fc.stringMatching(/^[!-~]{1,12}$/);
  const requests = fc.record({
    method: fc.constantFrom("GET", "PUT", "POST"),
    query: fc.tuple(visible, visible).map(([uploadId, token]): Pair[] => [
      ["partNumber", uploadId],
      ["security-token", token],
    ]),
    headers: fc.record({
      "content-type": visible,
      "content-md5": visible,
      "x-oss-meta-a": visible,
      "x-oss-b": visible,
    }),
    key: fc.string({ unit: "binary", minLength: 1, maxLength: 20 }),
  });
  fc.assert(
    fc.property(requests, fc.nat(), visible, ({ key, ...request }, where, other) => {
      const alter = (from: string) => {
        const at = where % (from.length + 1);
        const altered = from.slice(0, at) + other + from.slice(at + 1);
        return altered === from ? `${from}!` : altered;
      };
      const sent = signed(request, { bucket: "demo-bucket", key });
      const meant = { bucket: "demo-bucket", key };
      expect(verify(sent, [meant])).toEqual({ ok: true, resource: meant });
      expect(verify({ ...sent, method: alter(sent.method) }, [meant]).ok).toBe(false);
      expect(verify(sent, [{ bucket: "demo-bucket", key: alter(key) }]).ok).toBe(false);
      for (const [name, value] of Object.entries(request.headers)) {
        expect(verify({ ...sent, headers: { ...sent.headers, [name]: alter(value) } }, [meant]).ok).toBe(false);
      }
      const altered = request.query.map(([name, value], i) => request.query.with(i, [name, alter(value)]));
      for (const query of altered) expect(verify({ ...sent, query }, [meant]).ok).toBe(false);
    }),
  );
});
