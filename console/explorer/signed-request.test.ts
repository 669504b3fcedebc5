import { describe, expect, test } from "vitest";
import { nodeHashes } from "../../src/identity/hashes.ts";
import { type ClientCall, type SigningChoices, signRequest } from "./signed-request.ts";
import { textHashes } from "./text-hashes.ts";

const call: ClientCall = {
  product: "ICE",
  action: "ListYikeProductions",
  parameters: { Title: "春 *~+", PageSize: "5" },
  endpoint: "http://127.0.0.1:8480",
};
const choices: SigningChoices = {
  accessKeyId: "LTAIexample",
  accessKeySecret: "secret",
  time: "2026-11-24T12:00:00Z",
  nonce: "n1",
  place: "query",
};

describe("the request that is shown", () => {
  test("with ACS3 has its parameters sorted and encoded in the query, and every step that leads to the header", () => {
    const { method, url, headers, body, steps } = signRequest.acs3(textHashes, call, choices);
    expect([method, url, body]).toEqual(["POST", "http://127.0.0.1:8480/?PageSize=5&Title=%E6%98%A5%20%2A~%2B", ""]);
    const texts = Object.fromEntries(steps.map(({ id, text }) => [id, text]));
    expect(texts.canonicalRequest?.split("\n").slice(0, 4)).toEqual([
      "POST",
      "/",
      "PageSize=5&Title=%E6%98%A5%20%2A~%2B",
      "host:127.0.0.1:8480",
    ]);
    expect(texts.requestHash).toBe(nodeHashes.sha256Hex(String(texts.canonicalRequest)));
    expect(texts.stringToSign).toBe(`ACS3-HMAC-SHA256\n${texts.requestHash}`);
    expect(texts.signature).toBe(nodeHashes.hmacSha256Hex("secret", String(texts.stringToSign)));
    expect(Object.fromEntries(headers).Authorization).toContain(`Signature=${texts.signature}`);
  });

  test("with version 1.0 signs all parameters and the common ones, and sends the signature among them", () => {
    const { headers, body, steps } = signRequest.v1(textHashes, call, { ...choices, place: "body" });
    const texts = Object.fromEntries(steps.map(({ id, text }) => [id, text]));
    expect(texts.sortedParameters).toContain(
      "AccessKeyId=LTAIexample&Action=ListYikeProductions&Format=JSON&PageSize=5",
    );
    expect(texts.stringToSign).toMatch(/^POST&%2F&AccessKeyId%3DLTAIexample%26.*%26Title%3D%25E6%2598%25A5%2520%252A~/);
    expect(texts.signature).toBe(nodeHashes.hmacSha1Base64("secret&", String(texts.stringToSign)));
    expect(body).toBe(`${texts.sortedParameters}&${texts.signatureParameter}`);
    expect(Object.fromEntries(headers)).toEqual({
      host: "127.0.0.1:8480",
      "content-type": "application/x-www-form-urlencoded",
    });
  });
});
