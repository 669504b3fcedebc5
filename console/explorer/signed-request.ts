import { type ProductCode, products } from "../../src/contract/operation.ts";
import {
  acs3CanonicalRequest,
  acs3Parts,
  acs3StringToSign,
  parseAcs3Authorization,
  signAcs3,
} from "../../src/signing/acs3.ts";
import { canonicalQuery } from "../../src/signing/canonical-query.ts";
import type { Hashes } from "../../src/signing/hashes.ts";
import { type Pair, percentEncode } from "../../src/signing/percent-encode.ts";
import { rpcV1StringToSign, signRpcV1 } from "../../src/signing/rpc-v1.ts";

/** A call as a client would make it. */
export interface ClientCall {
  readonly product: ProductCode;
  readonly action: string;
  readonly parameters: Readonly<Record<string, string>>;
  /** The server's API address. */
  readonly endpoint: string;
}

/** What each client makes up itself. */
export interface SigningChoices {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  /** `2026-11-24T12:00:00Z` */
  readonly time: string;
  readonly nonce: string;
  /** Where the parameters are sent. */
  readonly place: "body" | "query";
}

export type StepId =
  | "bodyHash"
  | "canonicalRequest"
  | "requestHash"
  | "sortedParameters"
  | "stringToSign"
  | "signature"
  | "authorization"
  | "signatureParameter";

export interface SigningStep {
  readonly id: StepId;
  readonly text: string;
}

export interface SignedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly Pair[];
  readonly body: string;
  /** How its signature comes about, in this order. */
  readonly steps: readonly SigningStep[];
}

export type SignatureScheme = "acs3" | "v1";

export const signRequest: Readonly<
  Record<SignatureScheme, (hashes: Hashes, call: ClientCall, choices: SigningChoices) => SignedRequest>
> = { acs3: signWithAcs3, v1: signWithV1 };

const formType = "application/x-www-form-urlencoded";

const encodePairs = (pairs: readonly Pair[]): string =>
  pairs.map(([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`).join("&");

function signWithAcs3(hashes: Hashes, call: ClientCall, choices: SigningChoices): SignedRequest {
  const { accessKeyId, accessKeySecret: secret, time, nonce, place } = choices;
  const { host, base } = readEndpoint(call.endpoint);
  const pairs = Object.entries(call.parameters);
  const query = place === "query" ? pairs : [];
  const body = place === "body" ? encodePairs(pairs) : "";
  const bodySha256 = hashes.sha256Hex(body);
  const headers: Record<string, string> = {
    host,
    ...(body !== "" && { "content-type": formType }),
    "x-acs-action": call.action,
    "x-acs-content-sha256": bodySha256,
    "x-acs-date": time,
    "x-acs-signature-nonce": nonce,
    "x-acs-version": products[call.product].version,
  };
  const request = { method: "POST", path: "/", query, headers, bodySha256 };
  const authorization = signAcs3(hashes, { accessKeyId, secret }, request);
  const signed = parseAcs3Authorization(authorization);
  if (typeof signed === "string") throw new Error(`An AccessKey ID cannot be “${accessKeyId}”.`);
  const canonicalRequest = acs3CanonicalRequest(acs3Parts(request, signed.signedHeaders));
  return {
    method: "POST",
    url: withQuery(base, canonicalQuery(query)),
    headers: [...Object.entries(headers), ["Authorization", authorization]],
    body,
    steps: [
      { id: "bodyHash", text: bodySha256 },
      { id: "canonicalRequest", text: canonicalRequest },
      { id: "requestHash", text: hashes.sha256Hex(canonicalRequest) },
      { id: "stringToSign", text: acs3StringToSign(hashes, canonicalRequest) },
      { id: "signature", text: signed.signature },
      { id: "authorization", text: `Authorization: ${authorization}` },
    ],
  };
}

function signWithV1(hashes: Hashes, call: ClientCall, choices: SigningChoices): SignedRequest {
  const { accessKeyId, accessKeySecret, time, nonce, place } = choices;
  const { host, base } = readEndpoint(call.endpoint);
  const parameters: readonly Pair[] = Object.entries({
    ...call.parameters,
    AccessKeyId: accessKeyId,
    Action: call.action,
    Format: "JSON",
    SignatureMethod: "HMAC-SHA1",
    SignatureNonce: nonce,
    SignatureVersion: "1.0",
    Timestamp: time,
    Version: products[call.product].version,
  });
  const stringToSign = rpcV1StringToSign("POST", parameters);
  const signature = signRpcV1(hashes, accessKeySecret, "HMAC-SHA1", stringToSign);
  const sorted = canonicalQuery(parameters);
  const sent = `${sorted}&Signature=${percentEncode(signature)}`;
  return {
    method: "POST",
    url: withQuery(base, place === "query" ? sent : ""),
    headers: [["host", host], ...(place === "body" ? [["content-type", formType] as const] : [])],
    body: place === "body" ? sent : "",
    steps: [
      { id: "sortedParameters", text: sorted },
      { id: "stringToSign", text: stringToSign },
      { id: "signature", text: signature },
      { id: "signatureParameter", text: `Signature=${percentEncode(signature)}` },
    ],
  };
}

const withQuery = (base: string, query: string): string => (query === "" ? base : `${base}?${query}`);

function readEndpoint(endpoint: string): { readonly host: string; readonly base: string } {
  const [, host] = /^https?:\/\/([^/?#\s]+)/.exec(endpoint) ?? [];
  if (host === undefined) throw new Error(`${endpoint} is not an http(s) address.`);
  return { host, base: `${endpoint.replace(/\/$/, "")}/` };
}
