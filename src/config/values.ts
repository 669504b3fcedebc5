import { isIP, isIPv6 } from "node:net";

/** How a setting is written and read. */
export interface ValueKind<T> {
  /** What stands for the value in help texts. */
  readonly placeholder: string;
  /** What is accepted, to complete "must be …". */
  readonly accepts: string;
  /** Answers undefined when the text is not acceptable. */
  parse(text: string): T | undefined;
}

export const path: ValueKind<string> = {
  placeholder: "PATH",
  accepts: "a path",
  parse: (value) => (value.includes("\0") ? undefined : value),
};

export const onOff: ValueKind<boolean> = {
  placeholder: "on|off",
  accepts: "on or off",
  parse: (value) => (value === "on" ? true : value === "off" ? false : undefined),
};

export const host: ValueKind<string> = {
  placeholder: "HOST",
  accepts: "an IP address or a host name",
  parse: (value) => (isAddress(value) || isHostName(value) ? value : undefined),
};

export const port = whole("PORT", 0, 65_535);

export function whole(placeholder: string, least: number, most: number): ValueKind<number> {
  return {
    placeholder,
    accepts: `a whole number from ${least} to ${most}`,
    parse: (value) => (/^\d{1,9}$/.test(value) ? within(Number(value), least, most) : undefined),
  };
}

export function oneOf<const T extends string>(...choices: readonly T[]): ValueKind<T> {
  return {
    placeholder: choices.join("|"),
    accepts: `one of ${choices.join(", ")}`,
    parse: (value) => choices.find((choice) => choice === value),
  };
}

export function matching(placeholder: string, pattern: RegExp, accepts: string): ValueKind<string> {
  return { placeholder, accepts, parse: (value) => (pattern.test(value) ? value : undefined) };
}

