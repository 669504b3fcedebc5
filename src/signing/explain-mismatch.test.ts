import { describe, expect, test } from "vitest";
import { nodeHashes as hashes } from "../identity/hashes.ts";
import {
  type Acs3Request,
  acs3CanonicalRequest,
  acs3Parts,
  acs3StringToSign,
  parseAcs3Authorization,
  signAcs3,
} from "./acs3.ts";
import { wrongSecret } from "./explain-mismatch.ts";
import { explainOssMismatch } from "./explain-oss-mismatch.ts";
import { type Acs3Hints, explainAcs3Mismatch, explainRpcV1Mismatch } from "./explain-rpc-mismatch.ts";
import { isProblem, type OssRequest } from "./oss-request.ts";
import { readOssSignature } from "./oss-signature.ts";
import { ossV4SigningKey } from "./oss-v4.ts";
import type { Pair } from "./percent-encode.ts";
import { rpcV1StringToSign } from "./rpc-v1.ts";

const secret = "Example30CharactersOfASecret12";
const accessKeyId = "LTAI5tExampleId";

describe("a version 1.0 call", () => {
  const parameters: Pair[] = [
    ["Zone", "y"],
    ["AccessKeyId", accessKeyId],
    ["Action", "GetYikeAssetMediaInfo"],
    ["Title", "a b*~é"],
    ["mode", "x"],
  ];
  const right = rpcV1StringToSign("GET", parameters);
  const sha1 = (text: string, key = `${secret}&`) => hashes.hmacSha1Base64(key, text);
  const explain = (signature: string) =>
    explainRpcV1Mismatch(hashes, secret, { method: "GET", parameters, algorithm: "HMAC-SHA1" }, signature);
  const canonical = "AccessKeyId=LTAI5tExampleId&Action=GetYikeAssetMediaInfo&Title=T&Zone=y&mode=x";
  const whole = (title: string) => `GET&%2F&${encodeURIComponent(canonical.replace("=T&", `=${title}&`))}`;

  test.each<[string, string]>([
    ["signs with the plain AccessKey secret", sha1(right, secret)],
    ["signature was made with HMAC-SHA256", hashes.hmacSha256Base64(`${secret}&`, right)],
    ["stray blank or line break", sha1(right, `${secret}\n&`)],
    ["carries quotation marks", sha1(right, `"${secret}"&`)],
    ["AccessKeyId in place of the secret", sha1(right, `${accessKeyId}&`)],
    ["made for POST, and the request arrived as GET", sha1(right.replace("GET", "POST"))],
    ["method was signed in lower case", sha1(right.replace("GET", "get"))],
    ["signed as + instead of %20", sha1(whole("a+b%2A~%C3%A9"))],
    ["! ' ( ) * were signed as they are", sha1(whole("a%20b*~%C3%A9"))],
    ["encoding of HTML forms", sha1(whole("a+b*%7E%C3%A9"))],
    ["without percent-encoding", sha1(whole("a b*~é").replaceAll("*", "%2A"))],
    ["encoded twice", sha1(whole("a%2520b%252A~%25C3%25A9"))],
    ["%xx in lower case", sha1(whole("a%20b%2a~%c3%a9"))],
    ["without being encoded as a whole", sha1(`GET&%2F&${canonical.replace("=T&", "=a%20b%2A~%C3%A9&")}`)],
    ["as / instead of %2F", sha1(right.replace("&%2F&", "&/&"))],
    ["without regard to case", sha1(whole("a%20b%2A~%C3%A9").replace("Zone%3Dy%26mode%3Dx", "mode%3Dx%26Zone%3Dy"))],
    ['parameter "Zone" was sent but not signed', sha1(right.replace("%26Zone%3Dy", ""))],
  ])("%s", (cause, signature) => {
    expect(explain(signature).cause).toContain(cause);
  });

  test("whose signature lost its + signs on the way is told so", () => {
    const signed = Array.from({ length: 50 }, (_, i): Pair[] => [["N", `${i}`]]);
    const request = (list: Pair[]) => ({ method: "GET", parameters: list, algorithm: "HMAC-SHA1" as const });
    const withPlus = signed.find((list) => sha1(rpcV1StringToSign("GET", list)).includes("+")) ?? [];
    const signature = sha1(rpcV1StringToSign("GET", withPlus));
    const spaced = explainRpcV1Mismatch(hashes, secret, request(withPlus), signature.replaceAll("+", " "));
    expect(spaced.cause).toContain("+ signs arrived as blanks");
    const twice = explainRpcV1Mismatch(hashes, secret, request(withPlus), encodeURIComponent(signature));
    expect(twice.cause).toContain("percent-encoded twice");
  });

  test("signed unsorted is told so", () => {
    const list: Pair[] = [
      ["b", "1"],
      ["a", "2"],
    ];
    const request = { method: "GET", parameters: list, algorithm: "HMAC-SHA1" as const };
    const signature = sha1(`GET&%2F&${encodeURIComponent("b=1&a=2")}`);
    expect(explainRpcV1Mismatch(hashes, secret, request, signature).cause).toContain("unsorted");
  });

  test("signed with another secret is told that, and ours is never shown", () => {
    const explained = explain(sha1(right, "another&"));
    expect(explained).toEqual(wrongSecret);
    expect(JSON.stringify(explained)).not.toContain(secret);
  });

  test("of great length is not searched", () => {
    const long: Pair[] = [["a", "x".repeat(20_000)]];
    const signature = sha1(rpcV1StringToSign("GET", long), secret);
    const request = { method: "GET", parameters: long, algorithm: "HMAC-SHA1" as const };
    expect(explainRpcV1Mismatch(hashes, secret, request, signature)).toEqual(wrongSecret);
  });
});

