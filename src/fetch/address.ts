import ipaddr from "ipaddr.js";

/** Whether a server on the open internet may have this address; if not, what the address is. */
export type AddressVerdict = { readonly ok: true } | { readonly ok: false; readonly kind: string };

const ok: AddressVerdict = { ok: true };
const refused = (kind: string): AddressVerdict => ({ ok: false, kind });

/** What the ranges of ipaddr.js are, in plain words; whatever is not listed is reserved. */
const kinds: ReadonlyMap<string, string> = new Map([
  ["unspecified", "no address at all"],
  ["broadcast", "broadcast"],
  ["multicast", "multicast"],
  ["linkLocal", "link-local"],
  ["loopback", "loopback"],
  ["carrierGradeNat", "shared by carriers and clouds"],
  ["private", "private"],
  ["uniqueLocal", "private"],
  ["deprecatedSiteLocal", "private"],
  ["ipv4Mapped", "IPv4 inside IPv6"],
  ["rfc6145", "IPv4 inside IPv6"],
  ["rfc6052", "IPv4 inside IPv6"],
  ["6to4", "IPv4 inside IPv6"],
  ["teredo", "IPv4 inside IPv6"],
]);

/** Addresses that look public, yet are answered by the cloud's own host to the machines in it. */
const cloudHosts: readonly string[] = ["168.63.129.16/32"];
const globalIpv6 = "2000::/3";
const ipv4Compatible = "::/96";

/** @param allowed CIDRs that the operator opened on purpose. */
export function classifyAddress(text: string, allowed: readonly string[]): AddressVerdict {
  const address = parseAddress(text);
  if (!address) return refused("not an address");
  if (allowed.some((cidr) => contains(cidr, address))) return ok;
  const range = address.range();
  if (range !== "unicast") return refused(kinds.get(range) ?? "reserved");
  if (contains(ipv4Compatible, address)) return refused("IPv4 inside IPv6");
  if (address.kind() === "ipv6" && !contains(globalIpv6, address)) return refused("reserved");
  return cloudHosts.some((cidr) => contains(cidr, address)) ? refused("a cloud's own host") : ok;
}

/** Whether the address is in one of the networks. */
export function isWithin(text: string, cidrs: readonly string[]): boolean {
  const address = parseAddress(text);
  return address !== undefined && cidrs.some((cidr) => contains(cidr, address));
}

/** Takes the four-part decimal form and IPv6 without a zone; an IPv4-mapped address is the IPv4 address in it. */
function parseAddress(text: string): ipaddr.IPv4 | ipaddr.IPv6 | undefined {
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) return ipaddr.IPv4.parse(text);
  if (!ipaddr.IPv6.isValid(text)) return undefined;
  const bracketed = `http://[${text}]`;
  // In plain hexadecimal, since ipaddr.js takes ::1.2.3.4 for ::ffff:1.2.3.4.
  return URL.canParse(bracketed) ? ipaddr.process(new URL(bracketed).hostname.slice(1, -1)) : undefined;
}

function contains(cidr: string, address: ipaddr.IPv4 | ipaddr.IPv6): boolean {
  const [base, bits] = ipaddr.parseCIDR(cidr);
  return base.kind() === address.kind() && address.match(base, bits);
}
