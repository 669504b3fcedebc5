import ipaddr from "ipaddr.js";
import { classifyAddress, cloudHostKind, isWithin } from "./address.ts";

export type ParsedForeignUrl =
  | { readonly ok: true; readonly url: URL /** The text as given, without its fragment. */; readonly identity: string }
  | { readonly ok: false /** Plain words. */; readonly reason: string };

export interface UrlRules {
  /** CIDRs that the operator opened on purpose. */
  readonly allowPrivate: readonly string[];
  /** Default 2048. */
  readonly maxUrlBytes?: number;
}

const no = (reason: string): ParsedForeignUrl => ({ ok: false, reason });
const usualPorts = new Set(["", "80", "443"]);
const otherPort = "Its port is neither 80 nor 443.";

/** Reads a URL that may be fetched. Says no to whatever could mean something else to the one who connects. */
export function parseForeignUrl(text: string, rules: UrlRules): ParsedForeignUrl {
  const { maxUrlBytes = 2048 } = rules;
  if (Buffer.byteLength(text) > maxUrlBytes) return no(`It is longer than ${maxUrlBytes} bytes.`);
  if (/[\s\\\p{Cc}]/u.test(text) || !text.isWellFormed())
    return no("It holds blanks, backslashes or control characters.");
  const authority = /^https?:\/\/([^/?#]+)/i.exec(text)?.[1];
  if (authority === undefined) return no("It must be an http or https URL with a host.");
  if (authority.includes("@")) return no("It holds a user name or password.");
  if (!URL.canParse(text)) return no("It cannot be read as a URL.");
  const url = new URL(text);
  const problem = spellingProblem(authority, url) ?? hostProblem(url, rules);
  return problem ? no(problem) : { ok: true, url, identity: text.replace(/#.*$/s, "") };
}

/** The address in a host that is one, without brackets. */
export function addressIn(url: URL): string | undefined {
  const host = url.hostname.replace(/^\[|\]$/g, "");
  return ipaddr.isValid(host) ? host : undefined;
}

/** Whether only a host inside the networks that the operator opened may be asked at this port. */
export function hasOtherPort(url: URL): boolean {
  return !usualPorts.has(url.port);
}

/** 2130706433, 0x7f.1 and 0177.0.0.1 are addresses to some readers and names to others; so is %6c for a letter. */
function spellingProblem(authority: string, url: URL): string | undefined {
  const written = authority.replace(/:\d*$/, "").toLowerCase();
  if (written.endsWith(".")) return "Its host ends with a dot.";
  if (written === url.hostname || written.startsWith("[")) return undefined;
  if (ipaddr.IPv4.isValid(url.hostname)) return "Its host is an IP address in an unusual spelling.";
  return /^\p{ASCII}*$/u.test(written) ? "Its host is in an unusual spelling." : undefined;
}

function hostProblem(url: URL, { allowPrivate }: UrlRules): string | undefined {
  const address = addressIn(url);
  if (address === undefined) return nameProblem(url, allowPrivate);
  const verdict = classifyAddress(address, allowPrivate);
  if (!verdict.ok) return privateHost(address, verdict.kind);
  return hasOtherPort(url) && !isWithin(address, allowPrivate) ? otherPort : undefined;
}

/** With opened networks, a name at another port is judged when it has been resolved. */
function nameProblem(url: URL, allowPrivate: readonly string[]): string | undefined {
  const isLocal = /(^|\.)localhost$/.test(url.hostname);
  if (isLocal && !["127.0.0.1", "::1"].some((address) => isWithin(address, allowPrivate)))
    return privateHost(url.hostname, "loopback");
  return hasOtherPort(url) && allowPrivate.length === 0 ? otherPort : undefined;
}

const privateHost = (host: string, kind: string): string =>
  `Its host ${host} is not on the open internet (${kind}). MEDIALOFT_ALLOW_PRIVATE_FETCH allows ${
    kind === cloudHostKind ? "such an address only in an entry of its own" : "such addresses"
  }.`;
