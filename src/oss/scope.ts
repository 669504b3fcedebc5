import type { Telling } from "../contract/errors.ts";
import type { Caller, ObjectUrlHolder, Principal, UploadSession } from "../contract/principal.ts";
import { authorize, type Need } from "../identity/authorize.ts";
import { needOf } from "./actions.ts";
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

type Asking = Pick<Exchange, "parts" | "recorded" | "request" | "response" | "now">;
type Place = Pick<Candidate, "realBucket" | "key">;

/** Whether this principal may do this to this object. Answers the account whose it is. */
export async function checkScope(asking: Asking, principal: Principal, place: Place, verb: string): Promise<string> {
  if (principal.kind === "anonymous") throw denied("The request is not signed.");
  const { accountId } = principal;
  asking.response.setHeader("x-medialoft-authorization", await asking.parts.policySets.modeOf(principal));
  const need = needOf(verb, {
    bucket: place.realBucket,
    key: place.key,
    accountId,
    region: asking.parts.settings.region,
  });
  const judge = (allowed: boolean) =>
    asking.recorded.judged({ principal, need, verdict: { allowed, decision: undefined } });
  judge(false);
  switch (principal.kind) {
    case "root":
      await checkBucket(asking.parts, principal, place.realBucket);
      break;
    case "user":
    case "role":
      // Policies first: whom they allow nothing is not told which buckets there are.
      await askPolicies(asking, principal, need);
      await checkBucket(asking.parts, principal, place.realBucket);
      return accountId;
    case "upload":
      checkUpload(principal, place, verb);
      break;
    case "object-url":
      await checkObjectUrl(asking.parts, principal, place.realBucket, verb);
  }
  judge(true);
  return accountId;
}

async function askPolicies({ parts, recorded, request, now }: Asking, principal: Caller, need: Need): Promise<void> {
  const asked = { principal, needs: [need], client: parts.clientOf(request), now };
  const verdict = await authorize(asked, parts);
  recorded.judged({ principal, need, verdict });
  if (!verdict.allowed) throw denied(verdict.diagnosis);
}

/** Everybody of an account has to do with its own bucket only. */
async function checkBucket({ accounts }: Asking["parts"], principal: Caller, bucket: string): Promise<void> {
  if (bucket === principal.bucket) return;
  if (!(await accounts.findByBucket(bucket))) throw noSuchBucket(bucket);
  throw denied("The bucket is another account's.");
}

async function checkObjectUrl(
  { accounts }: Asking["parts"],
  { accountId }: ObjectUrlHolder,
  bucket: string,
  verb: string,
): Promise<void> {
  const account = await accounts.findByBucket(bucket);
  if (account?.account_id === accountId && objectUrlVerbs.has(verb)) return;
  throw denied("This address reads the one object that it was made for, and does nothing else.");
}

function checkUpload(principal: UploadSession, { realBucket, key }: Place, verb: string): void {
  const isItsObject = realBucket === principal.bucket && key === principal.objectKey;
  if (isItsObject && uploadVerbs.has(verb)) return;
  throw denied("This temporary credential writes the one key that it was made for, and does nothing else.");
}

const denied = (diagnosis: string | Telling): OssError =>
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
