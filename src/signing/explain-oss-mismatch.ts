import {
  type Explanation,
  firstFit,
  leftOut,
  maxSearchedLength,
  otherContentTypes,
  otherHosts,
  otherMethods,
  secretVariations,
  type Variation,
  wrongEncodings,
  wrongSecret,
} from "./explain-mismatch.ts";
import { type Hashes, sameText } from "./hashes.ts";
import { headerValue } from "./headers.ts";
import {
  headerLines,
  type OssRequest,
  type OssResource,
  ossHeader,
  ossHeaderNames,
  resourcePath,
} from "./oss-request.ts";
import type { OssSignature } from "./oss-signature.ts";
import { canonicalResource, type OssV1Parts, type OssV1Signature, ossV1Parts, ossV1StringToSign } from "./oss-v1.ts";
import {
  type OssV4Parts,
  type OssV4Signature,
  ossV4CanonicalRequest,
  ossV4Parts,
  ossV4Query,
  ossV4SigningKey,
  ossV4StringToSign,
} from "./oss-v4.ts";
import { type Pair, percentEncodePath } from "./percent-encode.ts";

/** Tries the usual mistakes on an object request whose signature did not match and names the one that explains it. */
export function explainOssMismatch(
  hashes: Hashes,
  secret: string,
  request: OssRequest,
  signature: OssSignature,
  resources: readonly OssResource[],
  ownHosts: readonly string[] = [],
): Explanation {
  for (const resource of resources) {
    const found =
      signature.scheme === "v1-header" || signature.scheme === "v1-url"
        ? explainV1(hashes, secret, request, signature, resource)
        : explainV4(hashes, secret, request, signature, resource, ownHosts);
    if (found) return found;
  }
  return wrongSecret;
}

function explainV1(
  hashes: Hashes,
  secret: string,
  request: OssRequest,
  signature: OssV1Signature,
  resource: OssResource,
): Explanation | undefined {
  const parts = ossV1Parts(request, signature, resource);
  const text = ossV1StringToSign(parts);
  if (text.length > maxSearchedLength) return undefined;
  const fitsText = (signed: string, key = secret): boolean =>
    sameText(hashes.hmacSha1Base64(key, signed), signature.signature);
  const fits = ({ change }: Variation<OssV1Parts>): boolean => fitsText(ossV1StringToSign({ ...parts, ...change }));
  return (
    firstFit(spacedSignature, () => fitsSpaced(hashes, secret, text, signature)) ??
    firstFit(secretVariations(secret, signature.accessKeyId), (row) => fitsText(text, row.secret)) ??
    firstFit(contentTypeVariations(request), fits) ??
    firstFit(v1LineVariations(request, signature), fits) ??
    firstFit(v1ResourceVariations(request, resource), fits) ??
    firstFit(otherMethods(request.method), fits)
  );
}

const spacedSignature: readonly Explanation[] = [
  {
    cause: "The signature is right, but its + signs arrived as blanks.",
    advice: "Percent-encode the Signature parameter in the URL: + is %2B, / is %2F, = is %3D.",
  },
];

const fitsSpaced = (hashes: Hashes, secret: string, text: string, { signature }: OssV1Signature): boolean =>
  sameText(hashes.hmacSha1Base64(secret, text), signature.replaceAll(" ", "+"));

function* contentTypeVariations({ headers }: OssRequest): Generator<Variation<OssV1Parts>> {
  for (const { contentType, cause, advice } of otherContentTypes(headerValue(headers, "content-type"))) {
    yield { cause, advice, change: { contentType } };
  }
}

function* v1LineVariations({ headers }: OssRequest, signature: OssV1Signature): Generator<Variation<OssV1Parts>> {
  yield {
    change: { contentMd5: "" },
    cause: "The request arrived with a Content-MD5 header, and the signature was made without one.",
    advice: "Sign the Content-MD5 that is sent, or send none.",
  };
  yield* v1DateVariations({ headers }, signature);
  const names = ossHeaderNames(headers);
  yield {
    change: { headerLines: "" },
    cause: "The x-oss- headers were not signed.",
    advice: "Sign each x-oss- header that is sent as a line name:value, sorted by name.",
  };
  for (const name of names) {
    yield {
      change: {
        headerLines: headerLines(
          headers,
          names.filter((other) => other !== name),
        ),
      },
      cause: `The header ${name} was sent but not signed.`,
      advice: "Sign each x-oss- header that is sent, and let nothing between client and server add any.",
    };
  }
}

