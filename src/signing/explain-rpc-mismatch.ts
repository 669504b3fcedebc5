import {
  type Acs3Authorization,
  type Acs3Parts,
  type Acs3Request,
  acs3CanonicalRequest,
  acs3Parts,
  acs3StringToSign,
} from "./acs3.ts";
import { canonicalQuery } from "./canonical-query.ts";
import {
  type Explanation,
  firstFit,
  leftOut,
  maxSearchedLength,
  otherContentTypes,
  otherHosts,
  otherMethods,
  secretVariations,
  type Variation,
  wrongEncodings,
  wrongSecret,
} from "./explain-mismatch.ts";
import { type Hashes, sameText } from "./hashes.ts";
import { headerValue } from "./headers.ts";
import { type Pair, percentEncode } from "./percent-encode.ts";
import { type RpcV1Algorithm, type RpcV1Request, rpcV1StringToSign, signRpcV1 } from "./rpc-v1.ts";

interface RpcV1Parts {
  readonly method: string;
  /** The sorted and encoded parameters. */
  readonly canonical: string;
}

/** Tries the usual mistakes on a V2 call whose signature did not match and names the one that explains it. */
export function explainRpcV1Mismatch(
  hashes: Hashes,
  secret: string,
  request: RpcV1Request,
  signature: string,
): Explanation {
  const { method, algorithm } = request;
  const stringToSign = rpcV1StringToSign(method, request.parameters);
  const fits = (text: string, key = secret, by = algorithm): boolean =>
    sameText(signRpcV1(hashes, key, by, text), signature);
  if (stringToSign.length > maxSearchedLength) return wrongSecret;
  const parameters = request.parameters.filter(([name]) => name !== "Signature");
  const accessKeyId = parameters.find(([name]) => name === "AccessKeyId")?.[1] ?? "";
  const parts: RpcV1Parts = { method, canonical: canonicalQuery(parameters) };
  return (
    explainRpcV1Form(hashes, secret, request, stringToSign, signature) ??
    firstFit(secretVariations(secret, accessKeyId), (row) => fits(stringToSign, row.secret)) ??
    firstFit(otherMethods(method), ({ change }) => fits(joinRpcV1({ ...parts, ...change }))) ??
    firstFit(rpcV1Variations(method, parameters, parts.canonical), ({ change }) => fits(change.text)) ??
    wrongSecret
  );
}

const joinRpcV1 = ({ method, canonical }: RpcV1Parts): string => `${method}&%2F&${percentEncode(canonical)}`;

const otherAlgorithm: Readonly<Record<RpcV1Algorithm, RpcV1Algorithm>> = {
  "HMAC-SHA1": "HMAC-SHA256",
  "HMAC-SHA256": "HMAC-SHA1",
};

/** Mistakes after the string to sign: key, algorithm, and how the signature travelled. */
function explainRpcV1Form(
  hashes: Hashes,
  secret: string,
  { algorithm }: RpcV1Request,
  stringToSign: string,
  signature: string,
): Explanation | undefined {
  const other = otherAlgorithm[algorithm];
  const bareKey = algorithm === "HMAC-SHA1" ? hashes.hmacSha1Base64 : hashes.hmacSha256Base64;
  const expected = signRpcV1(hashes, secret, algorithm, stringToSign);
  const rows: (Explanation & { readonly made: string; readonly sent?: string })[] = [
    {
      made: expected,
      sent: signature.trim().replaceAll(" ", "+"),
      cause: "The signature is right, but its + signs arrived as blanks.",
      advice: "Percent-encode the Signature parameter when it is sent: + is %2B, / is %2F, = is %3D.",
    },
    {
      made: percentEncode(expected),
      cause: "The signature is right, but it was percent-encoded twice when it was sent.",
      advice: "Percent-encode the Signature parameter once.",
    },
    {
      made: bareKey(secret, stringToSign),
      cause: "The client signs with the plain AccessKey secret.",
      advice: "In this signature version the key is the secret followed by one & sign.",
    },
    {
      made: signRpcV1(hashes, secret, other, stringToSign),
      cause: `The request names ${algorithm} as SignatureMethod, and the signature was made with ${other}.`,
      advice: "Name in SignatureMethod what the client uses.",
    },
  ];
  return firstFit(rows, ({ made, sent = signature }) => sameText(made, sent));
}

