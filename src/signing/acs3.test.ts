import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { nodeHashes } from "../identity/hashes.ts";
import { type Acs3Authorization, type Acs3Request, parseAcs3Authorization, signAcs3, verifyAcs3 } from "./acs3.ts";

const key = { accessKeyId: "LTAI5tExampleId", secret: "Example30CharactersOfASecret12" };
const request: Acs3Request = {
  method: "POST",
  path: "/",
  query: [
    ["MediaId", "abc"],
    ["Title", "a b+中"],
  ],
  headers: {
    host: "127.0.0.1:8480",
    accept: "application/json",
    "content-type": "application/x-www-form-urlencoded",
    "x-acs-action": "GetYikeAssetMediaInfo",
    "x-acs-version": "2020-11-09",
    "x-acs-date": "2026-11-24T09:04:01Z",
  },
  bodySha256: nodeHashes.sha256Hex("a=b"),
};

function authorize(signed: Acs3Request): Acs3Authorization {
  const authorization = parseAcs3Authorization(signAcs3(nodeHashes, key, signed));
  if (typeof authorization === "string") throw new Error(authorization);
  return authorization;
}
const verify = (sent: Acs3Request, authorization = authorize(sent)) =>
  verifyAcs3(nodeHashes, key.secret, sent, authorization);

describe("the Authorization header", () => {
  const wellFormed = { accessKeyId: "id", signedHeaders: ["host", "x-acs-date"], signature: "ab" };

  test.each([
    "ACS3-HMAC-SHA256 Credential=id,SignedHeaders=host;x-acs-date,Signature=ab",
    "ACS3-HMAC-SHA256 Signature=ab, SignedHeaders=X-Acs-Date;Host, Credential=id",
  ])("is read with its fields in any order: %s", (text) => {
    expect(parseAcs3Authorization(text)).toEqual(wellFormed);
  });

  test.each([
    "",
    "ACS3-HMAC-SHA256",
    "ACS3-HMAC-SHA256 ",
    "ACS3-HMAC-SHA256 Credential=id,SignedHeaders=host",
    "ACS3-HMAC-SHA256 Credential=,SignedHeaders=host,Signature=ab",
    "ACS3-HMAC-SHA256 Credential=id,Credential=id,SignedHeaders=host,Signature=ab",
    "ACS3-HMAC-SHA256 Credential=id,SignedHeaders=host;host,Signature=ab",
    "ACS3-HMAC-SHA256 Credential=id,SignedHeaders=host,Signature=ab,extra",
    "Bearer abc",
  ])("that is incomplete or ambiguous is malformed: %j", (text) => {
    expect(parseAcs3Authorization(text)).toBe("malformed");
  });

  test.each(["ACS3-HMAC-SM3", "ACS3-RSA-SHA256"])("of %s is told apart", (name) => {
    expect(parseAcs3Authorization(`${name} Credential=id,SignedHeaders=host,Signature=ab`)).toBe("other-algorithm");
  });
});

test("the canonical request has the documented form", () => {
  const verdict = verify(request, { ...authorize(request), signature: "0" });
  expect(verdict).toMatchObject({ ok: false, reason: "mismatch" });
  expect(!verdict.ok && verdict.canonicalRequest).toBe(
    [
      "POST",
      "/",
      "MediaId=abc&Title=a%20b%2B%E4%B8%AD",
      "content-type:application/x-www-form-urlencoded",
      "host:127.0.0.1:8480",
      "x-acs-action:GetYikeAssetMediaInfo",
      "x-acs-date:2026-11-24T09:04:01Z",
      "x-acs-version:2020-11-09",
      "",
      "content-type;host;x-acs-action;x-acs-date;x-acs-version",
      request.bodySha256,
    ].join("\n"),
  );
  expect(!verdict.ok && verdict.stringToSign).toMatch(/^ACS3-HMAC-SHA256\n[0-9a-f]{64}$/);
});

