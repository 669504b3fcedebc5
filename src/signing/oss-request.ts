import { type HeaderRecord, headerValue } from "./headers.ts";
import { type Pair, wireText } from "./percent-encode.ts";

export interface OssRequest {
  readonly method: string;
  /** Decoded. */
  readonly query: readonly Pair[];
  readonly headers: HeaderRecord;
}

/** What the client may have meant by the path. The signature decides which of several it is. */
export interface OssResource {
  /** Undefined when the client signed without one: service requests, and clients that take the host for a CNAME. */
  readonly bucket: string | undefined;
  /** Decoded, without a leading slash; empty for the bucket itself. */
  readonly key: string;
}

export type OssVerdict<Resource extends OssResource> =
  | { readonly ok: true; readonly resource: Resource }
  | {
      readonly ok: false;
      /** Made for the first resource. */
      readonly stringToSign: string;
      /** Only signature version 4 has one. */
      readonly canonicalRequest?: string;
    };

/** A signature that cannot even be tried, with the parameter or header at fault. */
export interface SignatureProblem {
  readonly problem: "malformed" | "repeated" | "several";
  readonly name: string;
}

export const isProblem = (value: object): value is SignatureProblem => "problem" in value;

export const resourcePath = ({ bucket, key }: OssResource): string =>
  bucket === undefined ? `/${key}` : `/${bucket}/${key}`;

/** The header's trimmed value as UTF-8 text; undefined when it is absent. */
export function ossHeader(headers: HeaderRecord, name: string): string | undefined {
  const value = headerValue(headers, name);
  return value === undefined ? undefined : wireText(value);
}

/** `name:value` lines of these headers, sorted; absent ones have an empty value. */
export function headerLines(headers: HeaderRecord, names: readonly string[]): string {
  return [...names]
    .sort()
    .map((name) => `${name}:${ossHeader(headers, name) ?? ""}\n`)
    .join("");
}

/** The names of all `x-oss-` headers that arrived. */
export const ossHeaderNames = (headers: HeaderRecord): string[] =>
  Object.keys(headers).filter((name) => name.startsWith("x-oss-") && headers[name] !== undefined);

/** The value of a parameter that may come once only; undefined when it is absent. */
export function single(query: readonly Pair[], name: string): string | SignatureProblem | undefined {
  let found: string | undefined;
  for (const [candidate, value] of query) {
    if (candidate !== name) continue;
    if (found !== undefined) return { problem: "repeated", name };
    found = value;
  }
  return found;
}
