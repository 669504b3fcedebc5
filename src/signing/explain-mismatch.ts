import { type Pair, percentEncode } from "./percent-encode.ts";

/** Why a signature does not match, in words for the person who wrote or configured the client. */
export interface Explanation {
  readonly cause: string;
  readonly advice: string;
}

/** A change to the signed text, and what it means if the sent signature fits that text. */
export interface Variation<Parts> extends Explanation {
  readonly change: Partial<Parts>;
}

/** Another key with which the client may have signed, and what it means if it did. */
export interface SecretVariation extends Explanation {
  readonly secret: string;
}

/** Longer signed texts are not searched: a mismatch must stay cheap to answer. */
export const maxSearchedLength = 16_384;
const maxLeftOut = 40;

export const wrongSecret: Explanation = {
  cause: "The AccessKey secret is probably wrong: no usual mistake in building the signature explains this one.",
  advice:
    "Copy the secret of this AccessKeyId again. If it is right, compare the server's string to sign with the client's.",
};

export function firstFit<Row extends Explanation>(
  rows: Iterable<Row>,
  fits: (row: Row) => boolean,
): Explanation | undefined {
  for (const row of rows) {
    if (fits(row)) return { cause: row.cause, advice: row.advice };
  }
  return undefined;
}

/** The usual ways in which a secret goes wrong between its source and the client. */
export function secretVariations(secret: string, accessKeyId: string): SecretVariation[] {
  const blank = {
    cause: "The client's AccessKey secret carries a stray blank or line break.",
    advice: "Trim the secret where the client reads it: environment variable, file or form field.",
  };
  const quoted = {
    cause: "The client's AccessKey secret carries quotation marks.",
    advice: "Write the secret without quotation marks where the client reads it.",
  };
  const swapped = {
    cause: "The client signs with the AccessKeyId in place of the secret.",
    advice: "Give the client the secret that belongs to this AccessKeyId.",
  };
  return [
    ...[`${secret} `, `${secret}\n`, `${secret}\r`, `${secret}\r\n`, `${secret}\t`, ` ${secret}`, ` ${secret} `].map(
      (variant) => ({ ...blank, secret: variant }),
    ),
    { ...blank, secret: secret.trim() },
    { ...quoted, secret: `"${secret}"` },
    { ...quoted, secret: `'${secret}'` },
    { ...swapped, secret: accessKeyId },
  ];
}

type Encode = (text: string) => string;

const lowerHex: Encode = (text) => text.replace(/%[0-9A-F]{2}/g, (hex) => hex.toLowerCase());
const uriComponent: Encode = (text) => encodeURIComponent(text.toWellFormed());
const formEncode: Encode = (text) =>
  percentEncode(text).replaceAll("%20", "+").replaceAll("%2A", "*").replaceAll("~", "%7E");

const asRfc3986 =
  "Encode names and values as RFC 3986 says before signing: all but letters, digits and - _ . ~ as %XX.";

/** The usual wrong ways to encode a value before signing. */
export const wrongEncodings: readonly (Explanation & { readonly encode: Encode })[] = [
  {
    encode: (text) => percentEncode(text).replaceAll("%20", "+"),
    cause: "Blanks in the parameters were signed as + instead of %20.",
    advice: asRfc3986,
  },
  {
    encode: uriComponent,
    cause: "The characters ! ' ( ) * were signed as they are instead of as %XX.",
    advice: `${asRfc3986} JavaScript's encodeURIComponent leaves these five out.`,
  },
  {
    encode: formEncode,
    cause: "The parameters were signed in the encoding of HTML forms: + for a blank, * left as it is, ~ as %7E.",
    advice: `${asRfc3986} Form encoders such as Java's URLEncoder need these three corrected.`,
  },
  {
    encode: (text) => text,
    cause: "The parameters were signed without percent-encoding.",
    advice: asRfc3986,
  },
  {
    encode: (text) => percentEncode(percentEncode(text)),
    cause: "The parameters were percent-encoded twice before signing.",
    advice: "Sign the plain values encoded once; encode no value that is encoded already.",
  },
  {
    encode: (text) => lowerHex(percentEncode(text)),
    cause: "The parameters were signed with %xx in lower case.",
    advice: "Write the hex digits of %XX in upper case.",
  },
];

