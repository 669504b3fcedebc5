import { ApiError } from "../contract/errors.ts";
import type { Principal } from "../contract/principal.ts";
import { nodeHashes } from "../identity/hashes.ts";
import type { KeyRing, SigningKey } from "../identity/key-ring.ts";
import type { LastUsed } from "../identity/last-used.ts";
import type { NonceMemory, SignedNonce } from "../identity/nonces.ts";
import { hashToken } from "../identity/sessions.ts";
import { tellSentences } from "../reference/chinese/tell-error.ts";
import { type Acs3Request, parseAcs3Authorization, verifyAcs3 } from "../signing/acs3.ts";
import { explainAcs3Mismatch, explainRpcV1Mismatch } from "../signing/explain-rpc-mismatch.ts";
import { sameText } from "../signing/hashes.ts";
import { type RpcV1Algorithm, verifyRpcV1 } from "../signing/rpc-v1.ts";
import type { RpcRequest } from "./request.ts";

export interface AuthenticateParts {
  readonly keys: KeyRing;
  readonly nonces: NonceMemory;
  readonly lastUsed: LastUsed;
  readonly clockWindowMs: number;
  /** Under which hosts, with ports, clients know this server. */
  readonly ownHosts: readonly string[];
}

/** Who called, and the nonce that this call used up. */
export interface Authenticated {
  readonly principal: Principal;
  readonly nonce: SignedNonce;
}

/** What a signature scheme's request says, before it is believed. */
interface Claim {
  readonly accessKeyId: string;
  readonly token: string | undefined;
  readonly timestamp: string | undefined;
  readonly nonce: string | undefined;
  /** Throws when the signature does not hold. */
  verify(key: SigningKey): void;
}

const noBodySha256 = nodeHashes.sha256Hex("");
const noncePattern = /^\P{Cc}{1,128}$/u;

/** Key known, active, token, time, signature, and only then the nonce: an outsider cannot use nonces up. */
export async function authenticate(request: RpcRequest, parts: AuthenticateParts, now: number): Promise<Authenticated> {
  const claim = request.protocol === "acs3" ? readAcs3(request, parts) : readV2(request);
  const key = await parts.keys.find(claim.accessKeyId);
  if (!key) throw new ApiError("InvalidAccessKeyId.NotFound");
  if (key.status !== "Active") throw new ApiError("InvalidAccessKeyId.Inactive");
  checkToken(key, claim.token, now);
  const signedAt = readTime(claim.timestamp, now, parts.clockWindowMs);
  if (claim.nonce === undefined) throw new ApiError("MissingCommonParameter", { name: "SignatureNonce" });
  if (!noncePattern.test(claim.nonce)) throw new ApiError("InvalidCommonParameter", { name: "SignatureNonce" });
  claim.verify(key);
  if (!parts.nonces.use(claim.accessKeyId, claim.nonce, now)) throw new ApiError("SignatureNonceUsed");
  if (!key.token) parts.lastUsed.touch(claim.accessKeyId, now);
  return { principal: key.principal, nonce: { nonce: claim.nonce, signedAt } };
}

const header = (request: RpcRequest, name: string): string | undefined => {
  const value = request.headers[name];
  return typeof value === "string" && value !== "" ? value : undefined;
};