function* v1DateVariations(
  { headers }: Pick<OssRequest, "headers">,
  signature: OssV1Signature,
): Generator<Variation<OssV1Parts>> {
  const date = ossHeader(headers, "date") ?? "";
  if (signature.scheme === "v1-url") {
    const cause = "The URL was signed with a date in the place of Expires.";
    yield { change: { date }, cause, advice: "In a signed URL the fourth line is the number in Expires." };
    return;
  }
  const advice = "The fourth line is the value of x-oss-date when that header is sent, else that of Date.";
  yield { change: { date }, cause: "The Date header was signed although x-oss-date was sent.", advice };
  yield { change: { date: "" }, cause: "The date was not signed in its own line.", advice };
}

function* v1ResourceVariations(request: OssRequest, resource: OssResource): Generator<Variation<OssV1Parts>> {
  const { query } = request;
  for (const { other, cause, advice } of otherResources(resource)) {
    yield { cause, advice, change: { resource: canonicalResource(other, query) } };
  }
  const subResources = canonicalResource(resource, query).slice(resourcePath(resource).length);
  yield {
    change: { resource: percentEncodePath(resourcePath(resource)) + subResources },
    cause: "The object's key was signed percent-encoded.",
    advice: "Version 1 signs the key as it is, in UTF-8, and encodes it only in the URL.",
  };
  yield {
    change: { resource: resourcePath(resource) },
    cause: "The sub-resources of the query were not signed.",
    advice:
      "Add the query's sub-resources (uploads, uploadId, partNumber, response-… and so on) to the resource, sorted.",
  };
  const all = query.map(([name, value]) => (value ? `${name}=${value}` : name)).sort();
  yield {
    change: { resource: `${resourcePath(resource)}?${all.join("&")}` },
    cause: "Query parameters were signed that are no sub-resources.",
    advice: "Version 1 leaves parameters such as prefix, marker, max-keys and max-parts out of the resource.",
  };
  for (const { others, cause, advice } of leftOut(query)) {
    yield { cause, advice, change: { resource: canonicalResource(resource, others) } };
  }
}

/** The same object as other clients would name it in what they sign. */
function otherResources({ bucket, key }: OssResource): (Explanation & { readonly other: OssResource })[] {
  const advice = "Sign /bucket/key, wherever the bucket stands in the address.";
  const slash = { bucket, key: `/${key}` };
  const doubled = {
    cause: "The key was signed with a slash before it.",
    advice: "Sign the key without a leading slash.",
  };
  const plus = {
    other: { bucket, key: key.replaceAll(" ", "+") },
    cause: "The key was signed with +, which is a blank in the path of a URL.",
    advice: "Write a + of the key as %2B in the URL.",
  };
  if (bucket === undefined) return [{ other: slash, ...doubled }, plus];
  return [
    plus,
    { other: { bucket: undefined, key }, cause: "The bucket is missing in the signed resource.", advice },
    { other: { bucket, key: `${bucket}/${key}` }, cause: "The bucket stands twice in the signed resource.", advice },
    { other: slash, ...doubled },
  ];
}