describe("signed headers", () => {
  test("must include the host, the content type and every x-acs- header that arrived", () => {
    for (const header of ["host", "content-type", "x-acs-version"]) {
      const { [header]: _, ...headers } = request.headers;
      const authorization = authorize({ ...request, headers });
      expect(verify(request, authorization)).toMatchObject({ ok: false, reason: "unsigned-header", header });
    }
  });

  test("must include a host even when none arrived", () => {
    const { host: _, ...headers } = request.headers;
    expect(verify({ ...request, headers })).toMatchObject({ ok: false, reason: "unsigned-header", header: "host" });
  });

  test("need not include others", () => {
    const authorization = authorize(request);
    const headers = { ...request.headers, accept: "*/*", "user-agent": "x" };
    expect(verify({ ...request, headers }, authorization)).toEqual({ ok: true });
  });

  test.each(["x-acs-security-token", "constructor", "__proto__"])("must have arrived: %s", (header) => {
    const signedHeaders = [...authorize(request).signedHeaders, header].sort();
    const verdict = verify(request, { ...authorize(request), signedHeaders });
    expect(verdict).toMatchObject({ ok: false, reason: "absent-header", header });
  });

  test("count with the blanks at their ends trimmed, repeated ones sorted and joined by commas", () => {
    const headers = { ...request.headers, "x-acs-date": "  2026-11-24T09:04:01Z ", "x-acs-list": "a,b" };
    const repeated = { ...headers, "x-acs-list": ["b ", "a"] };
    expect(verify({ ...request, headers: repeated }, authorize({ ...request, headers }))).toEqual({ ok: true });
  });
});

describe("parameter names that need encoding", () => {
  const plain = (query: string) => `POST\n/\n${query}\nhost:h\n\nhost\n${request.bodySha256}`;
  const signPlain = (query: string): Acs3Authorization => {
    const stringToSign = `ACS3-HMAC-SHA256\n${nodeHashes.sha256Hex(plain(query))}`;
    const signature = nodeHashes.hmacSha256Hex(key.secret, stringToSign);
    return { accessKeyId: key.accessKeyId, signedHeaders: ["host"], signature };
  };
  const sent = (query: Acs3Request["query"]): Acs3Request => ({ ...request, query, headers: { host: "h" } });

  test("may be signed encoded or as they are", () => {
    const query = sent([["标签 1", "a b"]]);
    expect(verify(query, signPlain("%E6%A0%87%E7%AD%BE%201=a%20b"))).toEqual({ ok: true });
    expect(verify(query, signPlain("标签 1=a%20b"))).toEqual({ ok: true });
  });

  test("cannot pass for several parameters", () => {
    const authorization = signPlain("a=1&b=2");
    expect(
      verify(
        sent([
          ["a", "1"],
          ["b", "2"],
        ]),
        authorization,
      ),
    ).toEqual({ ok: true });
    expect(verify(sent([["a=1&b", "2"]]), authorization).ok).toBe(false);
  });
});

describe("any change", () => {
  const text = fc.string({ unit: "binary", maxLength: 12 });
  const headerText = fc.stringMatching(/^[!-~]([ -~]{0,10}[!-~])?$/);
  const requests = fc.record({
    method: fc.constantFrom("GET", "POST"),
    path: fc.constant("/"),
    query: fc.uniqueArray(fc.tuple(text, text), { selector: ([name]) => name, maxLength: 5 }),
    headers: fc.record({ host: headerText, "x-acs-date": headerText, "content-type": headerText }),
    bodySha256: fc.constant(request.bodySha256),
  });

  test("of the order of parameters alone keeps the signature valid", () => {
    fc.assert(
      fc.property(requests, (signed) => {
        const reversed = { ...signed, query: [...signed.query].reverse() };
        expect(verify(reversed, authorize(signed))).toEqual({ ok: true });
      }),
    );
  });

  test("of a signed character makes the signature fail", () => {
    fc.assert(
      fc.property(requests, fc.nat(), headerText, (signed, where, other) => {
        const authorization = authorize(signed);
        const alter = (from: string) => {
          const at = where % (from.length + 1);
          const altered = from.slice(0, at) + other + from.slice(at + 1);
          return altered.trim() === from ? `${from}!` : altered;
        };
        const { headers, query } = signed;
        const changed: Acs3Request[] = [
          { ...signed, method: alter(signed.method) },
          { ...signed, path: alter(signed.path) },
          { ...signed, bodySha256: alter(signed.bodySha256) },
          ...Object.entries(headers).map(([name, value]) => ({
            ...signed,
            headers: { ...headers, [name]: alter(value) },
          })),
          ...query.flatMap(([name, value], i) => [
            { ...signed, query: query.with(i, [alter(name), value]) },
            { ...signed, query: query.with(i, [name, alter(value)]) },
            { ...signed, query: query.toSpliced(i, 1) },
          ]),
        ];
        for (const one of changed) expect(verify(one, authorization).ok).toBe(false);
        expect(verify(signed, { ...authorization, signature: alter(authorization.signature) }).ok).toBe(false);
        expect(verifyAcs3(nodeHashes, `${key.secret}x`, signed, authorization).ok).toBe(false);
      }),
    );
  });
});
