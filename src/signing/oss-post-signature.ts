import { type Hashes, sameText } from "./hashes.ts";
import type { SignatureProblem } from "./oss-request.ts";
import { type OssV4Credential, type OssV4Scope, ossV4SigningKey, readOssV4Credential } from "./oss-v4.ts";

interface PostBase {
  /** The policy as sent: base64, and the text that is signed. */
  readonly policy: string;
  readonly signature: string;
  readonly securityToken: string | undefined;
}

interface PostV1Signature extends PostBase {
  readonly scheme: "post-v1";
  readonly accessKeyId: string;
}

interface PostV4Signature extends PostBase, OssV4Credential {
  readonly scheme: "post-v4";
}

export type PostSignature = PostV1Signature | PostV4Signature;

/**
 * Reads the signature in a form's fields, names in lower case; undefined when the form is unsigned.
 * A form with the fields of both versions, or without a policy, is a problem.
 */
export function readPostSignature(fields: ReadonlyMap<string, string>): PostSignature | SignatureProblem | undefined {
  const inV1 = fields.has("ossaccesskeyid") || fields.has("signature");
  const inV4 = fields.has("x-oss-signature") || fields.has("x-oss-credential");
  if (!inV1 && !inV4) return undefined;
  if (inV1 && inV4) return { problem: "several", name: "Signature" };
  const policy = fields.get("policy");
  if (!policy) return { problem: "malformed", name: "policy" };
  const securityToken = fields.get("x-oss-security-token");
  return inV1 ? readV1(fields, { policy, securityToken }) : readV4(fields, { policy, securityToken });
}

type Shared = Pick<PostBase, "policy" | "securityToken">;

function readV1(fields: ReadonlyMap<string, string>, shared: Shared): PostV1Signature | SignatureProblem {
  const accessKeyId = fields.get("ossaccesskeyid");
  const signature = fields.get("signature");
  if (!accessKeyId) return { problem: "malformed", name: "OSSAccessKeyId" };
  if (!signature) return { problem: "malformed", name: "Signature" };
  return { scheme: "post-v1", accessKeyId, signature, ...shared };
}

function readV4(fields: ReadonlyMap<string, string>, shared: Shared): PostV4Signature | SignatureProblem {
  const malformed = (name: string): SignatureProblem => ({ problem: "malformed", name });
  if (fields.get("x-oss-signature-version") !== "OSS4-HMAC-SHA256") return malformed("x-oss-signature-version");
  const credential = readOssV4Credential(fields.get("x-oss-credential") ?? "", fields.get("x-oss-date") ?? "");
  const signature = fields.get("x-oss-signature");
  if (!credential) return malformed("x-oss-credential");
  if (!signature) return malformed("x-oss-signature");
  return { scheme: "post-v4", ...credential, signature, ...shared };
}

const signPostV1 = (hashes: Hashes, secret: string, policy: string): string => hashes.hmacSha1Base64(secret, policy);

const signPostV4 = (hashes: Hashes, secret: string, scope: OssV4Scope, policy: string): string =>
  hashes.hmacSha256Hex(ossV4SigningKey(hashes, secret, scope), policy);

/** Whether the signature was made with this secret over the policy that arrived. */
export function verifyPostSignature(hashes: Hashes, secret: string, signature: PostSignature): boolean {
  const expected =
    signature.scheme === "post-v1"
      ? signPostV1(hashes, secret, signature.policy)
      : signPostV4(hashes, secret, signature.scope, signature.policy);
  return sameText(expected, signature.signature);
}
