import { parseIpRange } from "./ip-range.ts";

/** Numbers that a double holds exactly, so that unequal texts are never equal numbers. */
export function parseNumeric(text: string): number | undefined {
  if (!/^[+-]?\d{1,15}(\.\d{1,15})?$/.test(text)) return undefined;
  return text.replace(/\D/g, "").length > 15 ? undefined : Number(text);
}

const isoDate = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,3})\d*)?)?(?:Z|([+-])(\d\d):?(\d\d)))?$/;

/** ISO 8601 with its zone, or a day alone (in UTC). Epoch milliseconds. */
export function parseDate(text: string): number | undefined {
  const found = isoDate.exec(text);
  if (!found) return undefined;
  const part = (index: number): number => Number(found[index] ?? 0);
  const [year, month, day, hour, minute, second] = [part(1), part(2), part(3), part(4), part(5), part(6)];
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return undefined;
  if (hour > 23 || minute > 59 || second > 59 || part(9) > 23 || part(10) > 59) return undefined;
  const time = new Date(0);
  time.setUTCFullYear(year, month - 1, day);
  time.setUTCHours(hour, minute, second, Number((found[7] ?? "").padEnd(3, "0")));
  const offset = (part(9) * 60 + part(10)) * 60_000;
  return found[8] === "-" ? time.getTime() + offset : time.getTime() - offset;
}

const daysIn = (year: number, month: number): number => {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
};

export function parseBool(text: string): boolean | undefined {
  const folded = text.toLowerCase();
  return folded === "true" ? true : folded === "false" ? false : undefined;
}

/** What a value of each type must look like in a policy; a text may be anything. */
export const valueForms = {
  numeric: { isValid: (text: string) => parseNumeric(text) !== undefined, name: "a number of at most 15 digits" },
  date: {
    isValid: (text: string) => parseDate(text) !== undefined,
    name: "a time such as 2026-11-24T08:00:00+08:00, with its zone",
  },
  bool: { isValid: (text: string) => parseBool(text) !== undefined, name: "true or false" },
  ip: {
    isValid: (text: string) => parseIpRange(text) !== undefined,
    name: "an IP address or a range such as 203.0.113.0/24",
  },
} as const;
