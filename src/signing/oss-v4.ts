import { type Hashes, sameText } from "./hashes.ts";
import { headerValue, inOrder, parseFields } from "./headers.ts";
import {
  headerLines,
  isProblem,
  type OssRequest,
  type OssResource,
  type OssVerdict,
  ossHeaderNames,
  resourcePath,
  type SignatureProblem,
  single,
} from "./oss-request.ts";
import { parseBasicTime } from "./oss-time.ts";
import { isSubResource } from "./oss-v1.ts";
import { type Pair, percentEncode, percentEncodePath } from "./percent-encode.ts";

const algorithm = "OSS4-HMAC-SHA256";
const maxUrlLifeSeconds = 604_800;
const scopeDate = /^\d{8}$/;
const scopeWord = /^[a-z0-9-]+$/;

/** What a signing key is made for. */
export interface OssV4Scope {
  /** `yyyymmdd` */
  readonly date: string;
  readonly region: string;
  readonly product: string;
}

/** Who signed, when and for which scope: the same in headers, URLs and forms. */
export interface OssV4Credential {
  readonly accessKeyId: string;
  readonly scope: OssV4Scope;
  /** `yyyymmddTHHMMSSZ` as signed. */
  readonly dateTime: string;
  /** Epoch milliseconds. */
  readonly signedAt: number;
}

interface OssV4Base extends OssV4Credential {
  readonly signature: string;
  readonly securityToken: string | undefined;
  /** Lower case, sorted. */
  readonly additionalHeaders: readonly string[];
}

export interface OssV4Header extends OssV4Base {
  readonly scheme: "v4-header";
}

export interface OssV4Url extends OssV4Base {
  readonly scheme: "v4-url";
  /** Epoch milliseconds. */
  readonly expiresAt: number;
}

export type OssV4Signature = OssV4Header | OssV4Url;

/** Everything in a canonical request, in its order. */
export interface OssV4Parts {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly headerLines: string;
  readonly additionalHeaders: string;
  readonly payload: string;
}

/** How a parameter with an empty value was signed: `name`, `name=`, or `name` for sub-resources and `name=` for others. */
export type EmptyValueForm = "bare" | "equals" | "bare-sub-resources";

/** `id/date/region/product/aliyun_v4_request`, agreeing with the time of signing. */
export function readOssV4Credential(credential: string, dateTime: string): OssV4Credential | undefined {
  const [accessKeyId, date, region, product, end, ...rest] = credential.split("/");
  const signedAt = parseBasicTime(dateTime);
  if (!accessKeyId || !date || !region || !product || end !== "aliyun_v4_request" || rest.length > 0) return undefined;
  if (!scopeDate.test(date) || !scopeWord.test(region) || !scopeWord.test(product)) return undefined;
  if (signedAt === undefined || !dateTime.startsWith(date)) return undefined;
  return { accessKeyId, scope: { date, region, product }, dateTime, signedAt };
}

/** Reads `Authorization: OSS4-HMAC-SHA256 …` and what belongs to it. */
export function readOssV4Header({ headers }: OssRequest): OssV4Header | SignatureProblem {
  const authorization = headerValue(headers, "authorization") ?? "";
  const malformed: SignatureProblem = { problem: "malformed", name: "Authorization" };
  if (!authorization.startsWith(`${algorithm} `)) return malformed;
  const fields = parseFields(authorization.slice(algorithm.length + 1));
  const signature = fields?.get("Signature");
  const dateTime = headerValue(headers, "x-oss-date") ?? "";
  if (parseBasicTime(dateTime) === undefined) return { problem: "malformed", name: "x-oss-date" };
  const credential = readOssV4Credential(fields?.get("Credential") ?? "", dateTime);
  if (!signature || !credential) return malformed;
  return {
    scheme: "v4-header",
    ...credential,
    signature,
    securityToken: headerValue(headers, "x-oss-security-token"),
    additionalHeaders: readAdditionalHeaders(fields?.get("AdditionalHeaders")),
  };
}

/** Reads the `x-oss-` parameters of a signed URL. */
export function readOssV4Url({ query }: OssRequest): OssV4Url | SignatureProblem {
  const values = readOnce(query, [
    "x-oss-signature-version",
    "x-oss-credential",
    "x-oss-date",
    "x-oss-expires",
    "x-oss-signature",
    "x-oss-security-token",
    "x-oss-additional-headers",
  ]);
  if (isProblem(values)) return values;
  const malformed = (name: string): SignatureProblem => ({ problem: "malformed", name });
  if (values.get("x-oss-signature-version") !== algorithm) return malformed("x-oss-signature-version");
  const signature = values.get("x-oss-signature");
  if (!signature) return malformed("x-oss-signature");
  const dateTime = values.get("x-oss-date") ?? "";
  if (parseBasicTime(dateTime) === undefined) return malformed("x-oss-date");
  const credential = readOssV4Credential(values.get("x-oss-credential") ?? "", dateTime);
  if (!credential) return malformed("x-oss-credential");
  const lifeSeconds = readLife(values.get("x-oss-expires") ?? "");
  if (lifeSeconds === undefined) return malformed("x-oss-expires");
  return {
    scheme: "v4-url",
    ...credential,
    signature,
    securityToken: values.get("x-oss-security-token"),
    additionalHeaders: readAdditionalHeaders(values.get("x-oss-additional-headers")),
    expiresAt: credential.signedAt + lifeSeconds * 1000,
  };
}