function* rpcV1Variations(
  method: string,
  parameters: readonly Pair[],
  canonical: string,
): Generator<Explanation & { readonly change: { readonly text: string } }> {
  for (const { encode, cause, advice } of wrongEncodings) {
    const joined = canonicalQuery(parameters, encode);
    yield { cause, advice, change: { text: joinRpcV1({ method, canonical: joined }) } };
    yield { cause, advice, change: { text: `${method}&%2F&${encode(joined)}` } };
  }
  yield {
    change: { text: `${method}&%2F&${canonical}` },
    cause: "The sorted parameters went into the string to sign without being encoded as a whole.",
    advice: "Percent-encode the joined parameters once more: the string to sign holds %3D and %26 for their = and &.",
  };
  yield {
    change: { text: `${method}&/&${percentEncode(canonical)}` },
    cause: "The path went into the string to sign as / instead of %2F.",
    advice: "Begin the string to sign with the method, &%2F& and the encoded parameters.",
  };
  for (const { canonical: text, cause, advice } of wrongOrders(parameters)) {
    yield { cause, advice, change: { text: joinRpcV1({ method, canonical: text }) } };
  }
  for (const { others, cause, advice } of leftOut(parameters)) {
    yield { cause, advice, change: { text: rpcV1StringToSign(method, others) } };
  }
}