/** Each parameter that, left out, may make the signature fit. */
export function* leftOut(parameters: readonly Pair[]): Generator<{ name: string; others: Pair[] } & Explanation> {
  if (parameters.length > maxLeftOut) return;
  for (const pair of parameters) {
    const [name] = pair;
    yield {
      name,
      others: parameters.filter((other) => other !== pair),
      cause: `The parameter ${JSON.stringify(name)} was sent but not signed.`,
      advice: "Sign all parameters that are sent, and let nothing between client and server add any.",
    };
  }
}

const methods = ["GET", "POST", "PUT", "HEAD", "DELETE"] as const;

/** The signature made for another method than the one that arrived. */
export function* otherMethods(sent: string): Generator<Variation<{ method: string }>> {
  for (const method of methods) {
    if (method === sent) continue;
    yield {
      change: { method },
      cause: `The signature was made for ${method}, and the request arrived as ${sent}.`,
      advice: "Sign the method that is sent, in upper case; a redirect or proxy may have changed it on the way.",
    };
  }
  yield {
    change: { method: sent.toLowerCase() },
    cause: "The method was signed in lower case.",
    advice: "Sign the method in upper case.",
  };
}

/** The media types that a client may have signed, seen from the one that arrived. */
export function* otherContentTypes(
  sent: string | undefined,
): Generator<Explanation & { readonly contentType: string }> {
  const bare = sent?.split(";")[0]?.trim() ?? "";
  const charsets = bare && [
    bare,
    `${bare}; charset=utf-8`,
    `${bare}; charset=UTF-8`,
    `${bare};charset=utf-8`,
    `${bare};charset=UTF-8`,
  ];
  for (const contentType of charsets || []) {
    if (contentType === sent) continue;
    yield {
      contentType,
      cause: `The signature was made for Content-Type ${contentType}, and ${sent} arrived.`,
      advice: "Sign the Content-Type exactly as it is sent; many HTTP libraries add or drop the charset.",
    };
  }
  if (sent) {
    yield {
      contentType: "",
      cause: `The request arrived with Content-Type ${sent}, and the signature was made without one.`,
      advice: "Send no Content-Type, or sign the one that is sent; browsers and HTTP libraries add one by themselves.",
    };
  }
  for (const contentType of sent ? [] : usualTypes) {
    yield {
      contentType,
      cause: `The signature was made for Content-Type ${contentType}, and the request arrived without one.`,
      advice: `Send the header Content-Type: ${contentType}, or sign without one.`,
    };
  }
}

const usualTypes = [
  "application/octet-stream",
  "application/x-www-form-urlencoded",
  "application/json",
  "application/xml",
  "text/plain",
  "video/mp4",
  "image/jpeg",
  "image/png",
];

/** The host names that a client may have signed, seen from the one that arrived. */
export function otherHosts(sent: string, ownHosts: readonly string[]): (Explanation & { readonly host: string })[] {
  const bare = sent.replace(/:\d+$/, "");
  const ports = bare === sent ? [`${bare}:80`, `${bare}:443`] : [bare];
  const byPort = ports.map((host) => ({
    host,
    cause: `The signature was made for the host ${host}, and the request arrived for ${sent}.`,
    advice: "Sign the Host header exactly as it is sent: with the port when it is not the scheme's default.",
  }));
  const byName = [...ownHosts, ...ownHosts.map((host) => host.replace(/:\d+$/, ""))].map((host) => ({
    host,
    cause: `The signature was made for the host ${host}, and the request arrived for ${sent}: something on the way changes the Host header.`,
    advice: "Let the proxy in front of this server pass the Host header on as the client sent it.",
  }));
  return [...byPort, ...byName].filter(({ host }) => host !== sent);
}
