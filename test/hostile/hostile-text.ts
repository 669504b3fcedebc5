import fc from "fast-check";

/** Values that have broken parsers, databases and file systems before. */
export const nastyTexts: readonly string[] = [
  "",
  " ",
  "\t",
  "\0",
  "a\0b",
  "\r\n",
  "a\r\nx-injected: 1",
  "\u0085\u2028\u2029\u00a0",
  "\ufeff",
  "\ufffe\uffff",
  "\ud800",
  "\udc00x",
  "\u202egpj.exe",
  "e\u0301\u00e9",
  "😀".repeat(40),
  "../../../../etc/passwd",
  "..\\..\\windows",
  "%00",
  "%2e%2e%2f",
  "%252e%252e%252f",
  "%c0%af",
  "%",
  "%zz",
  "+",
  "a=b&c=d",
  "a;b",
  "';drop table assets;--",
  '"><script>alert(1)</script>',
  "]]><!--",
  "<!DOCTYPE x [<!ENTITY y SYSTEM 'file:///etc/passwd'>]>",
  "$%7Bjndi:ldap://x}",
  "{{7*7}}",
  "__proto__",
  "constructor",
  "toString",
  "hasOwnProperty",
  "null",
  "undefined",
  "NaN",
  "Infinity",
  "true",
  "-1",
  "0",
  "1e309",
  "0x10",
  "1.5",
  "2147483648",
  "9007199254740993",
  "99999999999999999999999999",
  "-0",
  "٣",
  "1,2,3",
  ",".repeat(300),
  "[]",
  "{}",
  '{"a":1}',
  "oss://",
  "oss://x/y",
  "http://",
  "http://[::1",
  "http://127.0.0.1:1/x",
  "http://169.254.169.254/latest",
  "file:///etc/passwd",
  "a".repeat(300),
  "é".repeat(2000),
  "a".repeat(9000),
];

/** Any code points, halves of pairs too. */
const codePoints = (max: number) =>
  fc.array(fc.nat(max), { maxLength: 16 }).map((codes) => String.fromCodePoint(...codes));

const hostileText = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...nastyTexts) },
  { weight: 1, arbitrary: codePoints(0x10ffff) },
  { weight: 1, arbitrary: codePoints(0xff) },
);

/** What a mutation may use of chance: where, how much, and with what. */
export interface Chance {
  /** From 0 up to, but not, 1. */
  readonly at: number;
  readonly count: number;
  readonly text: string;
}

export const chance = fc.record({
  at: fc.nat(999_999).map((millionths) => millionths / 1_000_000),
  count: fc.nat(1_000_000),
  text: hostileText,
});

/** The entry of a list that chance has chosen. */
export function choose<T>(list: readonly [T, ...T[]], count: number): T {
  return list[count % list.length] ?? list[0];
}

/** A place in a text or a list. */
export const placeIn = ({ length }: { readonly length: number }, at: number): number => Math.floor(at * length);
