import type { AccountRoot, Principal, UploadSession } from "../contract/principal.ts";
import { accessDenied, noSuchBucket, type OssError } from "./errors.ts";
import type { Exchange, SignedExchange } from "./exchange.ts";
import type { Candidate } from "./locate.ts";

/** What a credential that was made for one upload may do to its one key. */
const uploadVerbs: ReadonlySet<string> = new Set([
  "PutObject",
  "PostObject",
  "InitiateMultipartUpload",
  "UploadPart",
  "ListParts",
  "CompleteMultipartUpload",
  "AbortMultipartUpload",
  "HeadObject",
  "GetObjectMeta",
]);

const objectUrlVerbs: ReadonlySet<string> = new Set(["GetObject", "HeadObject"]);

/** Whether this principal may do this to this object. Answers the account whose it is. */
export async function checkScope(
  { parts }: Pick<Exchange, "parts">,
  principal: Principal,
  resource: Pick<Candidate, "realBucket" | "key">,
  verb: string,
): Promise<string> {
  switch (principal.kind) {
    case "user":
    case "role":
      throw denied("No policy gives this principal the right.");
    case "root":
      return checkRoot(parts, principal, resource.realBucket);
    case "upload":
      return checkUpload(principal, resource, verb);
    case "object-url": {
      const account = await parts.accounts.findByBucket(resource.realBucket);
      if (account?.account_id === principal.accountId && objectUrlVerbs.has(verb)) return principal.accountId;
      throw denied("This address reads the one object that it was made for, and does nothing else.");
    }
    case "anonymous":
      throw denied("The request is not signed.");
  }
}

/** The root key of an account does everything that is served to its own bucket. */
async function checkRoot({ accounts }: Exchange["parts"], principal: AccountRoot, bucket: string): Promise<string> {
  if (bucket === principal.bucket) return principal.accountId;
  if (!(await accounts.findByBucket(bucket))) throw noSuchBucket(bucket);
  throw denied("The bucket is another account's.");
}

function checkUpload(
  principal: UploadSession,
  { realBucket, key }: Pick<Candidate, "realBucket" | "key">,
  verb: string,
) {
  const isItsObject = realBucket === principal.bucket && key === principal.objectKey;
  if (isItsObject && uploadVerbs.has(verb)) return principal.accountId;
  throw denied("This temporary credential writes the one key that it was made for, and does nothing else.");
}

const denied = (diagnosis: string): OssError =>
  accessDenied("You have no right to access this object because of authorization.", { diagnosis });

/** How large the object may become. */
export const maxObjectBytes = ({ principal, parts }: Pick<SignedExchange, "principal" | "parts">): number =>
  Math.min(parts.settings.maxUploadBytes, (principal.kind === "upload" ? principal.maxBytes : undefined) ?? Infinity);

const openUploadsOfCredential = 20;

/**
 * How many uploads of the key may be open at once; undefined for any number. Each may hold as much as the object may: whoever
 * was granted one upload must not fill the disk with it.
 */
export const maxOpenUploads = ({ principal }: Pick<SignedExchange, "principal">): number | undefined =>
  principal.kind === "upload" ? openUploadsOfCredential : undefined;
