import { sortByName } from "./canonical-query.ts";
import { type Hashes, sameText } from "./hashes.ts";
import { type Pair, percentEncode } from "./percent-encode.ts";

/** The values of SignatureMethod that are served. */
export type RpcV1Algorithm = "HMAC-SHA1" | "HMAC-SHA256";

export interface RpcV1Request {
  readonly method: string;
  /** All parameters of query and body, decoded. Signature may be among them. */
  readonly parameters: readonly Pair[];
  readonly algorithm: RpcV1Algorithm;
}

export type RpcV1Verdict = { readonly ok: true } | { readonly ok: false; readonly stringToSign: string };

/** Signature version 1.0 of RPC calls: METHOD, the path and the sorted parameters, each encoded, joined by `&`. */
export function rpcV1StringToSign(method: string, parameters: readonly Pair[]): string {
  let canonical = "";
  for (const [name, value] of sortByName(parameters)) {
    if (name === "Signature") continue;
    canonical += `${canonical && "%26"}${encodeTwice(name)}%3D${encodeTwice(value)}`;
  }
  return `${method}&%2F&${canonical}`;
}

function encodeTwice(text: string): string {
  const once = percentEncode(text);
  return once === text ? text : once.replaceAll("%", "%25");
}

/** The base64 signature of a string to sign. */
export function signRpcV1(hashes: Hashes, secret: string, algorithm: RpcV1Algorithm, stringToSign: string): string {
  const key = `${secret}&`;
  return algorithm === "HMAC-SHA1"
    ? hashes.hmacSha1Base64(key, stringToSign)
    : hashes.hmacSha256Base64(key, stringToSign);
}

export function verifyRpcV1(hashes: Hashes, secret: string, request: RpcV1Request, signature: string): RpcV1Verdict {
  const stringToSign = rpcV1StringToSign(request.method, request.parameters);
  const expected = signRpcV1(hashes, secret, request.algorithm, stringToSign);
  return sameText(expected, signature) ? { ok: true } : { ok: false, stringToSign };
}
