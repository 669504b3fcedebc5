import { createHmac } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { nodeHashes } from "../identity/hashes.ts";
import type { Pair } from "./percent-encode.ts";
import { type RpcV1Algorithm, rpcV1StringToSign, signRpcV1, verifyRpcV1 } from "./rpc-v1.ts";

const secret = "Example30CharactersOfASecret12";

describe("the string to sign", () => {
  test("holds the parameters sorted by name, encoded, and encoded once more as a whole", () => {
    const parameters: Pair[] = [
      ["b", "x y"],
      ["B", "1"],
      ["Tag.10", "+"],
      ["Tag.1", "*~"],
      ["a=", ""],
    ];
    const canonical = "B=1&Tag.1=%2A~&Tag.10=%2B&a%3D=&b=x%20y";
    expect(rpcV1StringToSign("GET", parameters)).toBe(`GET&%2F&${encodeURIComponent(canonical)}`);
  });

  test("leaves out the signature itself", () => {
    const parameters: Pair[] = [["Action", "A"]];
    expect(rpcV1StringToSign("POST", [...parameters, ["Signature", "x"]])).toBe(rpcV1StringToSign("POST", parameters));
  });

  test("keeps the order of parameters of one name", () => {
    const [one, two]: [Pair, Pair] = [
      ["Id", "1"],
      ["Id", "2"],
    ];
    expect(rpcV1StringToSign("GET", [one, two])).not.toBe(rpcV1StringToSign("GET", [two, one]));
  });
});

test.each([
  ["HMAC-SHA1", "sha1"],
  ["HMAC-SHA256", "sha256"],
] as const)("%s uses the secret followed by & as its key", (algorithm, name) => {
  const expected = createHmac(name, `${secret}&`).update("text").digest("base64");
  expect(signRpcV1(nodeHashes, secret, algorithm, "text")).toBe(expected);
});

describe("verifying", () => {
  const text = fc.string({ unit: "binary", maxLength: 12 });
  const requests = fc.record({
    method: fc.constantFrom("GET", "POST"),
    parameters: fc.uniqueArray(fc.tuple(text, text), { selector: ([name]) => name, minLength: 1, maxLength: 8 }),
    algorithm: fc.constantFrom<RpcV1Algorithm>("HMAC-SHA1", "HMAC-SHA256"),
  });
  const sign = ({
    method,
    parameters,
    algorithm,
  }: {
    method: string;
    parameters: readonly Pair[];
    algorithm: RpcV1Algorithm;
  }) => signRpcV1(nodeHashes, secret, algorithm, rpcV1StringToSign(method, parameters));

  test("holds whatever the order of the parameters", () => {
    fc.assert(
      fc.property(requests, (request) => {
        const reversed = { ...request, parameters: [...request.parameters].reverse() };
        expect(verifyRpcV1(nodeHashes, secret, reversed, sign(request))).toEqual({ ok: true });
      }),
    );
  });

  test("fails when a character of a name, a value or the signature changes, or the method or algorithm", () => {
    fc.assert(
      fc.property(requests, fc.nat(), fc.nat(), text, (request, which, where, other) => {
        const signature = sign(request);
        const index = which % request.parameters.length;
        const [name, value] = request.parameters[index] ?? ["", ""];
        fc.pre(name !== "Signature");
        const alter = (from: string) =>
          from.slice(0, where % (from.length + 1)) + other + from.slice((where % (from.length + 1)) + 1);
        const parameters: readonly Pair[] = request.parameters;
        const withPair = (pair: Pair) => ({ ...request, parameters: parameters.with(index, pair) });
        const altered = [withPair([alter(name), value]), withPair([name, alter(value)])];
        for (const changed of altered) {
          const same = JSON.stringify(changed) === JSON.stringify(request);
          expect(verifyRpcV1(nodeHashes, secret, changed, signature).ok).toBe(same);
        }
        expect(verifyRpcV1(nodeHashes, secret, { ...request, method: "PUT" }, signature).ok).toBe(false);
        expect(verifyRpcV1(nodeHashes, secret, request, alter(signature)).ok).toBe(alter(signature) === signature);
        expect(verifyRpcV1(nodeHashes, `${secret}x`, request, signature).ok).toBe(false);
      }),
    );
  });

  test("of a failed request answers the server's string to sign", () => {
    const request = { method: "GET", parameters: [["a", "b c"] as const], algorithm: "HMAC-SHA1" as const };
    expect(verifyRpcV1(nodeHashes, secret, request, "x")).toEqual({
      ok: false,
      stringToSign: "GET&%2F&a%3Db%2520c",
    });
  });
});
