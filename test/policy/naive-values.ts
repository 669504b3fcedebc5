/** Whether a condition holds, or one of its two sides cannot be read. */
export type Verdict = boolean | "unreadable";

/** A table of which beginnings of the pattern match which beginnings of the text. */
export function globMatches(pattern: string, text: string): boolean {
  const characters = [...text];
  let row = [true, ...characters.map(() => false)];
  for (const sign of pattern) {
    const next: boolean[] = [sign === "*" ? (row[0] ?? false) : false];
    characters.forEach((character, i) => {
      if (sign === "*") next.push((row[i + 1] ?? false) || (next[i] ?? false));
      else next.push((row[i] ?? false) && (sign === "?" || sign === character));
    });
    row = next;
  }
  return row[characters.length] ?? false;
}

/** In units of 1e-15. */
export function readNumber(text: string): bigint | undefined {
  const [, sign, whole = "", rest = ""] = /^([+-]?)(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  if (whole === "" || (text.includes(".") && rest === "") || whole.length + rest.length > 15) return undefined;
  const size = BigInt(whole + rest.padEnd(15, "0"));
  return sign === "-" ? -size : size;
}

export function readTime(text: string): number | undefined {
  const day = "(\\d{4}-\\d\\d-\\d\\d)";
  const clock = "(?:([01]\\d|2[0-3]):([0-5]\\d)(?::([0-5]\\d(?:\\.\\d+)?))?)";
  const zone = "(Z|[+-](?:[01]\\d|2[0-3]):?[0-5]\\d)";
  const [, date, hours, minutes, seconds = "0", offset = "Z"] =
    new RegExp(`^${day}(?:T${clock}${zone})?$`).exec(text) ?? [];
  if (date === undefined) return undefined;
  const midnight = new Date(`${date}T00:00:00Z`);
  if (Number.isNaN(midnight.getTime()) || midnight.toISOString().slice(0, 10) !== date) return undefined;
  const local = (Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60 + Number(seconds)) * 1000;
  return midnight.getTime() + Math.floor(local) - readOffset(offset);
}

function readOffset(zone: string): number {
  if (zone === "Z") return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return (zone.startsWith("-") ? -minutes : minutes) * 60_000;
}

export function isInside(value: string, range: string): Verdict {
  const [address = "", length] = range.split("/");
  const [have, want] = [bitsOf(value), bitsOf(address)];
  if (have === undefined || want === undefined) return "unreadable";
  const isWrapped = address.includes(":") && want.length === 32;
  const counted = length === undefined ? want.length : Number(length) - (isWrapped ? 96 : 0);
  return have.length === want.length && have.slice(0, counted) === want.slice(0, counted);
}

/** An address as a text of zeros and ones; one of IPv6 that wraps one of IPv4 is that one. */
function bitsOf(address: string): string | undefined {
  if (!address.includes(":")) return bitsOfV4(address);
  const dotted = /[^:]*\.[^:]*$/.exec(address)?.[0];
  const inner = dotted === undefined ? undefined : bitsOfV4(dotted);
  if (dotted !== undefined && inner === undefined) return undefined;
  const bits = bitsOfV6(inner === undefined ? address : address.slice(0, -(dotted ?? "").length) + hexGroups(inner));
  return bits?.startsWith("0".repeat(80) + "1".repeat(16)) ? bits.slice(96) : bits;
}

function bitsOfV4(address: string): string | undefined {
  const parts = address.split(".");
  const isByte = (part: string): boolean => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255;
  if (parts.length !== 4 || !parts.every(isByte)) return undefined;
  return parts.map((part) => Number(part).toString(2).padStart(8, "0")).join("");
}

function bitsOfV6(address: string): string | undefined {
  const [front = [], back, tooMany] = address.split("::").map((half) => (half === "" ? [] : half.split(":")));
  if (tooMany !== undefined) return undefined;
  const gap = 8 - front.length - (back?.length ?? 0);
  if (back === undefined ? gap !== 0 : gap < 1) return undefined;
  const all = [...front, ...new Array<string>(gap).fill("0"), ...(back ?? [])];
  if (all.some((group) => !/^[0-9a-f]{1,4}$/i.test(group))) return undefined;
  return all.map((group) => Number.parseInt(group, 16).toString(2).padStart(16, "0")).join("");
}

const hexGroups = (bits: string): string =>
  [bits.slice(0, 16), bits.slice(16)].map((half) => Number.parseInt(half, 2).toString(16)).join(":");
