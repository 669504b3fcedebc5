import { products } from "../../src/contract/operation.ts";
import { nodeHashes } from "../../src/identity/hashes.ts";
import { operations } from "../../src/operations/index.gen.ts";
import { signAcs3 } from "../../src/signing/acs3.ts";
import { type Pair, parseQuery, percentEncode } from "../../src/signing/percent-encode.ts";
import { rpcV1StringToSign, signRpcV1 } from "../../src/signing/rpc-v1.ts";
import type { Credential } from "../object-door.ts";
import { type Header, headerText, type RawRequest, rawRequest } from "./raw-request.ts";

/** How a call travels: by which method, where its parameters are, and how it is signed. */
export interface Carrier {
  readonly method: "GET" | "POST";
  readonly place: "query" | "form" | "split" | "json";
  readonly scheme: "ACS3" | "HMAC-SHA1" | "HMAC-SHA256";
}

export const carriers: readonly [Carrier, ...Carrier[]] = [
  { method: "GET", place: "query", scheme: "HMAC-SHA1" },
  { method: "GET", place: "query", scheme: "HMAC-SHA256" },
  { method: "GET", place: "query", scheme: "ACS3" },
  { method: "POST", place: "query", scheme: "HMAC-SHA1" },
  { method: "POST", place: "form", scheme: "HMAC-SHA1" },
  { method: "POST", place: "form", scheme: "HMAC-SHA256" },
  { method: "POST", place: "split", scheme: "HMAC-SHA1" },
  { method: "POST", place: "query", scheme: "ACS3" },
  { method: "POST", place: "form", scheme: "ACS3" },
  { method: "POST", place: "split", scheme: "ACS3" },
  { method: "POST", place: "json", scheme: "ACS3" },
];

/** A call before it is signed. */
export interface CallDraft {
  readonly action: string;
  readonly version: string;
  readonly parameters: readonly Pair[];
  readonly carrier: Carrier;
  readonly format: "JSON" | "XML" | undefined;
  readonly host: string;
  readonly credential: Credential;
  /** Common parameters, or headers of their meaning, with other values than they should have. */
  readonly common?: Readonly<Record<string, string>>;
  /** Instead of the parameters as JSON. */
  readonly jsonBody?: string;
  readonly signedAt?: number;
}

let count = 0;

/** The call with a time and a nonce of its own, signed. */
export function signCall(draft: CallDraft): RawRequest {
  return draft.carrier.scheme === "ACS3" ? signWithHeaders(draft) : signWithParameters(draft);
}

const utcSecond = (time: number): string => `${new Date(time).toISOString().slice(0, 19)}Z`;
const formatQuery = (pairs: readonly Pair[]): string =>
  pairs.map(([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`).join("&");
const formType = "application/x-www-form-urlencoded";

/** What goes into the query and what into the body. */
function divide(pairs: readonly Pair[], place: Carrier["place"]): { query: readonly Pair[]; body: readonly Pair[] } {
  if (place === "query") return { query: pairs, body: [] };
  if (place === "split") return { query: pairs.filter((_, i) => i % 2), body: pairs.filter((_, i) => i % 2 === 0) };
  return { query: [], body: pairs };
}

function signWithParameters(draft: CallDraft): RawRequest {
  const { action, version, parameters, carrier, format, credential, host } = draft;
  const common = {
    Action: action,
    Version: version,
    ...(format === undefined ? {} : { Format: format }),
    AccessKeyId: credential.accessKeyId,
    SignatureMethod: carrier.scheme,
    SignatureVersion: "1.0",
    SignatureNonce: `hostile-${process.pid}-${count++}`,
    Timestamp: utcSecond(draft.signedAt ?? Date.now()),
    ...draft.common,
  };
  const pairs: Pair[] = [...Object.entries(common), ...parameters];
  const text = rpcV1StringToSign(carrier.method, pairs);
  const algorithm = carrier.scheme === "HMAC-SHA256" ? "HMAC-SHA256" : "HMAC-SHA1";
  pairs.push(["Signature", signRpcV1(nodeHashes, credential.accessKeySecret, algorithm, text)]);
  const { query, body } = divide(pairs, carrier.place);
  const target = query.length === 0 ? "/" : `/?${formatQuery(query)}`;
  const headers: Header[] = [["Host", host]];
  if (carrier.method === "GET") return rawRequest("GET", target, headers);
  return rawRequest("POST", target, [...headers, ["Content-Type", formType]], formatQuery(body));
}

function signWithHeaders(draft: CallDraft): RawRequest {
  const { carrier, credential } = draft;
  const common = Object.fromEntries(
    Object.entries(draft.common ?? {}).map(([name, value]) => [name, headerText(value)]),
  );
  const { target, body } = placeParameters(draft);
  const bodySha256 = nodeHashes.sha256Hex(body ?? "");
  const headers = {
    host: draft.host,
    "x-acs-action": headerText(draft.action),
    "x-acs-version": headerText(draft.version),
    "x-acs-date": common.Timestamp ?? utcSecond(draft.signedAt ?? Date.now()),
    "x-acs-signature-nonce": common.SignatureNonce ?? `hostile-${process.pid}-${count++}`,
    "x-acs-content-sha256": bodySha256,
    ...(common.SecurityToken === undefined ? {} : { "x-acs-security-token": common.SecurityToken }),
    ...(body === undefined ? {} : { "content-type": carrier.place === "json" ? "application/json" : formType }),
  };
  const key = { accessKeyId: common.AccessKeyId ?? credential.accessKeyId, secret: credential.accessKeySecret };
  const query = parseQuery(target.slice(2)) ?? [];
  const authorization = signAcs3(nodeHashes, key, { method: carrier.method, path: "/", query, headers, bodySha256 });
  return rawRequest(carrier.method, target, [...Object.entries(headers), ["Authorization", authorization]], body);
}

function placeParameters({ parameters, carrier, format, jsonBody }: CallDraft): { target: string; body?: string } {
  const asked: readonly Pair[] = format === undefined ? [] : [["Format", format]];
  const { query, body } = divide(parameters, carrier.place);
  const pairs = [...asked, ...query];
  const target = pairs.length === 0 ? "/" : `/?${formatQuery(pairs)}`;
  if (carrier.method === "GET") return { target };
  const json = () => jsonBody ?? JSON.stringify(Object.fromEntries(body));
  return { target, body: carrier.place === "json" ? json() : formatQuery(body) };
}

/** A call whose answer is known, by what it is about. */
export interface CallTemplate {
  readonly action: string;
  readonly version: string;
  readonly parameters: readonly Pair[];
  /** Whether it answers the same each time, save for ids, times and signatures. */
  readonly isStable: boolean;
}

/** Every served operation under each of its versions, with the parameters of its examples. */
export const exampleCalls = (): CallTemplate[] =>
  operations.flatMap(({ name, products: codes, examples }) =>
    codes.flatMap((code) =>
      examples.map(({ input }) => ({
        action: name,
        version: products[code].version,
        parameters: Object.entries(input).map(([field, value]): Pair => [field, String(value)]),
        isStable: false,
      })),
    ),
  );
