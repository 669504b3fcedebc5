import { nodeHashes } from "../../src/identity/hashes.ts";
import { ossV1Parts, ossV1StringToSign } from "../../src/signing/oss-v1.ts";
import {
  type OssV4Scope,
  ossV4CanonicalRequest,
  ossV4Parts,
  ossV4SigningKey,
  ossV4StringToSign,
} from "../../src/signing/oss-v4.ts";
import { type Pair, percentEncode, percentEncodePath } from "../../src/signing/percent-encode.ts";
import type { Credential } from "../object-door.ts";
import { type Header, type RawRequest, rawRequest } from "./raw-request.ts";

export const schemes = ["v1-header", "v1-url", "v4-header", "v4-url"] as const;
export type Scheme = (typeof schemes)[number];

/** A request of the object door before it is signed. */
export interface ObjectDraft {
  readonly method: string;
  readonly bucket: string;
  readonly key: string;
  readonly query: readonly Pair[];
  readonly headers: readonly Header[];
  readonly body: Buffer | undefined;
  readonly scheme: Scheme;
  readonly credential: Credential;
  readonly host: string;
  readonly signedAt?: number;
  readonly region?: string;
  /** Of a signed URL, in seconds, as text. */
  readonly life?: string;
}

const algorithm = "OSS4-HMAC-SHA256";
const basicTime = (time: number): string => new Date(time).toISOString().replace(/[-:]|\.\d+/g, "");

export function signObjectRequest(draft: ObjectDraft): RawRequest {
  const { query, headers } = draft.scheme.startsWith("v1") ? signV1(draft) : signV4(draft);
  const pairs = query.map(([name, value]) =>
    value === "" ? percentEncode(name) : `${percentEncode(name)}=${percentEncode(value)}`,
  );
  const path = `/${draft.bucket}/${percentEncodePath(draft.key)}`;
  const target = pairs.length === 0 ? path : `${path}?${pairs.join("&")}`;
  return rawRequest(draft.method, target, [["Host", draft.host], ...headers], draft.body);
}

interface Signed {
  readonly query: readonly Pair[];
  readonly headers: readonly Header[];
}

const toRecord = (headers: readonly Header[]): Record<string, string> =>
  Object.fromEntries(headers.map(([name, value]) => [name.toLowerCase(), value]));

function signV1(draft: ObjectDraft): Signed {
  const { method, bucket, key, credential, scheme } = draft;
  const { accessKeyId, accessKeySecret, securityToken } = credential;
  const time = draft.signedAt ?? Date.now();
  const inHeader = scheme === "v1-header";
  const date = new Date(time).toUTCString();
  const expires = String(Math.floor(time / 1000) + Number(draft.life ?? 600));
  const dated: Header[] = inHeader ? [...draft.headers, ["x-oss-date", date]] : [...draft.headers];
  const headers: Header[] = inHeader && securityToken ? [...dated, ["x-oss-security-token", securityToken]] : dated;
  const query: readonly Pair[] =
    !inHeader && securityToken ? [...draft.query, ["security-token", securityToken]] : draft.query;
  const parts = ossV1Parts(
    { method, query, headers: toRecord(headers) },
    inHeader
      ? { scheme, accessKeyId, signature: "", securityToken, date, signedAt: time }
      : { scheme: "v1-url", accessKeyId, signature: "", securityToken, expires, expiresAt: 0 },
    { bucket, key },
  );
  const signature = nodeHashes.hmacSha1Base64(accessKeySecret, ossV1StringToSign(parts));
  if (inHeader) return { query, headers: [...headers, ["Authorization", `OSS ${accessKeyId}:${signature}`]] };
  return {
    query: [...query, ["OSSAccessKeyId", accessKeyId], ["Expires", expires], ["Signature", signature]],
    headers,
  };
}

function signV4(draft: ObjectDraft): Signed {
  const { method, bucket, key, credential, scheme, region = "cn-shanghai" } = draft;
  const { accessKeyId, accessKeySecret, securityToken } = credential;
  const time = draft.signedAt ?? Date.now();
  const dateTime = basicTime(time);
  const scope: OssV4Scope = { date: dateTime.slice(0, 8), region, product: "oss" };
  const credentialText = `${accessKeyId}/${scope.date}/${region}/oss/aliyun_v4_request`;
  const inHeader = scheme === "v4-header";
  const token: readonly Pair[] = securityToken ? [["x-oss-security-token", securityToken]] : [];
  const headers: readonly Header[] = inHeader
    ? [...draft.headers, ["x-oss-date", dateTime], ["x-oss-content-sha256", "UNSIGNED-PAYLOAD"], ...token]
    : draft.headers;
  const query: readonly Pair[] = inHeader
    ? draft.query
    : [
        ...draft.query,
        ["x-oss-signature-version", algorithm],
        ["x-oss-credential", credentialText],
        ["x-oss-date", dateTime],
        ["x-oss-expires", draft.life ?? "600"],
        ...token,
      ];
  const facts = { accessKeyId, scope, dateTime, signedAt: time, signature: "", securityToken, additionalHeaders: [] };
  const parts = ossV4Parts(
    { method, query, headers: toRecord(headers) },
    inHeader ? { scheme, ...facts } : { scheme: "v4-url", ...facts, expiresAt: 0 },
    { bucket, key },
  );
  const text = ossV4StringToSign(nodeHashes, facts, ossV4CanonicalRequest(parts));
  const signature = nodeHashes.hmacSha256Hex(ossV4SigningKey(nodeHashes, accessKeySecret, scope), text);
  if (!inHeader) return { query: [...query, ["x-oss-signature", signature]], headers };
  return {
    query,
    headers: [...headers, ["Authorization", `${algorithm} Credential=${credentialText},Signature=${signature}`]],
  };
}
