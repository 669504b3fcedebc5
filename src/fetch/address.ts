import ipaddr from "ipaddr.js";

/** Whether a server on the open internet may have this address; if not, what the address is. */
export type AddressVerdict = { readonly ok: true } | { readonly ok: false; readonly kind: string };

const ok: AddressVerdict = { ok: true };
const refused = (kind: string): AddressVerdict => ({ ok: false, kind });

/** IPv4 ranges that ipaddr.js counts as plain unicast, yet are no public hosts. */
const furtherRanges: readonly (readonly [string, string])[] = [
  ["192.88.99.0/24", "6to4Relay"],
  ["198.18.0.0/15", "benchmarking"],
];

/** @param allowed CIDRs that the operator opened on purpose. */
export function classifyAddress(text: string, allowed: readonly string[]): AddressVerdict {
  if (text.includes("%") || !ipaddr.isValid(text)) return refused("not an address");
  const address = ipaddr.process(text);
  if (allowed.some((cidr) => contains(cidr, address))) return ok;
  if (address.kind() === "ipv6" && isIpv4Carrier(address as ipaddr.IPv6))
    return refused("an IPv4 address in IPv6 dress");
  const range = address.range();
  if (range !== "unicast") return refused(range);
  const further = furtherRanges.find(([cidr]) => contains(cidr, address));
  return further ? refused(further[1]) : ok;
}

function contains(cidr: string, address: ipaddr.IPv4 | ipaddr.IPv6): boolean {
  const [base, bits] = ipaddr.parseCIDR(cidr);
  if (base.kind() !== address.kind()) return false;
  return address.kind() === "ipv4"
    ? (address as ipaddr.IPv4).match(base as ipaddr.IPv4, bits)
    : (address as ipaddr.IPv6).match(base as ipaddr.IPv6, bits);
}

/** ::a.b.c.d, which ipaddr.js takes for unicast. */
function isIpv4Carrier(address: ipaddr.IPv6): boolean {
  return address.parts.slice(0, 6).every((part) => part === 0);
}