function readOnce(query: readonly Pair[], names: readonly string[]): Map<string, string> | SignatureProblem {
  const values = new Map<string, string>();
  for (const name of names) {
    const value = single(query, name);
    if (typeof value === "object") return value;
    if (value !== undefined) values.set(name, value);
  }
  return values;
}

function readLife(text: string): number | undefined {
  const seconds = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  return seconds >= 1 && seconds <= maxUrlLifeSeconds ? seconds : undefined;
}

const readAdditionalHeaders = (text: string | undefined): readonly string[] =>
  text ? inOrder([...new Set(text.toLowerCase().split(";"))]) : [];

export function verifyOssV4<Resource extends OssResource>(
  hashes: Hashes,
  secret: string,
  request: OssRequest,
  signature: OssV4Signature,
  resources: readonly [Resource, ...Resource[]],
): OssVerdict<Resource> {
  const key = ossV4SigningKey(hashes, secret, signature.scope);
  for (const resource of resources) {
    const parts = ossV4Parts(request, signature, resource);
    for (const form of emptyValueForms(request.query)) {
      const canonical = ossV4CanonicalRequest({ ...parts, query: ossV4Query(request.query, form) });
      const text = ossV4StringToSign(hashes, signature, canonical);
      if (sameText(hashes.hmacSha256Hex(key, text), signature.signature)) return { ok: true, resource };
    }
  }
  const canonicalRequest = ossV4CanonicalRequest(ossV4Parts(request, signature, resources[0]));
  return { ok: false, canonicalRequest, stringToSign: ossV4StringToSign(hashes, signature, canonicalRequest) };
}

/** On the wire `uploads` and `uploads=` say the same, and clients sign either: all forms that make a difference are tried. */
function emptyValueForms(query: readonly Pair[]): readonly EmptyValueForm[] {
  const empty = query.filter(([, value]) => value === "");
  if (empty.length === 0) return ["bare"];
  const subResources = empty.filter(([name]) => isSubResource(name)).length;
  const mixed = subResources > 0 && subResources < empty.length;
  return mixed ? ["bare", "equals", "bare-sub-resources"] : ["bare", "equals"];
}

export function ossV4Parts(request: OssRequest, signature: OssV4Signature, resource: OssResource): OssV4Parts {
  const { headers, method, query } = request;
  const { additionalHeaders } = signature;
  const always = ["content-type", "content-md5"].filter((name) => headers[name] !== undefined);
  const names = new Set([...always, ...ossHeaderNames(headers), ...additionalHeaders]);
  return {
    method,
    path: percentEncodePath(resourcePath(resource)),
    query: ossV4Query(query, "bare"),
    headerLines: headerLines(headers, [...names]),
    additionalHeaders: additionalHeaders.join(";"),
    payload: headerValue(headers, "x-oss-content-sha256") ?? "UNSIGNED-PAYLOAD",
  };
}

export function ossV4Query(query: readonly Pair[], form: EmptyValueForm): string {
  return query
    .filter(([name]) => name !== "x-oss-signature")
    .map(([name, value]): Pair => [percentEncode(name), emptyMark(name, value, form) + percentEncode(value)])
    .sort(([a], [b]) => (a < b ? -1 : Number(a > b)))
    .map(([name, value]) => name + value)
    .join("&");
}

function emptyMark(name: string, value: string, form: EmptyValueForm): "" | "=" {
  if (value !== "" || form === "equals") return "=";
  return form === "bare" || isSubResource(name) ? "" : "=";
}

export const ossV4CanonicalRequest = (parts: OssV4Parts): string =>
  `${parts.method}\n${parts.path}\n${parts.query}\n${parts.headerLines}\n${parts.additionalHeaders}\n${parts.payload}`;

export function ossV4StringToSign(hashes: Hashes, credential: OssV4Credential, canonicalRequest: string): string {
  const { date, region, product } = credential.scope;
  const scope = `${date}/${region}/${product}/aliyun_v4_request`;
  return `${algorithm}\n${credential.dateTime}\n${scope}\n${hashes.sha256Hex(canonicalRequest)}`;
}

export function ossV4SigningKey(hashes: Hashes, secret: string, scope: OssV4Scope): Uint8Array {
  const dateKey = hashes.hmacSha256(`aliyun_v4${secret}`, scope.date);
  const regionKey = hashes.hmacSha256(dateKey, scope.region);
  const productKey = hashes.hmacSha256(regionKey, scope.product);
  return hashes.hmacSha256(productKey, "aliyun_v4_request");
}
