import { describe, expect, test } from "vitest";
import { nodeHashes as hashes } from "../identity/hashes.ts";
import { wrongSecret } from "./explain-mismatch.ts";
import { explainOssMismatch } from "./explain-oss-mismatch.ts";
import { isProblem, type OssRequest } from "./oss-request.ts";
import { readOssSignature } from "./oss-signature.ts";
import { ossV4SigningKey } from "./oss-v4.ts";
import type { Pair } from "./percent-encode.ts";

const secret = "Example30CharactersOfASecret12";
const accessKeyId = "LTAI5tExampleId";

describe("an object request", () => {
  const resources = [{ bucket: "demo-bucket", key: "a b.mp4" }];
  const explain = (request: OssRequest, ownHosts: string[] = []) => {
    const signature = readOssSignature(request);
    if (!signature || isProblem(signature)) throw new Error(JSON.stringify(signature));
    return explainOssMismatch(hashes, secret, request, signature, resources, ownHosts);
  };

  describe("of version 1", () => {
    const date = "Fri, 02 Jan 2026 03:04:05 GMT";
    const sent = (signature: string, headers: Record<string, string> = {}, query: Pair[] = []): OssRequest => ({
      method: "PUT",
      query,
      headers: { date, ...headers, authorization: `OSS ${accessKeyId}:${signature}` },
    });
    const sign = (text: string, key = secret) => hashes.hmacSha1Base64(key, text);
    const right = `PUT\n\n\n${date}\n/demo-bucket/a b.mp4`;
    const type = { "content-type": "video/mp4" };

    test.each<[string, OssRequest]>([
      ["stray blank or line break", sent(sign(right, `${secret} `))],
      ["arrived with Content-Type video/mp4, and the signature was made without", sent(sign(right), type)],
      [
        "made for Content-Type video/mp4, and the request arrived without",
        sent(sign(right.replace("\n\n\n", "\n\nvideo/mp4\n"))),
      ],
      ["Content-MD5 header", sent(sign(right), { "content-md5": "x" })],
      [
        "Date header was signed although x-oss-date",
        sent(sign(right.replace("\n/", "\nx-oss-date:other\n/")), { "x-oss-date": "other" }),
      ],
      ["date was not signed in its own line", sent(sign(right.replace(date, "")))],
      ["x-oss- headers were not signed", sent(sign(right), { "x-oss-a": "1", "x-oss-b": "2" })],
      [
        "header x-oss-a was sent but not signed",
        sent(sign(right.replace("\n/", "\nx-oss-b:2\n/")), { "x-oss-a": "1", "x-oss-b": "2" }),
      ],
      ["bucket is missing", sent(sign(right.replace("/demo-bucket", "")))],
      ["bucket stands twice", sent(sign(right.replace("/demo-bucket", "/demo-bucket/demo-bucket")))],
      ["slash before it", sent(sign(right.replace("/a b", "//a b")))],
      ["signed with +, which is a blank", sent(sign(right.replace("a b", "a+b")))],
      ["key was signed percent-encoded", sent(sign(right.replace("a b", "a%20b")))],
      [
        "sub-resources of the query were not signed",
        sent(sign(right), {}, [
          ["uploadId", "1"],
          ["partNumber", "2"],
        ]),
      ],
      [
        "no sub-resources",
        sent(sign(`${right}?max-keys=1&uploads`), {}, [
          ["uploads", ""],
          ["max-keys", "1"],
        ]),
      ],
      [
        'parameter "acl" was sent but not signed',
        sent(sign(`${right}?uploads`), {}, [
          ["uploads", ""],
          ["acl", ""],
        ]),
      ],
      ["made for GET, and the request arrived as PUT", sent(sign(right.replace("PUT", "GET")))],
    ])("%s", (cause, request) => {
      expect(explain(request).cause).toContain(cause);
    });

    test("in a URL is told when a date was signed instead of Expires, or + signs were lost", () => {
      const url = (signature: string): OssRequest => ({
        method: "PUT",
        query: [
          ["OSSAccessKeyId", accessKeyId],
          ["Expires", "1800000000"],
          ["Signature", signature],
        ],
        headers: { date },
      });
      expect(explain(url(sign(right))).cause).toContain("in the place of Expires");
      const other = (i: number) => `PUT\n\n\n1800000000\n/demo-bucket/${i}`;
      const plus = Array.from({ length: 50 }, (_, i) => i).find((i) => sign(other(i)).includes("+")) ?? 0;
      const request = url(sign(other(plus)).replaceAll("+", " "));
      const signature = readOssSignature(request);
      if (!signature || isProblem(signature)) throw new Error("unreadable");
      const lost = explainOssMismatch(hashes, secret, request, signature, [{ bucket: "demo-bucket", key: `${plus}` }]);
      expect(lost.cause).toContain("+ signs arrived as blanks");
    });

    test("signed with another secret is told that", () => {
      expect(explain(sent(sign(right, "another")))).toEqual(wrongSecret);
    });
  });

  describe("of version 4", () => {
    const scope = { date: "20260102", region: "cn-shanghai", product: "oss" };
    const scopeText = "20260102/cn-shanghai/oss/aliyun_v4_request";
    const time = "20260102T030405Z";
    const hash = "UNSIGNED-PAYLOAD";
    const toSign = (canonical: string) => `OSS4-HMAC-SHA256\n${time}\n${scopeText}\n${hashes.sha256Hex(canonical)}`;
    const sign = (canonical: string, key: string | Uint8Array = ovKey(secret)) =>
      hashes.hmacSha256Hex(key, toSign(canonical));
    const ovKey = (from: string) => ossV4SigningKey(hashes, from, scope);
    const headers = { "x-oss-content-sha256": hash, "x-oss-date": time };
    const sent = (
      signature: string,
      more: Record<string, string> = {},
      query: Pair[] = [],
      additional = "",
    ): OssRequest => ({
      method: "PUT",
      query,
      headers: {
        ...headers,
        ...more,
        authorization: `OSS4-HMAC-SHA256 Credential=${accessKeyId}/${scopeText},${additional}Signature=${signature}`,
      },
    });
    const lines = `x-oss-content-sha256:${hash}\nx-oss-date:${time}\n`;
    const right = `PUT\n/demo-bucket/a%20b.mp4\n\n${lines}\n\n${hash}`;
    const withHost = right.replace("\n\n\n", "\n\nhost\n").replace("\nx-oss-content", "\nhost:h:1\nx-oss-content");
    const hostAdded = "AdditionalHeaders=host,";

    test.each<[string, OssRequest]>([
      ["stray blank or line break", sent(sign(right, ovKey(`${secret}\n`)))],
      ["signs with the AccessKey secret itself", sent(sign(right, secret))],
      ["arrived with Content-Type video/mp4, and the signature", sent(sign(right), { "content-type": "video/mp4" })],
      [
        "made for Content-Type text/plain, and the request arrived without",
        sent(sign(right.replace("x-oss-c", "content-type:text/plain\nx-oss-c"))),
      ],
      ["header content-md5 was sent but not signed", sent(sign(right), { "content-md5": "x" })],
      ["header x-oss-meta-a was sent but not signed", sent(sign(right), { "x-oss-meta-a": "x" })],
      ["bucket is missing", sent(sign(right.replace("/demo-bucket", "")))],
      ["without percent-encoding", sent(sign(right.replace("a%20b", "a b")))],
      ["signed with +, which is a blank", sent(sign(right.replace("a%20b", "a%2Bb")))],
      ["percent-encoded twice", sent(sign(right.replace("a%20b", "a%2520b")))],
      ["as + instead of %20", sent(sign(right.replace("a%20b", "a+b")))],
      ["as + instead of %20", sent(sign(right.replace("mp4\n", "mp4\nprefix=x+y")), {}, [["prefix", "x y"]])],
      [
        "parameters of the query were not signed",
        sent(sign(right), {}, [
          ["prefix", "x"],
          ["marker", "y"],
        ]),
      ],
      [
        'parameter "marker" was sent but not signed',
        sent(sign(right.replace("mp4\n", "mp4\nprefix=x")), {}, [
          ["prefix", "x"],
          ["marker", "y"],
        ]),
      ],
      ["made for GET, and the request arrived as PUT", sent(sign(right.replace("PUT", "GET")))],
      [
        "UNSIGNED-PAYLOAD was signed",
        sent(sign(right.replace(`256:${hash}`, "256:abc")), { "x-oss-content-sha256": "abc" }),
      ],
      ["made for the host h:1, and the request arrived for i:1", sent(sign(withHost), { host: "i:1" }, [], hostAdded)],
    ])("%s", (cause, request) => {
      expect(explain(request, ["h:1"]).cause).toContain(cause);
    });

    test("signed with another secret is told that", () => {
      expect(explain(sent(sign(right, ovKey("another"))))).toEqual(wrongSecret);
    });
  });
});