function wrongOrders(parameters: readonly Pair[]): (Explanation & { readonly canonical: string })[] {
  const join = (pairs: readonly Pair[]): string =>
    pairs.map(([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`).join("&");
  const folded = (pair: Pair): string => pair[0].toLowerCase();
  const ignoringCase = [...parameters].sort((a, b) => (folded(a) < folded(b) ? -1 : Number(folded(a) > folded(b))));
  const advice = "Sort the parameters by name in byte order, all upper-case letters before all lower-case ones.";
  return [
    { canonical: join(parameters), cause: "The parameters were signed unsorted.", advice },
    { canonical: join(ignoringCase), cause: "The parameters were sorted without regard to case.", advice },
  ];
}

/** What helps to recognise how the request changed on its way. */
export interface Acs3Hints {
  /** Under which hosts, with ports, this server is known to clients. */
  readonly ownHosts?: readonly string[];
  /** The decoded parameters of a form body. */
  readonly form?: readonly Pair[];
}

/** Tries the usual mistakes on a V3 call whose signature did not match and names the one that explains it. */
export function explainAcs3Mismatch(
  hashes: Hashes,
  secret: string,
  request: Acs3Request,
  authorization: Acs3Authorization,
  hints: Acs3Hints = {},
): Explanation {
  const parts = acs3Parts(request, authorization.signedHeaders);
  const canonicalRequest = acs3CanonicalRequest(parts);
  if (canonicalRequest.length > maxSearchedLength) return wrongSecret;
  const fitsText = (text: string, key = secret): boolean =>
    sameText(hashes.hmacSha256Hex(key, acs3StringToSign(hashes, text)), authorization.signature);
  const fits = ({ change }: Variation<Acs3Parts>): boolean => fitsText(acs3CanonicalRequest({ ...parts, ...change }));
  return (
    explainAcs3Form(hashes, secret, canonicalRequest, authorization.signature) ??
    firstFit(secretVariations(secret, authorization.accessKeyId), (row) => fitsText(canonicalRequest, row.secret)) ??
    firstFit(payloadVariations(hashes, request), fits) ??
    firstFit(headerVariations(request, authorization.signedHeaders, hints.ownHosts ?? []), fits) ??
    firstFit(queryVariations(request.query, hints.form ?? []), fits) ??
    firstFit(otherMethods(request.method), fits) ??
    wrongSecret
  );
}

/** Mistakes around a canonical request that is right. */
function explainAcs3Form(
  hashes: Hashes,
  secret: string,
  canonicalRequest: string,
  signature: string,
): Explanation | undefined {
  const stringToSign = acs3StringToSign(hashes, canonicalRequest);
  const rows: (Explanation & { readonly made: string })[] = [
    {
      made: hashes.hmacSha256Hex(secret, stringToSign).toUpperCase(),
      cause: "The signature is right, but written in upper case.",
      advice: "Write the signature as hex in lower case.",
    },
    {
      made: hashes.hmacSha256Base64(secret, stringToSign),
      cause: "The signature is right, but written in base64.",
      advice: "Write the signature as hex in lower case.",
    },
    {
      made: hashes.hmacSha256Hex(`${secret}&`, stringToSign),
      cause: "The client signs with the secret followed by an & sign, as signature version 1.0 wants it.",
      advice: "In this scheme the key is the plain AccessKey secret.",
    },
    {
      made: hashes.hmacSha256Hex(secret, canonicalRequest),
      cause: "The canonical request itself was signed.",
      advice: "Sign two lines: ACS3-HMAC-SHA256, and the SHA-256 of the canonical request as hex.",
    },
  ];
  return firstFit(rows, ({ made }) => sameText(made, signature));
}

function* payloadVariations(hashes: Hashes, { headers }: Acs3Request): Generator<Variation<Acs3Parts>> {
  const advice = "Hash the exact bytes that are sent as the body, and send the same hash as x-acs-content-sha256.";
  const claimed = headerValue(headers, "x-acs-content-sha256");
  if (claimed) {
    const cause =
      "The body that arrived is not the one that was signed: x-acs-content-sha256 is the hash of other bytes.";
    yield { change: { payload: claimed }, cause, advice };
  }
  const cause = "The signature was made for an empty body, and the request has one.";
  yield { change: { payload: hashes.sha256Hex("") }, cause, advice };
  yield { change: { payload: "" }, cause: "The signature was made without the hash of the body.", advice };
}

function* headerVariations(
  request: Acs3Request,
  signedHeaders: readonly string[],
  ownHosts: readonly string[],
): Generator<Variation<Acs3Parts>> {
  const linesWith = (name: string, value: string): string =>
    acs3Parts({ ...request, headers: { ...request.headers, [name]: value } }, signedHeaders).headerLines;
  for (const { host, cause, advice } of otherHosts(headerValue(request.headers, "host") ?? "", ownHosts)) {
    yield { cause, advice, change: { headerLines: linesWith("host", host) } };
  }
  const contentType = headerValue(request.headers, "content-type");
  for (const row of otherContentTypes(contentType)) {
    yield { cause: row.cause, advice: row.advice, change: { headerLines: linesWith("content-type", row.contentType) } };
  }
  const { headerLines } = acs3Parts(request, signedHeaders);
  yield {
    change: { headerLines: headerLines.replace(/^([^:]*):/gm, "$1: ") },
    cause: "The header lines were signed with a blank after the colon.",
    advice: "Write each signed header as name:value with nothing between.",
  };
  yield {
    change: { headerLines: headerLines.slice(0, -1) },
    cause: "The empty line after the header lines is missing in the canonical request.",
    advice: "End each header line with a line break, the last one too, and join the parts with one more.",
  };
  yield {
    change: { headerLines: headerLines.replace(/[ \t]+/g, " ") },
    cause: "Blanks inside header values were folded before signing.",
    advice: "Trim header values at their ends only.",
  };
}

function* queryVariations(query: readonly Pair[], form: readonly Pair[]): Generator<Variation<Acs3Parts>> {
  for (const { encode, cause, advice } of wrongEncodings) {
    yield { cause, advice, change: { query: canonicalQuery(query, encode) } };
  }
  yield {
    change: { query: canonicalQuery([...query, ...form]) },
    cause: "The parameters of the body were signed as if they were in the query.",
    advice: "Sign the query's parameters only; those of the body count through its hash.",
  };
  yield {
    change: { query: "" },
    cause: "The parameters of the query were not signed.",
    advice: "Put the sorted, encoded parameters into the third line of the canonical request.",
  };
  for (const { canonical, cause, advice } of wrongOrders(query)) yield { cause, advice, change: { query: canonical } };
  for (const { others, cause, advice } of leftOut(query)) {
    yield { cause, advice, change: { query: canonicalQuery(others) } };
  }
}
