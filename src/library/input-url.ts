import { type OwnDoors, ownDoorAt, spellings } from "../fetch/own-doors.ts";
import { parseForeignUrl } from "../fetch/parse-url.ts";
import { decodeFormText, percentDecode } from "../signing/percent-encode.ts";
import type { AssetSource } from "./assets.ts";

/** Where our own objects can be addressed, and which foreign addresses are fetched. */
export interface UrlRules extends OwnDoors {
  /** CIDRs inside private ranges that may be fetched. */
  readonly allowPrivateFetch: readonly string[];
}

/** What an InputURL or FileURL names. */
export type ResolvedUrl =
  | AssetSource
  /** A bucket that is not the caller's, whether it exists or not. */
  | { readonly kind: "other-bucket" }
  | { readonly kind: "invalid"; readonly reason: string };

const invalid = (reason: string): ResolvedUrl => ({ kind: "invalid", reason });
const maxUrlBytes = 2048;
const maxKeyBytes = 1023;

/** Resolves without any look-up: own buckets are told by name, and everything else is foreign. */
export function resolveUrl(text: string, ownBucket: string, rules: UrlRules): ResolvedUrl {
  if (Buffer.byteLength(text) > maxUrlBytes) return invalid(`It is longer than ${maxUrlBytes} bytes.`);
  if (/^oss:\/\//i.test(text)) return resolveOssUri(text.slice("oss://".length), ownBucket);
  const match = /^(https?):\/\/([^/?#]*)([^?#]*)/i.exec(text);
  if (!match) return invalid("It must be an http, https or oss URL.");
  const [, scheme = "", authority = "", target = ""] = match;
  const path = target.replace(/^\//, "");
  for (const host of spellings(scheme.toLowerCase(), authority.toLowerCase())) {
    const own = resolveOwnHost(host, path, ownBucket, rules);
    if (own) return own;
  }
  const foreign = parseForeignUrl(text, { allowPrivate: rules.allowPrivateFetch });
  return foreign.ok ? { kind: "foreign", url: foreign.identity } : invalid(foreign.reason);
}

function resolveOssUri(rest: string, ownBucket: string): ResolvedUrl {
  const slash = rest.indexOf("/");
  if (slash <= 0) return invalid("An oss URL is written oss://bucket/key.");
  const key = rest.slice(slash + 1).replace(/[?#].*$/s, "");
  return resolveKey(rest.slice(0, slash), percentDecode(key), ownBucket);
}

function resolveOwnHost(host: string, path: string, ownBucket: string, rules: UrlRules): ResolvedUrl | undefined {
  if (host.startsWith(`${ownBucket}.oss-`) && /\.aliyuncs\.com(:\d+)?$/.test(host)) {
    return resolveKey(ownBucket, decodeFormText(path), ownBucket);
  }
  const door = ownDoorAt(host, rules);
  if (door === "api") return invalid("The URL names this server's API address, where no objects are.");
  if (door === "object") {
    const slash = path.indexOf("/");
    if (slash <= 0) return invalid("The URL names this server's object address and no bucket and key in it.");
    return resolveKey(path.slice(0, slash), decodeFormText(path.slice(slash + 1)), ownBucket);
  }
  const dot = host.indexOf(".");
  if (dot > 0 && rules.objectHosts.has(host.slice(dot + 1))) {
    return resolveKey(host.slice(0, dot), decodeFormText(path), ownBucket);
  }
  return undefined;
}

function resolveKey(bucket: string, key: string | undefined, ownBucket: string): ResolvedUrl {
  if (bucket !== ownBucket) return { kind: "other-bucket" };
  if (key === undefined) return invalid("Its percent-encoding cannot be read.");
  const problem = keyProblem(key);
  return problem ? invalid(problem) : { kind: "own", bucket, key };
}

function keyProblem(key: string): string | undefined {
  if (key === "") return "It names no key in the bucket.";
  if (Buffer.byteLength(key) > maxKeyBytes) return `Its key is longer than ${maxKeyBytes} bytes.`;
  if (/\p{Cc}/u.test(key)) return "Its key holds a control character.";
  if (key.startsWith("/") || key.startsWith("\\")) return "Its key begins with a slash.";
  return undefined;
}
