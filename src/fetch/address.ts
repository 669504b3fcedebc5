import { networkInterfaces } from "node:os";
import ipaddr from "ipaddr.js";
import { embeddedIpv4 } from "./embedded-address.ts";

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

/** Where clouds tell the machines in them their credentials, and Azure's host, which looks public. */
const cloudHosts: ReadonlySet<string> = new Set(
  [
    "100.100.100.200",
    "169.254.169.254",
    "169.254.170.2",
    "169.254.170.23",
    "168.63.129.16",
    "192.0.0.192",
    "fd00:ec2::254",
    "fd00:ec2::23",
    "fd20:ce::254",
    "fe80::a9fe:a9fe",
  ].map((address) => ipaddr.parse(address).toString()),
);
export const cloudHostKind = "a cloud's own host";
const globalIpv6 = "2000::/3";

type Address = ipaddr.IPv4 | ipaddr.IPv6;

/**
 * An IPv6 address that only carries an IPv4 address is judged by that one.
 * @param allowed CIDRs that the operator opened on purpose. A cloud's own host is open when it is one of them alone.
 */
export function classifyAddress(text: string, allowed: readonly string[]): AddressVerdict {
  const address = parseAddress(text);
  return address ? judge(address, allowed) : refused("not an address");
}

function judge(address: Address, allowed: readonly string[]): AddressVerdict {
  const inside = embeddedIpv4(address);
  const readings = [address, ...inside.addresses];
  if (readings.some(isCloudHost))
    return readings.some((reading) => isOpenedAlone(reading, allowed)) ? ok : refused(cloudHostKind);
  if (allowed.some((cidr) => contains(cidr, address))) return ok;
  const verdicts = inside.addresses.map((embedded) => judge(embedded, allowed));
  const onItsOwn = inside.isWhole ? ok : judgeRange(address);
  return [onItsOwn, ...verdicts].find((verdict) => !verdict.ok) ?? ok;
}

const isCloudHost = (address: Address): boolean => cloudHosts.has(address.toString());

const isOpenedAlone = (address: Address, allowed: readonly string[]): boolean =>
  allowed.some((cidr) => /\/(32|128)$/.test(cidr) && ipaddr.parseCIDR(cidr)[0].toString() === address.toString());

function judgeRange(address: Address): AddressVerdict {
  const range = address.range();
  if (range !== "unicast") return refused(kinds.get(range) ?? "reserved");
  return address.kind() === "ipv6" && !contains(globalIpv6, address) ? refused("reserved") : ok;
}

/** Whether the address, or each IPv4 address that it only carries, is in one of the networks. */
export function isWithin(text: string, cidrs: readonly string[]): boolean {
  const address = parseAddress(text);
  if (address === undefined) return false;
  const isIn = (one: Address) => cidrs.some((cidr) => contains(cidr, one));
  const { addresses, isWhole } = embeddedIpv4(address);
  return isIn(address) || (isWhole && addresses.every(isIn));
}

/** Whether a connection to the address ends at this machine, whatever it is called by. */
export function isThisMachine(text: string): boolean {
  const address = parseAddress(text);
  if (address === undefined) return false;
  const readings = [address, ...embeddedIpv4(address).addresses];
  return readings.some(
    (one) => /^(loopback|unspecified)$/.test(one.range()) || interfaceAddresses().has(one.toString()),
  );
}

/** As they are now: they come and go while the server runs. */
function interfaceAddresses(): ReadonlySet<string> {
  const entries = Object.values(networkInterfaces()).flatMap((list = []) => list);
  return new Set(entries.map(({ address }) => parseAddress(address.replace(/%.*$/, ""))?.toString() ?? ""));
}

/** Takes the four-part decimal form and IPv6 without a zone; an IPv4-mapped address is the IPv4 address in it. */
function parseAddress(text: string): Address | undefined {
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) return ipaddr.IPv4.parse(text);
  if (!ipaddr.IPv6.isValid(text)) return undefined;
  const bracketed = `http://[${text}]`;
  // In plain hexadecimal, since ipaddr.js takes ::1.2.3.4 for ::ffff:1.2.3.4.
  return URL.canParse(bracketed) ? ipaddr.process(new URL(bracketed).hostname.slice(1, -1)) : undefined;
}

function contains(cidr: string, address: Address): boolean {
  const [base, bits] = ipaddr.parseCIDR(cidr);
  return base.kind() === address.kind() && address.match(base, bits);
}
