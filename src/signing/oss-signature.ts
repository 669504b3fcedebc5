import type { Hashes } from "./hashes.ts";
import { headerValue } from "./headers.ts";
import type { OssRequest, OssResource, OssVerdict, SignatureProblem } from "./oss-request.ts";
import { type OssV1Signature, readOssV1Header, readOssV1Url, verifyOssV1 } from "./oss-v1.ts";
import { type OssV4Signature, readOssV4Header, readOssV4Url, verifyOssV4 } from "./oss-v4.ts";

export type OssSignature = OssV1Signature | OssV4Signature;

const urlV4Names: ReadonlySet<string> = new Set(["x-oss-signature-version", "x-oss-credential", "x-oss-signature"]);

/** The signature in a request's headers or URL; undefined when it has none. Form uploads carry theirs in the form. */
export function readOssSignature(request: OssRequest): OssSignature | SignatureProblem | undefined {
  const authorization = headerValue(request.headers, "authorization");
  const inUrlV1 = request.query.some(([name]) => name === "OSSAccessKeyId");
  const inUrlV4 = request.query.some(([name]) => urlV4Names.has(name));
  if (Number(authorization !== undefined) + Number(inUrlV1) + Number(inUrlV4) > 1) {
    return { problem: "several", name: authorization === undefined ? "OSSAccessKeyId" : "Authorization" };
  }
  if (inUrlV4) return readOssV4Url(request);
  if (inUrlV1) return readOssV1Url(request);
  if (authorization === undefined) return undefined;
  return authorization.startsWith("OSS4-") ? readOssV4Header(request) : readOssV1Header(request);
}

/** Finds the resource for which the signature holds. Time, expiry and token are the caller's to check. */
export function verifyOssSignature<Resource extends OssResource>(
  hashes: Hashes,
  secret: string,
  request: OssRequest,
  signature: OssSignature,
  resources: readonly [Resource, ...Resource[]],
): OssVerdict<Resource> {
  switch (signature.scheme) {
    case "v1-header":
    case "v1-url":
      return verifyOssV1(hashes, secret, request, signature, resources);
    case "v4-header":
    case "v4-url":
      return verifyOssV4(hashes, secret, request, signature, resources);
  }
}
