import { nodeHashes } from "../identity/hashes.ts";
import type { SigningKey } from "../identity/key-ring.ts";
import { checkPostPolicy, type PostPolicy, parsePostPolicy } from "../signing/oss-post-policy.ts";
import { type PostSignature, readPostSignature, verifyPostSignature } from "../signing/oss-post-signature.ts";
import { isProblem } from "../signing/oss-request.ts";
import { readOssSignature } from "../signing/oss-signature.ts";
import { findKey } from "./authenticate.ts";
import { accessDenied, invalidArgument, OssError } from "./errors.ts";
import type { Exchange, SignedExchange } from "./exchange.ts";
import type { Form } from "./form.ts";
import { locate } from "./locate.ts";
import { checkScope } from "./scope.ts";
import { checkKey } from "./target.ts";
import { refuseConditions, refuseUnservedValues } from "./unserved.ts";

/** The place of the file's own name in a key. */
const fileNamePlace = `$\{filename}`;

/** A form is signed by its fields: whatever else claims to change what is done is nobody's word. */
export function refuseUnsigned({ method, query, request }: Exchange): void {
  const { headers } = request;
  if (readOssSignature({ method, query, headers })) {
    const message = "A POST without a sub-resource is a form upload, which is signed by its fields only.";
    throw invalidArgument("Authorization", "", message);
  }
  const name = Object.keys(headers).find((header) => header.startsWith("x-oss-"));
  if (name !== undefined)
    throw invalidArgument(name, "", `The header ${name} is not signed: send it as a field of the form.`);
  refuseConditions(headers);
}

/** Who may put what where, by the form's own fields. */
export async function admitForm(
  exchange: Exchange,
  { fields, fileName }: Pick<Form, "fields" | "fileName">,
): Promise<{ signed: SignedExchange; policy: PostPolicy }> {
  const { key, signature } = await authenticateForm(exchange, fields);
  const { principal } = key;
  const bucket = bucketOf(exchange, principal);
  const objectKey = (fields.get("key") ?? "").replaceAll(fileNamePlace, () => fileName);
  const accountId = await checkScope(exchange, principal, { realBucket: bucket, key: objectKey }, "PostObject");
  checkKey(objectKey);
  refuseUnservedValues(fields);
  const policy = parsePostPolicy(signature.policy);
  if ("invalid" in policy) throw new OssError(400, "InvalidPolicyDocument", policy.invalid);
  const refusal = checkPostPolicy(policy, {
    fields: new Map([...fields, ["key", objectKey]]),
    bucket,
    signatureVersion: signature.scheme === "post-v1" ? "v1" : "v4",
    now: exchange.now,
  });
  if (refusal)
    throw accessDenied(refusal.message, { ec: refusal.ec, diagnosis: "The form is not one that its signer allowed." });
  return { signed: { ...exchange, principal, accountId, bucket, key: objectKey }, policy };
}

async function authenticateForm(
  { parts, now }: Exchange,
  fields: Form["fields"],
): Promise<{ key: SigningKey; signature: PostSignature }> {
  const signature = readPostSignature(fields);
  if (!signature) {
    throw accessDenied("You have no right to access this object because of bucket acl.", {
      diagnosis: "The form is not signed: it needs a policy, a signature and the AccessKeyId.",
    });
  }
  if (isProblem(signature)) {
    throw invalidArgument(signature.name, "", `The form field ${signature.name} is missing or cannot be read.`);
  }
  const key = await findKey(parts.keys, signature.accessKeyId, signature.securityToken, now);
  if (verifyPostSignature(nodeHashes, key.secret, signature)) {
    if (!key.token) parts.lastUsed.touch(key.accessKeyId, now);
    return { key, signature };
  }
  throw new OssError(
    403,
    "SignatureDoesNotMatch",
    "The request signature we calculated does not match the signature you provided. Check your key and signing method.",
    {
      ec: "0002-00000040",
      extras: {
        OSSAccessKeyId: signature.accessKeyId,
        SignatureProvided: signature.signature,
        StringToSign: signature.policy,
      },
      diagnosis:
        "The signature of a form covers the policy field: sign exactly the base64 text that is sent, with the secret of this AccessKeyId.",
    },
  );
}

function bucketOf(exchange: Exchange, principal: SigningKey["principal"]): string {
  const named = locate(exchange, principal).find(({ key }) => key === "");
  if (named) return named.realBucket;
  throw invalidArgument("URI", exchange.path, "A form is sent to the bucket itself; the key is one of its fields.");
}