function readAcs3(request: RpcRequest, { ownHosts }: AuthenticateParts): Claim {
  const authorization = parseAcs3Authorization(header(request, "authorization") ?? "");
  if (authorization === "other-algorithm") throw new ApiError("InvalidSignatureMethod");
  if (authorization === "malformed") {
    throw new ApiError("IncompleteSignature", {
      detail: "",
      diagnosis: "The Authorization header must read ACS3-HMAC-SHA256 Credential=…,SignedHeaders=…,Signature=….",
    });
  }
  const signed: Acs3Request = {
    ...request,
    bodySha256: request.body.length === 0 ? noBodySha256 : nodeHashes.sha256Hex(request.body),
  };
  return {
    accessKeyId: authorization.accessKeyId,
    token: header(request, "x-acs-security-token"),
    timestamp: header(request, "x-acs-date"),
    nonce: header(request, "x-acs-signature-nonce"),
    verify(key) {
      const verdict = verifyAcs3(nodeHashes, key.secret, signed, authorization);
      if (verdict.ok) return;
      if (verdict.reason !== "mismatch") {
        const what =
          verdict.reason === "unsigned-header" ? "is sent and not signed" : "is listed as signed and did not arrive";
        throw new ApiError("IncompleteSignature", {
          detail: verdict.stringToSign,
          diagnosis: `The header ${verdict.header} ${what}.`,
        });
      }
      const hints = { ownHosts, form: request.form };
      const { cause, advice } = explainAcs3Mismatch(nodeHashes, key.secret, signed, authorization, hints);
      const detail = `server StringToSign is [${verdict.stringToSign}] server CanonicalRequest is [${verdict.canonicalRequest}]`;
      throw new ApiError("SignatureDoesNotMatch.V3", { detail, diagnosis: tellSentences(cause, advice) });
    },
  };
}

const algorithms: readonly RpcV1Algorithm[] = ["HMAC-SHA1", "HMAC-SHA256"];

function readV2(request: RpcRequest): Claim {
  const { parameters } = request;
  const need = (name: string): string => {
    const value = parameters.get(name);
    if (value === undefined || value === "") throw new ApiError("MissingCommonParameter", { name });
    return value;
  };
  const accessKeyId = need("AccessKeyId");
  const signature = need("Signature");
  const method = need("SignatureMethod");
  const algorithm = algorithms.find((name) => name === method);
  if (!algorithm) throw new ApiError("InvalidSignatureMethod");
  if (need("SignatureVersion") !== "1.0") throw new ApiError("InvalidCommonParameter", { name: "SignatureVersion" });
  const signed = { method: request.method, parameters: [...request.query, ...request.form], algorithm };
  return {
    accessKeyId,
    token: parameters.get("SecurityToken"),
    timestamp: parameters.get("Timestamp"),
    nonce: parameters.get("SignatureNonce"),
    verify(key) {
      const verdict = verifyRpcV1(nodeHashes, key.secret, signed, signature);
      if (verdict.ok) return;
      const { cause, advice } = explainRpcV1Mismatch(nodeHashes, key.secret, signed, signature);
      throw new ApiError("SignatureDoesNotMatch", {
        detail: verdict.stringToSign,
        diagnosis: tellSentences(cause, advice),
      });
    },
  };
}

function checkToken(key: SigningKey, token: string | undefined, now: number): void {
  if (!key.token) {
    if (token) throw new ApiError("InvalidSecurityToken.Malformed");
    return;
  }
  if (!token) throw new ApiError("MissingSecurityToken");
  if (!sameText(hashToken(token), key.token.hash)) throw new ApiError("InvalidSecurityToken.MismatchWithAccessKey");
  if (key.token.expiresAt <= now) throw new ApiError("InvalidSecurityToken.Expired");
}

const timePattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?Z$/;

/** In epoch milliseconds. */
function readTime(timestamp: string | undefined, now: number, windowMs: number): number {
  if (timestamp === undefined) throw new ApiError("MissingCommonParameter", { name: "Timestamp" });
  const at = timePattern.test(timestamp) ? Date.parse(timestamp) : Number.NaN;
  if (Number.isNaN(at)) throw new ApiError("InvalidTimeStamp.Format");
  const apart = Math.abs(at - now);
  if (apart <= windowMs) return at;
  throw new ApiError("InvalidTimeStamp.Expired", {
    diagnosis: `The request is dated ${timestamp}, ${Math.round(apart / 1000)} s ${at < now ? "before" : "after"} the server's time ${new Date(now).toISOString()}; at most ${Math.round(windowMs / 1000)} s are accepted. Set the client's clock, or sign the request again.`,
  });
}
