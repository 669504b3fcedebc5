/** An address as 32-bit words: one of IPv4, four of IPv6. */
export type IpAddress = readonly number[];

export interface IpRange {
  readonly address: IpAddress;
  /** How many leading bits count. */
  readonly bits: number;
}

/** An IPv6 address that only wraps an IPv4 one (`::ffff:203.0.113.7`) is that IPv4 address. */
export function parseIpAddress(text: string): IpAddress | undefined {
  const words = text.includes(":") ? parseV6(text) : parseV4(text);
  return words && isWrapped(words) ? words.slice(3) : words;
}

/** `address` or `address/bits`. */
export function parseIpRange(text: string): IpRange | undefined {
  const slash = text.indexOf("/");
  const written = slash < 0 ? text : text.slice(0, slash);
  const words = written.includes(":") ? parseV6(written) : parseV4(written);
  if (!words) return undefined;
  const width = words.length * 32;
  const bits = slash < 0 ? width : parseBits(text.slice(slash + 1), width);
  if (bits === undefined) return undefined;
  return isWrapped(words) && bits >= 96 ? { address: words.slice(3), bits: bits - 96 } : { address: words, bits };
}

export function isInRange(address: IpAddress, { address: start, bits }: IpRange): boolean {
  if (address.length !== start.length) return false;
  for (let word = 0, rest = bits; rest > 0; word++, rest -= 32) {
    const differing = (address[word] ?? 0) ^ (start[word] ?? 0);
    if (rest >= 32 ? differing !== 0 : differing >>> (32 - rest) !== 0) return false;
  }
  return true;
}

const parseBits = (text: string, width: number): number | undefined =>
  /^(0|[1-9]\d{0,2})$/.test(text) && Number(text) <= width ? Number(text) : undefined;

const isWrapped = (words: IpAddress): boolean =>
  words.length === 4 && words[0] === 0 && words[1] === 0 && words[2] === 0xffff;

const octet = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
const v4 = new RegExp(`^${octet}\\.${octet}\\.${octet}\\.${octet}$`);

function parseV4(text: string): IpAddress | undefined {
  const found = v4.exec(text);
  if (!found) return undefined;
  const [, a, b, c, d] = found.map(Number);
  return [(((a ?? 0) << 24) | ((b ?? 0) << 16) | ((c ?? 0) << 8) | (d ?? 0)) >>> 0];
}

function parseV6(text: string): IpAddress | undefined {
  const halves = text.split("::");
  if (halves.length > 2) return undefined;
  const [head, tail] = halves.map((half, i) => (half === "" ? [] : readGroups(half, i === halves.length - 1)));
  if (!head || (halves.length === 2 && !tail)) return undefined;
  const known = head.length + (tail?.length ?? 0);
  if (tail === undefined ? known !== 8 : known > 7) return undefined;
  const groups = [...head, ...new Array<number>(8 - known).fill(0), ...(tail ?? [])];
  return [0, 2, 4, 6].map((i) => (((groups[i] ?? 0) << 16) | (groups[i + 1] ?? 0)) >>> 0);
}

/** Groups of 16 bits; at the end an IPv4 address may stand for two. */
function readGroups(text: string, isEnd: boolean): readonly number[] | undefined {
  const groups: number[] = [];
  const parts = text.split(":");
  for (const [i, part] of parts.entries()) {
    const [word] = isEnd && i === parts.length - 1 ? (parseV4(part) ?? []) : [];
    if (word !== undefined) groups.push(word >>> 16, word & 0xffff);
    else if (/^[0-9a-fA-F]{1,4}$/.test(part)) groups.push(Number.parseInt(part, 16));
    else return undefined;
  }
  return groups;
}
