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
import { type Acs3Hints, explainAcs3Mismatch, explainRpcV1Mismatch } from "./explain-rpc-mismatch.ts";
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
  const foldedOrder = "AccessKeyId=LTAI5tExampleId&Action=GetYikeAssetMediaInfo&mode=x&Title=a%20b%2A~%C3%A9&Zone=y";
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
    ["without regard to case", sha1(`GET&%2F&${encodeURIComponent(foldedOrder)}`)],
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