describe("a version 3 call", () => {
  const key = { accessKeyId, secret };
  const body = "Note=1";
  const request: Acs3Request = {
    method: "POST",
    path: "/",
    query: [
      ["Title", "a b*~"],
      ["Added", "1"],
    ],
    headers: {
      host: "127.0.0.1:8480",
      "content-type": "application/x-www-form-urlencoded; charset=utf-8",
      "x-acs-action": "A",
      "x-acs-content-sha256": hashes.sha256Hex(body),
      "x-acs-note": "a  b",
    },
    bodySha256: hashes.sha256Hex(body),
  };
  const hints: Acs3Hints = { ownHosts: ["media.example.com"], form: [["Note", "1"]] };
  const explainAuthorization = (text: string, sent = request) => {
    const authorization = parseAcs3Authorization(text);
    if (typeof authorization === "string") throw new Error(authorization);
    return explainAcs3Mismatch(hashes, secret, sent, authorization, hints);
  };
  const signAs = (change: Partial<Acs3Request>) => signAcs3(hashes, key, { ...request, ...change });
  const withHeader = (name: string, value: string) => signAs({ headers: { ...request.headers, [name]: value } });
  const signed = signAs({});
  const signatureOf = (text: string) => text.slice(text.indexOf("Signature=") + "Signature=".length);
  /** Signs a canonical request edited by hand. */
  const signEdited = (edit: (canonical: string) => string) => {
    const names = ["content-type", "host", "x-acs-action", "x-acs-content-sha256", "x-acs-note"];
    const canonical = edit(acs3CanonicalRequest(acs3Parts(request, names)));
    const signature = hashes.hmacSha256Hex(secret, acs3StringToSign(hashes, canonical));
    return signed.replace(signatureOf(signed), signature);
  };

  test.each<[string, string]>([
    ["written in upper case", signed.replace(signatureOf(signed), signatureOf(signed).toUpperCase())],
    [
      "written in base64",
      signed.replace(signatureOf(signed), Buffer.from(signatureOf(signed), "hex").toString("base64")),
    ],
    ["followed by an & sign", signAcs3(hashes, { accessKeyId, secret: `${secret}&` }, request)],
    ["stray blank or line break", signAcs3(hashes, { accessKeyId, secret: ` ${secret}` }, request)],
    ["made for an empty body", signAs({ bodySha256: hashes.sha256Hex("") })],
    ["without the hash of the body", signAs({ bodySha256: "" })],
    ["made for the host 127.0.0.1, and", withHeader("host", "127.0.0.1")],
    ["made for the host media.example.com, and", withHeader("host", "media.example.com")],
    [
      "Content-Type application/x-www-form-urlencoded, and",
      withHeader("content-type", "application/x-www-form-urlencoded"),
    ],
    ["made without one", withHeader("content-type", "")],
    ["folded before signing", withHeader("x-acs-note", "a b")],
    ["made for GET, and the request arrived as POST", signAs({ method: "GET" })],
    ["parameters of the body were signed as if", signAs({ query: [...request.query, ["Note", "1"]] })],
    ["parameters of the query were not signed", signAs({ query: [] })],
    ['parameter "Added" was sent but not signed', signAs({ query: [["Title", "a b*~"]] })],
    ["signed as + instead of %20", signEdited((text) => text.replace("a%20b", "a+b"))],
    ["signed unsorted", signEdited((text) => text.replace(/(Added=1)&(Title=.*)/, "$2&$1"))],
    ["blank after the colon", signEdited((text) => text.replace(/^([a-z0-9-]+):/gm, "$1: "))],
    ["empty line after the header lines is missing", signEdited((text) => text.replace("\n\n", "\n"))],
  ])("%s", (cause, authorization) => {
    expect(explainAuthorization(authorization).cause).toContain(cause);
  });

  test("whose canonical request itself was signed is told so", () => {
    const names = ["content-type", "host", "x-acs-action", "x-acs-content-sha256", "x-acs-note"];
    const signature = hashes.hmacSha256Hex(secret, acs3CanonicalRequest(acs3Parts(request, names)));
    expect(explainAuthorization(signed.replace(signatureOf(signed), signature)).cause).toContain("itself was signed");
  });

  test("whose body changed on its way is told so", () => {
    const explained = explainAuthorization(signed, { ...request, bodySha256: hashes.sha256Hex("Note=2") });
    expect(explained.cause).toContain("The body that arrived is not the one that was signed");
  });

  test("signed with another secret is told that, and ours is never shown", () => {
    const explained = explainAuthorization(signAcs3(hashes, { accessKeyId, secret: "another" }, request));
    expect(explained).toEqual(wrongSecret);
  });
});

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
