import type { Principal } from "../contract/principal.ts";
import type { OssResource } from "../signing/oss-request.ts";
import type { Exchange, ObjectDoorSettings } from "./exchange.ts";

/** One reading of where a request goes; the signature decides which one is meant. */
export interface Candidate extends OssResource {
  /** The bucket that is meant, also when the client signed without one. Empty when nothing names one. */
  readonly realBucket: string;
}

const bucketPattern = /^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/;

/** By host, by path, and by the bucket that the presented credential belongs to. */
export function locate(
  { request, path, parts }: Pick<Exchange, "request" | "path" | "parts">,
  principal: Principal,
): [Candidate, ...Candidate[]] {
  const { host = "" } = request.headers;
  const [first, ...rest] = [...inHost(host, path, parts.settings), ...inPathAndOwn(path, principal)];
  return first ? [first, ...rest] : [{ bucket: undefined, key: path, realBucket: "" }];
}

/** What is likely comes first, for an error shows the first reading. */
function inPathAndOwn(path: string, principal: Principal): Candidate[] {
  const byPath = inPath(path);
  if (principal.kind === "object-url" || principal.kind === "anonymous") return byPath;
  const { bucket } = principal;
  const own = { bucket, key: path, realBucket: bucket };
  const unnamed = { bucket: undefined, key: path, realBucket: bucket };
  // Key b in bucket a and key a/b without a bucket are signed alike: only who may use just one key means that one.
  if (principal.kind === "upload" && path === principal.objectKey) return [own, unnamed, ...byPath];
  const isOwnPath = path === bucket || path.startsWith(`${bucket}/`);
  return isOwnPath ? [...byPath, own, unnamed] : [own, ...byPath, unnamed];
}

function inPath(path: string): Candidate[] {
  const slash = path.indexOf("/");
  const bucket = slash < 0 ? path : path.slice(0, slash);
  if (!bucketPattern.test(bucket)) return [];
  return [{ bucket, key: slash < 0 ? "" : path.slice(slash + 1), realBucket: bucket }];
}

/** Node's ali-oss invents an aliyuncs host from its region when the endpoint is an IP address. */
function inHost(host: string, key: string, { ownHosts }: ObjectDoorSettings): Candidate[] {
  const name = host.toLowerCase();
  const dot = name.indexOf(".");
  if (dot <= 0 || ownHosts.has(name)) return [];
  const bucket = name.slice(0, dot);
  const rest = name.slice(dot + 1);
  const isOurs = ownHosts.has(rest) || /^localhost(:\d+)?$/.test(rest) || /(^|\.)aliyuncs\.com(:\d+)?$/.test(rest);
  return isOurs && bucketPattern.test(bucket) ? [{ bucket, key, realBucket: bucket }] : [];
}
