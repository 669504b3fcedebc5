import { type Hashes, sameText } from "./hashes.ts";
import { type HeaderRecord, headerValue } from "./headers.ts";
import {
  headerLines,
  type OssRequest,
  type OssResource,
  type OssVerdict,
  ossHeader,
  ossHeaderNames,
  resourcePath,
  type SignatureProblem,
  single,
} from "./oss-request.ts";
import { parseHttpDate } from "./oss-time.ts";
import { type Pair, percentEncode } from "./percent-encode.ts";

interface OssV1Base {
  readonly accessKeyId: string;
  readonly signature: string;
  readonly securityToken: string | undefined;
}

export interface OssV1Header extends OssV1Base {
  readonly scheme: "v1-header";
  /** As signed; empty when neither x-oss-date nor Date arrived. */
  readonly date: string;
  /** Epoch milliseconds; undefined when the date cannot be read. */
  readonly signedAt: number | undefined;
}

export interface OssV1Url extends OssV1Base {
  readonly scheme: "v1-url";
  /** As signed. */
  readonly expires: string;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
}

export type OssV1Signature = OssV1Header | OssV1Url;

/** Everything in a string to sign, in its order. */
export interface OssV1Parts {
  readonly method: string;
  readonly contentMd5: string;
  readonly contentType: string;
  readonly date: string;
  readonly headerLines: string;
  readonly resource: string;
}

/** The query names that are part of the signed resource, besides all that start with `x-oss-`: the union of what clients sign. */
const subResourceNames: ReadonlySet<string> = new Set(
  `acl append accessPoint accessPointPolicy asyncFetch bucketArchiveDirectRead bucketInfo callback callback-var
  cloudboxes cname comp continuation-token cors delete encryption endTime group httpsConfig img inventory inventoryId
  lifecycle link live location logging metaQuery objectInfo objectMeta partNumber policy position publicAccessBlock
  qos qosInfo qosRequester redundancyTransition referer regionList replication replicationLocation replicationProgress
  requestPayment requesterQosInfo resourceGroup resourcePool resourcePoolBuckets resourcePoolInfo
  response-cache-control response-content-disposition response-content-encoding response-content-language
  response-content-type response-expires restore rtc security-token sequential startTime stat status style styleName
  symlink tagging transferAcceleration uploadId uploads versionId versioning versions vod website worm wormExtend
  wormId`.split(/\s+/),
);

export const isSubResource = (name: string): boolean => subResourceNames.has(name) || name.startsWith("x-oss-");

/** Reads `Authorization: OSS id:signature` and what belongs to it. */
export function readOssV1Header({ headers }: OssRequest): OssV1Header | SignatureProblem {
  const authorization = headerValue(headers, "authorization") ?? "";
  const colon = authorization.indexOf(":");
  const accessKeyId = authorization.slice("OSS ".length, colon).trim();
  const signature = authorization.slice(colon + 1).trim();
  if (!authorization.startsWith("OSS ") || colon < 0 || !accessKeyId || !signature) {
    return { problem: "malformed", name: "Authorization" };
  }
  const date = signedDate(headers);
  return {
    scheme: "v1-header",
    accessKeyId,
    signature,
    // The Python SDK v2 sends its token unsigned under the second name.
    securityToken: headerValue(headers, "x-oss-security-token") ?? headerValue(headers, "security-token"),
    date,
    signedAt: parseHttpDate(date),
  };
}

const signedDate = (headers: HeaderRecord): string =>
  headerValue(headers, "x-oss-date") ?? headerValue(headers, "date") ?? "";

/** Reads OSSAccessKeyId, Expires and Signature of a signed URL. */
export function readOssV1Url({ query, headers }: OssRequest): OssV1Url | SignatureProblem {
  const accessKeyId = required(query, "OSSAccessKeyId");
  if (typeof accessKeyId !== "string") return accessKeyId;
  const expires = required(query, "Expires");
  if (typeof expires !== "string") return expires;
  const signature = required(query, "Signature");
  if (typeof signature !== "string") return signature;
  const token = single(query, "security-token");
  if (typeof token === "object") return token;
  if (!/^\d{1,12}$/.test(expires)) return { problem: "malformed", name: "Expires" };
  return {
    scheme: "v1-url",
    accessKeyId,
    signature,
    securityToken: token ?? headerValue(headers, "x-oss-security-token"),
    expires,
    expiresAt: Number(expires) * 1000,
  };
}

function required(query: readonly Pair[], name: string): string | SignatureProblem {
  return single(query, name) || { problem: "malformed", name };
}

export function verifyOssV1<Resource extends OssResource>(
  hashes: Hashes,
  secret: string,
  request: OssRequest,
  signature: OssV1Signature,
  resources: readonly [Resource, ...Resource[]],
): OssVerdict<Resource> {
  for (const resource of resources) {
    const text = ossV1StringToSign(ossV1Parts(request, signature, resource));
    if (sameText(hashes.hmacSha1Base64(secret, text), signature.signature)) return { ok: true, resource };
  }
  return { ok: false, stringToSign: ossV1StringToSign(ossV1Parts(request, signature, resources[0])) };
}

export function ossV1Parts(request: OssRequest, signature: OssV1Signature, resource: OssResource): OssV1Parts {
  const { headers } = request;
  return {
    method: request.method,
    contentMd5: ossHeader(headers, "content-md5") ?? "",
    contentType: ossHeader(headers, "content-type") ?? "",
    date: signature.scheme === "v1-url" ? signature.expires : signature.date,
    headerLines: headerLines(headers, ossHeaderNames(headers)),
    resource: canonicalResource(resource, request.query),
  };
}

export const ossV1StringToSign = (parts: OssV1Parts): string =>
  `${parts.method}\n${parts.contentMd5}\n${parts.contentType}\n${parts.date}\n${parts.headerLines}${parts.resource}`;

/** The path and its sub-resources, all decoded. */
export function canonicalResource(resource: OssResource, query: readonly Pair[]): string {
  const signed = query.filter(([name]) => isSubResource(name));
  if (signed.length === 0) return resourcePath(resource);
  const subResources = signed
    .sort(([a], [b]) => (a < b ? -1 : Number(a > b)))
    .map(([name, value]) => (value ? `${name}=${value}` : name));
  return `${resourcePath(resource)}?${subResources.join("&")}`;
}

export interface UrlToSign {
  /** The object's address without a query. */
  readonly url: string;
  readonly method: string;
  readonly bucket: string;
  readonly key: string;
  readonly accessKeyId: string;
  readonly secret: string;
  readonly securityToken?: string;
  /** Whole seconds since the epoch. */
  readonly expires: number;
  /** Further parameters, for instance response-content-disposition. */
  readonly query?: readonly Pair[];
}

/** The address with a V1 signature that lets its holder make this one request until it expires. */
export function signUrlV1(hashes: Hashes, wanted: UrlToSign): string {
  const { url, method, bucket, key, accessKeyId, secret, securityToken, expires, query = [] } = wanted;
  const signed: readonly Pair[] = securityToken === undefined ? query : [...query, ["security-token", securityToken]];
  const resource = canonicalResource({ bucket, key }, signed);
  const signature = hashes.hmacSha1Base64(secret, `${method}\n\n\n${expires}\n${resource}`);
  let text = `${url}?OSSAccessKeyId=${percentEncode(accessKeyId)}&Expires=${expires}&Signature=${percentEncode(signature)}`;
  for (const [name, value] of signed) text += `&${percentEncode(name)}=${percentEncode(value)}`;
  return text;
}
