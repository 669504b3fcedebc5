import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { nodeHashes } from "../identity/hashes.ts";
import { readPostSignature, verifyPostSignature } from "./oss-post-signature.ts";
import { isProblem, type OssRequest, type OssResource } from "./oss-request.ts";
import { readOssSignature, verifyOssSignature } from "./oss-signature.ts";
import { parseQuery, percentDecode } from "./percent-encode.ts";

interface WireRequest {
  readonly method: string;
  readonly target: string;
  readonly headers: Record<string, string>;
}

interface Credentials {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly securityToken?: string;
}

interface Vector {
  readonly id: string;
  readonly credentials: Credentials;
  readonly bucket: string | null;
  readonly key: string;
  readonly request?: WireRequest;
  readonly expected: Record<string, string> & { readonly scheme: string };
}

interface Mutation {
  readonly base: string;
  readonly description: string;
  readonly request: WireRequest;
  readonly bucket: string;
  readonly signatureMatches: boolean;
}

const path = new URL("../../test/vectors/oss-signature-vectors.json", import.meta.url);
const { vectors, mutations }: { vectors: Vector[]; mutations: Mutation[] } = JSON.parse(readFileSync(path, "utf8"));

/** What the wire alone says: the path as bucket and key, as a key of the known bucket, and as a key without one. */
function read({ method, target, headers }: WireRequest, bucket: string | null) {
  const [rawPath = "", rawQuery = ""] = target.split(/\?(.*)/s);
  const whole = percentDecode(rawPath.slice(1)) ?? "";
  const [first = "", ...rest] = whole.split("/");
  const resources: [OssResource, ...OssResource[]] = [{ bucket: undefined, key: whole }];
  if (bucket !== null) resources.unshift({ bucket, key: whole });
  if (first === bucket) resources.unshift({ bucket, key: rest.join("/") });
  const request: OssRequest = { method, headers, query: parseQuery(rawQuery) ?? [] };
  return { request, resources };
}

function verify(wire: WireRequest, bucket: string | null, secret: string) {
  const { request, resources } = read(wire, bucket);
  const signature = readOssSignature(request);
  if (!signature || isProblem(signature)) throw new Error(`unreadable: ${JSON.stringify(signature)}`);
  return { signature, verdict: verifyOssSignature(nodeHashes, secret, request, signature, resources) };
}

describe("requests of real clients", () => {
  const requests = vectors.flatMap(({ request, ...vector }) => (request ? [{ ...vector, request }] : []));

  test.each(requests)("$id is verified", ({ request, bucket, key, credentials, expected }) => {
    const { signature, verdict } = verify(request, bucket, credentials.accessKeySecret);
    expect(signature).toMatchObject({
      scheme: expected.scheme,
      accessKeyId: credentials.accessKeyId,
      signature: expected.signature,
      securityToken: credentials.securityToken,
    });
    const resource = bucket === null ? { bucket: undefined, key } : { bucket, key };
    expect(verdict).toEqual({ ok: true, resource });
  });

  test.each(requests)(
    "$id is refused with another secret, telling the string to sign",
    ({ request, bucket, expected }) => {
      const { verdict } = verify(request, bucket, "another secret");
      if (verdict.ok) throw new Error("verified");
      // The refusal shows the first of both forms of an empty value.
      const ambiguous = expected.emptyQueryForm === "k=";
      if (!ambiguous) expect(verdict.stringToSign).toBe(expected.stringToSign);
      if (!ambiguous) expect(verdict.canonicalRequest).toBe(expected.canonicalRequest);
    },
  );
});

describe("forms of real clients", () => {
  const forms = vectors.filter(({ request }) => !request);

  test.each(forms)("$id is verified, and refused with another policy or secret", ({ credentials, expected }) => {
    const fields = new Map(
      Object.entries(expected)
        .filter(([name]) => name !== "scheme")
        .map(([name, value]) => [name.toLowerCase(), value]),
    );
    const signature = readPostSignature(fields);
    if (!signature || isProblem(signature)) throw new Error("unreadable");
    expect(signature).toMatchObject({ scheme: expected.scheme, accessKeyId: credentials.accessKeyId });
    expect(verifyPostSignature(nodeHashes, credentials.accessKeySecret, signature)).toBe(true);
    expect(verifyPostSignature(nodeHashes, "another secret", signature)).toBe(false);
    const altered = { ...signature, policy: `${signature.policy.slice(0, -4)}AAAA` };
    expect(verifyPostSignature(nodeHashes, credentials.accessKeySecret, altered)).toBe(false);
  });
});

test.each(mutations)("$base with $description: signature matches $signatureMatches", (mutation) => {
  const base = vectors.find(({ id }) => id === mutation.base);
  if (!base) throw new Error("no such vector");
  const { verdict } = verify(mutation.request, mutation.bucket, base.credentials.accessKeySecret);
  expect(verdict.ok).toBe(mutation.signatureMatches);
});

test("the file holds 93 vectors and 37 mutations", () => {
  expect([vectors.length, mutations.length]).toEqual([93, 37]);
});