/** Where clients reach a port: it is answered without a slash at its end. */
export const origin: ValueKind<string> = {
  placeholder: "URL",
  accepts: "an http or https address without path, query or user name, and not that of every address of the machine",
  parse(value) {
    const url = /^https?:\/\/[^\s/?#@\\]+\/?$/i.test(value) ? URL.parse(value) : null;
    return url && !isWildcard(url.hostname) ? url.origin : undefined;
  },
};

export const postgresUrl: ValueKind<string> = {
  placeholder: "URL",
  accepts: "a postgres:// address",
  parse(value) {
    const url = URL.parse(value);
    return url && ["postgres:", "postgresql:"].includes(url.protocol) && url.hostname ? value : undefined;
  },
};

const binaryUnits: Readonly<Record<string, number>> = { B: 0, KiB: 1, MiB: 2, GiB: 3, TiB: 4 };

export function size(leastBytes: number, mostBytes: number): ValueKind<number> {
  return {
    placeholder: "SIZE",
    accepts: "a size such as 500MiB or 2GiB, and at most 50000GiB",
    parse(value) {
      const [, amount = "", unit = "B"] = /^(\d{1,15})(B|KiB|MiB|GiB|TiB)?$/.exec(value) ?? [];
      return amount ? within(Number(amount) * 1024 ** (binaryUnits[unit] ?? 0), leastBytes, mostBytes) : undefined;
    },
  };
}

const unitMs: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Answers in milliseconds. */
export function duration(least: string, most: string): ValueKind<number> {
  return {
    placeholder: "TIME",
    accepts: `a time from ${least} to ${most}, written as 90s, 15m, 12h or 7d`,
    parse(value) {
      const ms = durationMs(value);
      return ms === undefined ? undefined : within(ms, durationMs(least) ?? 0, durationMs(most) ?? 0);
    },
  };
}

/** Null for a time that is switched off. */
export function durationOrOff(least: string, most: string): ValueKind<number | null> {
  const kind = duration(least, most);
  return {
    placeholder: "off|TIME",
    accepts: `off, or ${kind.accepts}`,
    parse: (value) => (value === "off" ? null : kind.parse(value)),
  };
}

export function inSeconds(kind: ValueKind<number>): ValueKind<number> {
  return {
    ...kind,
    parse(value) {
      const ms = kind.parse(value);
      return ms === undefined ? undefined : ms / 1000;
    },
  };
}

/** Network ranges, always with their length: a single address is its own range. IPv4 is written as IPv4. */
export const networks: ValueKind<readonly string[]> = list("CIDR,…", "networks such as 10.0.0.0/8, fd00::/8", network);

/** Names with their ports, in lower case. */
export const hostNames: ValueKind<readonly string[]> = list(
  "HOST[:PORT],…",
  "host names, each with its port where that is not the usual one",
  (entry) => (isHostAndPort(entry) ? entry.toLowerCase() : undefined),
);

/** 32 bytes. */
export const key: ValueKind<Uint8Array> = {
  placeholder: "KEY",
  accepts: "32 bytes in base64 or hexadecimal digits, such as `openssl rand -base64 32` prints",
  parse(value) {
    if (/^[0-9a-f]{64}$/i.test(value)) return Buffer.from(value, "hex");
    return /^[A-Za-z0-9+/_-]{43}=?$/.test(value) ? Buffer.from(value, "base64") : undefined;
  },
};

function list(
  placeholder: string,
  accepts: string,
  parseEntry: (entry: string) => string | undefined,
): ValueKind<readonly string[]> {
  return {
    placeholder,
    accepts: `${accepts}, with commas between them`,
    parse(value) {
      if (value === "") return [];
      const entries = value.split(",").map((entry) => parseEntry(entry.trim()));
      return entries.every((entry) => entry !== undefined) ? entries : undefined;
    },
  };
}

function network(entry: string): string | undefined {
  const [, address = "", length] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(entry) ?? [];
  const bits = isIPv6(address) ? 128 : 32;
  if (!isAddress(address) || isMapped(address) || Number(length ?? 0) > bits) return undefined;
  return length === undefined ? `${address}/${bits}` : entry;
}

/** An address without a zone. */
function isAddress(value: string): boolean {
  return isIP(value) > 0 && !value.includes("%");
}

const isMapped = (address: string): boolean =>
  isIPv6(address) && new URL(`http://[${address}]`).hostname.startsWith("[::ffff:");

/** A last label of digits would be read as an address by some and as a name by others. */
function isHostName(value: string): boolean {
  const labels = value.split(".");
  const isLabel = (label: string) => /^[a-z0-9]([a-z0-9_-]{0,61}[a-z0-9])?$/i.test(label);
  return value.length <= 253 && labels.every(isLabel) && !/^(\d+|0x[0-9a-f]*)$/i.test(labels.at(-1) ?? "");
}

function isHostAndPort(value: string): boolean {
  const [, bracketed, bare = "", number] = /^(?:\[([^\]]*)\]|([^:]*))(?::(\d{1,5}))?$/.exec(value) ?? [];
  const isKnown = bracketed === undefined ? isIP(bare) === 4 || isHostName(bare) : isIPv6(bracketed);
  return isKnown && (number === undefined || (Number(number) > 0 && Number(number) <= 65_535));
}

/** Whether a host, in brackets or not, means every address of the machine. */
export function isWildcard(value: string): boolean {
  const bare = value.replace(/^\[|\]$/g, "");
  const canonical = isIPv6(bare) ? URL.parse(`http://[${bare}]`)?.hostname : bare;
  return ["0.0.0.0", "[::]", "[::ffff:0:0]"].includes(canonical ?? "");
}

function durationMs(value: string): number | undefined {
  const [, amount = "", unit = ""] = /^(\d{1,6})([smhd])$/.exec(value) ?? [];
  return amount ? Number(amount) * (unitMs[unit] ?? 0) : undefined;
}

function within(value: number, least: number, most: number): number | undefined {
  return value >= least && value <= most ? value : undefined;
}
