import type { Principal } from "../contract/principal.ts";
import { accessDenied, invalidArgument, OssError } from "./errors.ts";
import type { Exchange, SignedExchange } from "./exchange.ts";
import type { Verb } from "./verb.ts";

/** Headers that would change what is done in ways that are not served: refused, never ignored. */
const refusedHeaders: Readonly<Record<string, (value: string) => boolean>> = {
  "x-oss-callback": () => true,
  "x-oss-callback-var": () => true,
  "x-oss-server-side-encryption": () => true,
  "x-oss-server-side-encryption-key-id": () => true,
  "x-oss-server-side-data-encryption": () => true,
  "x-oss-symlink-target": () => true,
  "x-oss-storage-class": (value) => value !== "Standard",
  "x-oss-object-acl": (value) => value !== "default" && value !== "private",
  "x-oss-tagging": () => true,
};

export function refuseUnservedHeaders({ request, query }: Exchange): void {
  for (const [name, isRefused] of Object.entries(refusedHeaders)) {
    const value = request.headers[name];
    if (typeof value === "string" && isRefused(value)) {
      throw invalidArgument(name, value, `The header ${name} with this value is not served.`);
    }
  }
  for (const name of ["versionId", "callback"]) {
    if (query.some(([candidate]) => candidate === name)) throw invalidArgument(name, "", `${name} is not served.`);
  }
}

/** The bucket must be there and be the caller's. Answers whose it is. */
export async function findOwner({ parts }: Exchange, bucket: string, principal: Principal): Promise<string> {
  const account = await parts.accounts.findByBucket(bucket);
  if (!account) {
    throw new OssError(404, "NoSuchBucket", "The specified bucket does not exist.", {
      ec: "0015-00000101",
      extras: { BucketName: bucket },
    });
  }
  if (principal.kind === "anonymous" || principal.accountId !== account.account_id) {
    throw accessDenied("You do not have read permission on this bucket.", {
      diagnosis: "The bucket is another account's.",
    });
  }
  return account.account_id;
}

const uploadVerbs: ReadonlySet<Verb> = new Set([
  "PutObject",
  "InitiateMultipartUpload",
  "UploadPart",
  "ListParts",
  "CompleteMultipartUpload",
  "AbortMultipartUpload",
  "HeadObject",
  "GetObjectMeta",
]);

/** Whether this principal may do this to this object. */
export function checkScope(
  { principal, bucket, key }: Pick<SignedExchange, "principal" | "bucket" | "key">,
  verb: Verb,
): void {
  if (principal.kind === "root" && principal.bucket === bucket) return;
  if (principal.kind === "object-url" && (verb === "GetObject" || verb === "HeadObject")) return;
  const isUpload = principal.kind === "upload" && principal.bucket === bucket && principal.objectKey === key;
  if (isUpload && uploadVerbs.has(verb)) return;
  const diagnosis =
    principal.kind === "upload"
      ? "This temporary credential writes the one key that it was made for, and does nothing else."
      : "This credential does not allow it.";
  throw accessDenied("You have no right to access this object because of authorization.", { diagnosis });
}

/** How large the object may become. */
export const maxObjectBytes = ({ principal, parts }: SignedExchange): number =>
  Math.min(parts.settings.maxUploadBytes, (principal.kind === "upload" ? principal.maxBytes : undefined) ?? Infinity);
