import ipaddr from "ipaddr.js";

/** The IPv4 addresses that an IPv6 address carries. */
export interface Embedded {
  readonly addresses: readonly ipaddr.IPv4[];
  /** Whether a packet to the address goes to them and nowhere else. */
  readonly isWhole: boolean;
}

interface Form {
  readonly holds: (bytes: readonly number[]) => boolean;
  /** At which bytes an IPv4 address is read; negative ones are stored inverted. */
  readonly readings: readonly (readonly number[])[];
  readonly isWhole: boolean;
}

const atTheEnd = [12, 13, 14, 15];
const within = (cidr: string) => {
  const [base, bits] = ipaddr.IPv6.parseCIDR(cidr);
  return (bytes: readonly number[]) => new ipaddr.IPv6([...bytes]).match(base, bits);
};

const forms: readonly Form[] = [
  // NAT64, IPv4-compatible and IPv4-translated addresses.
  { holds: within("64:ff9b::/96"), readings: [atTheEnd], isWhole: true },
  { holds: within("::/96"), readings: [atTheEnd], isWhole: true },
  { holds: within("::ffff:0:0:0/96"), readings: [atTheEnd], isWhole: true },
  // 6to4, and Teredo with its server and its client.
  { holds: within("2002::/16"), readings: [[2, 3, 4, 5]], isWhole: true },
  { holds: within("2001::/32"), readings: [[4, 5, 6, 7], atTheEnd.map((at) => -at)], isWhole: true },
  // NAT64 of a network's own, whose prefix may have any of four lengths.
  {
    holds: within("64:ff9b:1::/48"),
    readings: [[6, 7, 9, 10], [7, 9, 10, 11], [9, 10, 11, 12], atTheEnd],
    isWhole: false,
  },
  // ISATAP.
  {
    holds: ([, , , , , , , , ...host]) =>
      ((host[0] ?? 0) & 0xfd) === 0 && host[1] === 0 && host[2] === 0x5e && host[3] === 0xfe,
    readings: [atTheEnd],
    isWhole: false,
  },
];

const none: Embedded = { addresses: [], isWhole: false };

/** An IPv4-mapped address is not looked into: it is an IPv4 address. */
export function embeddedIpv4(address: ipaddr.IPv4 | ipaddr.IPv6): Embedded {
  if (address.kind() === "ipv4" || ["loopback", "unspecified"].includes(address.range())) return none;
  const bytes = address.toByteArray();
  const form = forms.find(({ holds }) => holds(bytes));
  if (!form) return none;
  const read = (at: number) => (at < 0 ? ~(bytes[-at] ?? 0) & 0xff : (bytes[at] ?? 0));
  return { addresses: form.readings.map((reading) => new ipaddr.IPv4(reading.map(read))), isWhole: form.isWhole };
}
