import type { Principal } from "../contract/principal.ts";
import { nodeHashes } from "../identity/hashes.ts";
import type { KeyRing, SigningKey } from "../identity/key-ring.ts";
import { hashToken } from "../identity/sessions.ts";
import { tellSentences } from "../reference/chinese/tell-error.ts";
import { explainOssMismatch } from "../signing/explain-oss-mismatch.ts";
import { sameText } from "../signing/hashes.ts";
import { isProblem, type OssRequest } from "../signing/oss-request.ts";
import { type OssSignature, readOssSignature, verifyOssSignature } from "../signing/oss-signature.ts";
import { accessDenied, invalidArgument, OssError } from "./errors.ts";
import type { Exchange } from "./exchange.ts";
import { type Candidate, locate } from "./locate.ts";

/** Who signed, and which reading of the target was meant. */
export interface Signed {
  readonly principal: Principal;
  readonly resource: Candidate;
}

/** Key, token, time, signature: what fails first is answered. */
export async function authenticate(exchange: Exchange): Promise<Signed> {
  const { parts, now } = exchange;
  const request: OssRequest = { method: exchange.method, query: exchange.query, headers: exchange.request.headers };
  const signature = readOssSignature(request);
  if (!signature) {
    throw accessDenied("You have no right to access this object because of bucket acl.", {
      diagnosis: "The request is not signed. Nothing in this store is public: sign it, or use a signed URL.",
    });
  }
  if (isProblem(signature)) throw problemError(signature);
  const key = await findKey(parts.keys, signature.accessKeyId, signature.securityToken, now);
  checkTime(signature, now, parts.settings.clockWindowMs);
  const candidates = locate(exchange, key.principal);
  const verdict = verifyOssSignature(nodeHashes, key.secret, request, signature, candidates);
  if (verdict.ok) {
    if (!key.token) parts.lastUsed.touch(key.accessKeyId, now);
    return { principal: key.principal, resource: verdict.resource };
  }
  const { cause, advice } = explainOssMismatch(nodeHashes, key.secret, request, signature, candidates, [
    ...parts.settings.ownHosts,
  ]);
  throw new OssError(
    403,
    "SignatureDoesNotMatch",
    "The request signature we calculated does not match the signature you provided. Check your key and signing method.",
    {
      ec: "0002-00000040",
      extras: {
        OSSAccessKeyId: signature.accessKeyId,
        SignatureProvided: signature.signature,
        StringToSign: verdict.stringToSign,
        ...(verdict.canonicalRequest === undefined ? {} : { CanonicalRequest: verdict.canonicalRequest }),
      },
      diagnosis: tellSentences(cause, advice),
    },
  );
}

function problemError({ problem, name }: { problem: "malformed" | "repeated" | "several"; name: string }): OssError {
  if (name === "x-oss-date" || name === "Date") {
    return accessDenied("OSS authentication requires a valid Date.", { ec: "0002-00000203" });
  }
  const texts = {
    malformed: `${name} cannot be read.`,
    repeated: `${name} comes more than once.`,
    several: "The request is signed in several ways. Sign it in one.",
  };
  if (name === "x-oss-expires") {
    return new OssError(400, "InvalidArgument", "x-oss-expires must be 1 to 604800 seconds.", { ec: "0002-00000232" });
  }
  const isHeader = name === "Authorization" && problem === "malformed";
  return invalidArgument(name, "", texts[problem], isHeader ? { diagnosis: takenVersions } : {});
}

const takenVersions =
  "Authorization is OSS, the AccessKey ID, a colon and the signature (version 1), or OSS4-HMAC-SHA256 with its fields (version 4). Version 2 (OSS2) is not served: choose another one in the client.";

/** What ids and tokens are made of. */
const accessKeyIdPattern = /^[\w.-]{1,128}$/;
const tokenPattern = /^[\w+/=-]{1,4096}$/;

/** The key behind an id and a token, when both go together. */
export async function findKey(
  keys: KeyRing,
  accessKeyId: string,
  token: string | undefined,
  now: number,
): Promise<SigningKey> {
  const extras = { OSSAccessKeyId: accessKeyId };
  const unknown = (diagnosis: string) =>
    new OssError(403, "InvalidAccessKeyId", "The OSS Access Key Id you provided does not exist in our records.", {
      ec: "0002-00000902",
      extras,
      diagnosis,
    });
  const key = accessKeyIdPattern.test(accessKeyId) ? await keys.find(accessKeyId) : undefined;
  if (!key) throw unknown("This server has no such AccessKey, or the key that a temporary one was made with is gone.");
  if (key.status !== "Active") throw unknown("The AccessKey is switched off.");
  if (!key.token) {
    if (token) throw unknown("A token was sent with a long-lived AccessKey, which has none.");
    return key;
  }
  if (!token) throw unknown("A temporary AccessKey counts only together with its security token.");
  if (!tokenPattern.test(token)) {
    throw new OssError(403, "InvalidSecurityToken", "The security token you provided is invalid.", {
      ec: "0002-00000006",
      diagnosis: "The token is not one that this server could have made: it was cut or changed on its way.",
    });
  }
  if (!sameText(hashToken(token), key.token.hash)) {
    throw new OssError(
      403,
      "AccessKeyIdAndSecurityTokenNotMatch",
      "The AccessKeyId and the SecurityToken you provided do not match.",
      { ec: "0002-00000008", extras, diagnosis: "Id and token come from two different credentials." },
    );
  }
  if (key.token.expiresAt <= now) {
    throw new OssError(403, "SecurityTokenExpired", "The security token you provided has expired.", {
      ec: "0002-00000007",
      diagnosis: "The temporary credential has reached its end. Renew it; an upload goes on with the new one.",
    });
  }
  return key;
}

function checkTime(signature: OssSignature, now: number, windowMs: number): void {
  const serverTime = new Date(now).toISOString();
  if ("expiresAt" in signature && now > signature.expiresAt) {
    throw accessDenied("Request has expired.", {
      ec: "0002-00000069",
      extras: { Expires: new Date(signature.expiresAt).toISOString(), ServerTime: serverTime },
    });
  }
  if (signature.scheme === "v1-url") return;
  if (signature.signedAt === undefined) {
    throw accessDenied("OSS authentication requires a valid Date.", { ec: "0002-00000203" });
  }
  const ahead = signature.signedAt - now;
  const isOld = -ahead > windowMs && signature.scheme !== "v4-url";
  if (!isOld && ahead <= windowMs) return;
  throw new OssError(
    403,
    "RequestTimeTooSkewed",
    "The difference between the request time and the current time is too large.",
    {
      ec: "0002-00000504",
      extras: {
        MaxAllowedSkewMilliseconds: String(windowMs),
        RequestTime: new Date(signature.signedAt).toISOString(),
        ServerTime: serverTime,
      },
      diagnosis: "The client's clock is wrong, or the request was signed long ago.",
    },
  );
}