function explainV4(
  hashes: Hashes,
  secret: string,
  request: OssRequest,
  signature: OssV4Signature,
  resource: OssResource,
  ownHosts: readonly string[],
): Explanation | undefined {
  const parts = ossV4Parts(request, signature, resource);
  const canonical = ossV4CanonicalRequest(parts);
  if (canonical.length > maxSearchedLength) return undefined;
  const key = ossV4SigningKey(hashes, secret, signature.scope);
  const fitsText = (text: string, signingKey: string | Uint8Array = key): boolean =>
    sameText(hashes.hmacSha256Hex(signingKey, ossV4StringToSign(hashes, signature, text)), signature.signature);
  const fits = ({ change }: Variation<OssV4Parts>): boolean => fitsText(ossV4CanonicalRequest({ ...parts, ...change }));
  return (
    firstFit(secretVariations(secret, signature.accessKeyId), (row) =>
      fitsText(canonical, ossV4SigningKey(hashes, row.secret, signature.scope)),
    ) ??
    firstFit(plainKey, () => fitsText(canonical, secret)) ??
    firstFit(v4HeaderVariations(request, signature, resource, ownHosts), fits) ??
    firstFit(v4ResourceVariations(request, resource), fits) ??
    firstFit(otherMethods(request.method), fits)
  );
}

const plainKey: readonly Explanation[] = [
  {
    cause: "The client signs with the AccessKey secret itself.",
    advice:
      "In version 4 the key is derived: aliyun_v4 and the secret, then date, region, product and aliyun_v4_request.",
  },
];

function* v4HeaderVariations(
  request: OssRequest,
  signature: OssV4Signature,
  resource: OssResource,
  ownHosts: readonly string[],
): Generator<Variation<OssV4Parts>> {
  const linesWith = (name: string, value: string | undefined): string =>
    ossV4Parts({ ...request, headers: { ...request.headers, [name]: value } }, signature, resource).headerLines;
  for (const row of otherContentTypes(headerValue(request.headers, "content-type"))) {
    const headerLines = linesWith("content-type", row.contentType || undefined);
    yield { cause: row.cause, advice: row.advice, change: { headerLines } };
  }
  if (signature.additionalHeaders.includes("host")) {
    for (const { host, cause, advice } of otherHosts(headerValue(request.headers, "host") ?? "", ownHosts)) {
      yield { cause, advice, change: { headerLines: linesWith("host", host) } };
    }
  }
  for (const name of ["content-md5", ...ossHeaderNames(request.headers)]) {
    yield {
      change: { headerLines: linesWith(name, undefined) },
      cause: `The header ${name} was sent but not signed.`,
      advice: "Sign Content-Type, Content-MD5 and each x-oss- header that is sent.",
    };
  }
  yield {
    change: { payload: "UNSIGNED-PAYLOAD" },
    cause: "UNSIGNED-PAYLOAD was signed, and x-oss-content-sha256 says something else.",
    advice: "Put the value of x-oss-content-sha256 into the last line of the canonical request.",
  };
}

function* v4ResourceVariations({ query }: OssRequest, resource: OssResource): Generator<Variation<OssV4Parts>> {
  for (const { other, cause, advice } of otherResources(resource)) {
    yield { cause, advice, change: { path: percentEncodePath(resourcePath(other)) } };
  }
  const path = resourcePath(resource);
  const advice = "Version 4 signs /bucket/key percent-encoded once, with the slashes kept.";
  yield { change: { path }, cause: "The object's key was signed without percent-encoding.", advice };
  yield {
    change: { path: percentEncodePath(percentEncodePath(path)) },
    cause: "The object's key was signed percent-encoded twice.",
    advice,
  };
  for (const { encode, cause, advice } of wrongEncodings) {
    yield { cause, advice, change: { path: path.split("/").map(encode).join("/") } };
    yield { cause, advice, change: { query: joinEncoded(query, encode) } };
  }
  yield {
    change: { query: "" },
    cause: "The parameters of the query were not signed.",
    advice: "Version 4 signs all parameters of the query but x-oss-signature.",
  };
  for (const { others, cause, advice } of leftOut(query)) {
    yield { cause, advice, change: { query: ossV4Query(others, "bare") } };
  }
}

const joinEncoded = (query: readonly Pair[], encode: (text: string) => string): string =>
  query
    .filter(([name]) => name !== "x-oss-signature")
    .map(([name, value]) => (value ? `${encode(name)}=${encode(value)}` : encode(name)))
    .sort()
    .join("&");
