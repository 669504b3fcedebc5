import { canonicalQuery } from "./canonical-query.ts";
import { type Hashes, sameText } from "./hashes.ts";
import { type HeaderRecord, headerValue, inOrder, parseFields } from "./headers.ts";
import { type Pair, percentEncode } from "./percent-encode.ts";

const algorithm = "ACS3-HMAC-SHA256";

export interface Acs3Request {
  readonly method: string;
  /** As on the wire, without the query. */
  readonly path: string;
  /** The decoded parameters of the query. Those of a form count through the body's hash only. */
  readonly query: readonly Pair[];
  readonly headers: HeaderRecord;
  /** Lower-case hex of the SHA-256 of the body's exact bytes, computed by the verifier itself. */
  readonly bodySha256: string;
}

/** What an Authorization header of this scheme says. */
export interface Acs3Authorization {
  readonly accessKeyId: string;
  /** Lower case, sorted. */
  readonly signedHeaders: readonly string[];
  readonly signature: string;
}

/** The two texts that a client can compare with its own. */
interface Acs3Canonical {
  readonly canonicalRequest: string;
  readonly stringToSign: string;
}

/** Everything in a canonical request, in its order. */
export interface Acs3Parts {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly headerLines: string;
  readonly signedHeaders: string;
  readonly payload: string;
}

export type Acs3Verdict =
  | { readonly ok: true }
  | (Acs3Canonical & { readonly ok: false; readonly reason: "mismatch" })
  /** A header that must be signed is not, or nothing matches and one that is listed as signed did not arrive. */
  | (Acs3Canonical & {
      readonly ok: false;
      readonly reason: "unsigned-header" | "absent-header";
      readonly header: string;
    });

/** Reads the header; "other-algorithm" stands for the scheme's SM3 and RSA variants. */
export function parseAcs3Authorization(text: string): Acs3Authorization | "other-algorithm" | "malformed" {
  const space = text.indexOf(" ");
  const name = space < 0 ? text : text.slice(0, space);
  if (name !== algorithm) return name.startsWith("ACS3-") ? "other-algorithm" : "malformed";
  const fields = parseFields(text.slice(space + 1));
  const accessKeyId = fields?.get("Credential");
  const headerNames = fields?.get("SignedHeaders");
  const signature = fields?.get("Signature");
  if (!accessKeyId || !headerNames || !signature) return "malformed";
  const signedHeaders = knownLists.get(headerNames) ?? readHeaderNames(headerNames);
  return signedHeaders ? { accessKeyId, signedHeaders, signature } : "malformed";
}

const maxKnownLists = 200;
const maxKnownLength = 1000;
/** Clients send few different lists; names that were looked up before are found in headers several times faster. */
const knownLists = new Map<string, readonly string[]>();

function readHeaderNames(text: string): readonly string[] | undefined {
  const names = inOrder(text.toLowerCase().split(";"));
  if (names.some((name, i) => name === names[i - 1])) return undefined;
  if (knownLists.size >= maxKnownLists) knownLists.clear();
  if (text.length <= maxKnownLength) knownLists.set(text, names);
  return names;
}

/** Verifies all that can be known from request and secret; time and nonce are the caller's. */
export function verifyAcs3(
  hashes: Hashes,
  secret: string,
  request: Acs3Request,
  authorization: Acs3Authorization,
): Acs3Verdict {
  const { signedHeaders, signature } = authorization;
  const parts = acs3Parts(request, signedHeaders);
  const canonical = toCanonical(hashes, parts);
  const header = findUnsigned(request.headers, signedHeaders);
  if (header) return { ok: false, reason: "unsigned-header", header, ...canonical };
  if (sameText(hashes.hmacSha256Hex(secret, canonical.stringToSign), signature)) return { ok: true };
  if (matchesWithPlainNames(hashes, secret, request, parts, signature)) return { ok: true };
  const absent = signedHeaders.find((name) => headerValue(request.headers, name) === undefined);
  return absent === undefined
    ? { ok: false, reason: "mismatch", ...canonical }
    : { ok: false, reason: "absent-header", header: absent, ...canonical };
}

/** The Authorization header of a request whose other headers are complete. */
export function signAcs3(
  hashes: Hashes,
  key: { readonly accessKeyId: string; readonly secret: string },
  request: Acs3Request,
): string {
  const signedHeaders = Object.keys(request.headers)
    .filter((name) => mustBeSigned(name) && headerValue(request.headers, name) !== undefined)
    .sort();
  const { stringToSign } = toCanonical(hashes, acs3Parts(request, signedHeaders));
  const signature = hashes.hmacSha256Hex(key.secret, stringToSign);
  return `${algorithm} Credential=${key.accessKeyId},SignedHeaders=${signedHeaders.join(";")},Signature=${signature}`;
}

export function acs3Parts(request: Acs3Request, signedHeaders: readonly string[]): Acs3Parts {
  let headerLines = "";
  for (const name of signedHeaders) headerLines += `${name}:${headerValue(request.headers, name) ?? ""}\n`;
  return {
    method: request.method,
    path: request.path || "/",
    query: canonicalQuery(request.query),
    headerLines,
    signedHeaders: signedHeaders.join(";"),
    payload: request.bodySha256,
  };
}

export const acs3CanonicalRequest = (parts: Acs3Parts): string =>
  `${parts.method}\n${parts.path}\n${parts.query}\n${parts.headerLines}\n${parts.signedHeaders}\n${parts.payload}`;

export const acs3StringToSign = (hashes: Hashes, canonicalRequest: string): string =>
  `${algorithm}\n${hashes.sha256Hex(canonicalRequest)}`;

function toCanonical(hashes: Hashes, parts: Acs3Parts): Acs3Canonical {
  const canonicalRequest = acs3CanonicalRequest(parts);
  return { canonicalRequest, stringToSign: acs3StringToSign(hashes, canonicalRequest) };
}

const mustBeSigned = (name: string): boolean => name.startsWith("x-acs-") || name === "host" || name === "content-type";

function findUnsigned(headers: HeaderRecord, signedHeaders: readonly string[]): string | undefined {
  for (const name in headers) {
    if (mustBeSigned(name) && headers[name] !== undefined && !signedHeaders.includes(name)) return name;
  }
  return signedHeaders.includes("host") ? undefined : "host";
}

const ambiguousInPlain = /[&=%\n]/;

/** Alibaba's TypeScript core signs the names of parameters as they are, the documented way encodes them. */
function matchesWithPlainNames(
  hashes: Hashes,
  secret: string,
  request: Acs3Request,
  parts: Acs3Parts,
  signature: string,
): boolean {
  if (request.query.some(([name]) => ambiguousInPlain.test(name))) return false;
  const query = canonicalQuery(request.query, (name) => name, percentEncode);
  if (query === parts.query) return false;
  const { stringToSign } = toCanonical(hashes, { ...parts, query });
  return sameText(hashes.hmacSha256Hex(secret, stringToSign), signature);
}
