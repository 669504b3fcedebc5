import ipaddr from "ipaddr.js";
import { classifyAddress } from "./address.ts";

export type ParsedForeignUrl =
  | { readonly ok: true; readonly url: URL /** The text as given, without its fragment. */; readonly identity: string }
  | { readonly ok: false /** Plain words. */; readonly reason: string };

const no = (reason: string): ParsedForeignUrl => ({ ok: false, reason });
const maxUrlBytes = 2048;

/** Reads a URL that may be fetched. Says no to whatever could mean something else to the one who connects. */
export function parseForeignUrl(text: string, rules: { readonly allowPrivate: readonly string[] }): ParsedForeignUrl {
  if (Buffer.byteLength(text) > maxUrlBytes) return no(`It is longer than ${maxUrlBytes} bytes.`);
  if (!/^https?:\/\/[^/?#]/i.test(text)) return no("It must be an http or https URL with a host.");
  if (/[\s\\]/.test(text) || hasControl(text)) return no("It holds blanks, backslashes or control characters.");
  if (!URL.canParse(text)) return no("It cannot be read as a URL.");
  const url = new URL(text);
  if (url.username || url.password || /^https?:\/\/[^/?#]*@/i.test(text))
    return no("It holds a user name or password.");
  const identity = text.replace(/#.*$/s, "");
  const problem = hostProblem(url, rules.allowPrivate) ?? writtenHostProblem(text, url);
  return problem ? no(problem) : { ok: true, url, identity };
}

function hasControl(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) < 0x21 || text.charCodeAt(i) === 0x7f) return true;
  return false;
}

function hostProblem(url: URL, allowPrivate: readonly string[]): string | undefined {
  const host = url.hostname.replace(/^\[|\]$/g, "");
  if (host.endsWith(".")) return "Its host ends with a dot.";
  const standardPort = url.port === "";
  if (!ipaddr.isValid(host)) {
    if (host === "localhost" || host.endsWith(".localhost")) return privateHost(host, "loopback");
    return standardPort ? undefined : "Its port is neither 80 nor 443.";
  }
  const verdict = classifyAddress(host, allowPrivate);
  if (!verdict.ok) return privateHost(host, verdict.kind);
  const opened = !classifyAddress(host, []).ok;
  return standardPort || opened ? undefined : "Its port is neither 80 nor 443.";
}

const privateHost = (host: string, kind: string): string =>
  `Its host ${host} is not on the open internet (${kind}). MEDIALOFT_ALLOW_PRIVATE_FETCH opens such addresses.`;

/** 2130706433, 0x7f.1 and 0177.0.0.1 are addresses to some readers and names to others. */
function writtenHostProblem(text: string, url: URL): string | undefined {
  const written = /^https?:\/\/([^/?#:]*)/i.exec(text)?.[1] ?? "";
  const isAddress = ipaddr.IPv4.isValid(url.hostname);
  return isAddress && written !== url.hostname ? "Its host is an IP address in an unusual spelling." : undefined;
}
