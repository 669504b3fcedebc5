import type { Principal } from "../contract/principal.ts";
import type { OssResource } from "../signing/oss-request.ts";
import type { Exchange, ObjectDoorSettings } from "./exchange.ts";

/** One reading of where a request goes; the signature decides which one is meant. */
export interface Candidate extends OssResource {
  /** The bucket that is meant, also when the client signed without one. */
  readonly realBucket: string;
}

const bucketPattern = /^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/;

/** By host, by path, and by the bucket that the presented credential belongs to. */
export function locate({ request, path, parts }: Exchange, principal: Principal): [Candidate, ...Candidate[]] {
  const candidates: Candidate[] = [];
  const add = (bucket: string | undefined, key: string, realBucket: string) =>
    candidates.push({ bucket, key, realBucket });
  const hostBucket = bucketOfHost(request.headers.host ?? "", parts.settings);
  if (hostBucket) add(hostBucket, path, hostBucket);
  const slash = path.indexOf("/");
  const segment = slash < 0 ? path : path.slice(0, slash);
  if (bucketPattern.test(segment)) add(segment, slash < 0 ? "" : path.slice(slash + 1), segment);
  const ownBucket = principal.kind === "root" || principal.kind === "upload" ? principal.bucket : undefined;
  if (ownBucket) {
    add(ownBucket, path, ownBucket);
    add(undefined, path, ownBucket);
  }
  const [first, ...rest] = candidates;
  return first ? [first, ...rest] : [{ bucket: undefined, key: path, realBucket: "" }];
}

/** Node's ali-oss invents an aliyuncs host from its region when the endpoint is an IP address. */
function bucketOfHost(host: string, { ownHosts }: ObjectDoorSettings): string | undefined {
  const name = host.toLowerCase();
  const dot = name.indexOf(".");
  if (dot <= 0) return undefined;
  const label = name.slice(0, dot);
  const rest = name.slice(dot + 1);
  if (!bucketPattern.test(label)) return undefined;
  const isOurs = ownHosts.has(rest) || /^localhost(:\d+)?$/.test(rest) || /(^|\.)aliyuncs\.com(:\d+)?$/.test(rest);
  return isOurs ? label : undefined;
}
