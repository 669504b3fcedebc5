/** What names of secrets have in them. */
export const secretNames =
  "password|passwd|pwd|secret|token|signature|credential|authorization|session_?id|api[_-]?key|auth[_-]key";
const secretMember = new RegExp(secretNames, "i");
/** In a query, a form, or what looks like JSON, also like JSON that is a text in JSON. */
const secretGiven = new RegExp(
  `(?:${secretNames}|access[_-]?key)[\\w.-]{0,64}(?:["'\\\\\\]]*\\s*=|["'\\\\]+\\s*:)`,
  "i",
);

/** A value without what addresses in it carry beside their place: who signs in and with what, query and fragment. */
export function hideCredentials(value: string): string {
  const parsed = /^\s*[[{"]/.test(value) ? parseJson(value) : undefined;
  if (parsed === undefined) return hideInText(value);
  const hidden = JSON.stringify(hideInJson(parsed));
  return withoutBlanks(hidden) === withoutBlanks(value) ? value : hidden;
}

const withoutBlanks = (text: string): string => text.replaceAll(/\s+/g, "");
const hiddenWhole = "***";

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function hideInJson(value: unknown): unknown {
  if (typeof value === "string") return hideCredentials(value);
  if (Array.isArray(value)) return value.map(hideInJson);
  if (typeof value !== "object" || value === null) return value;
  const members = Object.entries(value).map(([name, member]): [string, unknown] => [
    hideCredentials(name),
    secretMember.test(name) ? hiddenWhole : hideInJson(member),
  ]);
  return Object.fromEntries(members);
}

/** No secret is told without one of these. */
const mayTell = /[@?#=%\\"']|[:/]\//;
const isAddress = /^\s*(?:https?:|[a-z][a-z\d+.-]*:[/\\]|[/\\]{2})/i;

/** What is an address from its beginning on is one to its end; others end with a blank. */
function hideInText(text: string): string {
  if (!mayTell.test(text)) return text;
  const named = hideUsers(text);
  const hidden = isAddress.test(text) ? named.replace(/([?#]).*/s, "$1***") : cutQueries(hideUnnamed(named));
  return isToldBy(hidden) ? hiddenWhole : hidden;
}

/** Whether a secret is left that does not stand where addresses have them, or is written with escapes. */
function isToldBy(text: string): boolean {
  let plain = decode(text, /\\u00([\da-f]{2})/gi);
  if (secretGiven.test(plain) || hideUsers(plain) !== plain) return true;
  const addresses = countAddresses(plain);
  for (let round = 0; round < 3; round++) {
    plain = decode(plain, /%([\da-f]{2})/gi);
    if (secretGiven.test(plain) || hideUnnamed(plain) !== plain) return true;
    if (countAddresses(plain) > addresses && hideUsers(plain) !== plain) return true;
  }
  return false;
}

const countAddresses = (text: string): number => text.match(addressStart)?.length ?? 0;

/** Browsers skip line breaks and tabs within addresses. */
const decode = (text: string, escapes: RegExp): string =>
  text
    .replaceAll(escapes, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replaceAll(/[\t\r\n]/g, "");

/** As browsers read it: behind a scheme however many slashes of whatever kind, or two slashes with nothing before them. */
const addressStart = /https?:[/\\]*|:[/\\]+|(?<![^\s"',(=])[/\\]{2,}/gi;

/** A password may hold anything: what ends it is the last @, if that is not one of a query. */
function hideUsers(text: string): string {
  for (const { 0: mark, index } of text.matchAll(addressStart)) {
    const begin = index + mark.length;
    const rest = text.slice(begin);
    if (isHarmless(rest, /^http/i.test(mark))) continue;
    const user = rest.slice(0, Math.max(0, rest.lastIndexOf("@")));
    const host = user === "" || /[?#]/.test(user) ? "" : rest.slice(user.length);
    return `${text.slice(0, begin)}***${host}`;
  }
  return text;
}

const hostAndPort = /^(?:\[[\da-f:.]*\]|[\p{L}\p{M}\p{N}_.-]{0,253})(?::\d{1,5})?$/iu;
/** What nobody takes for a user and the beginning of a password. */
const machine = /^(?:\[[\da-f:.]*\]|\d{1,3}(?:\.\d{1,3}){3}|localhost)(?::\d+)?$/i;

/** Whether it begins with a host. With an @ further on it must look like nothing else. */
function isHarmless(address: string, isHttp: boolean): boolean {
  const [authority = ""] = address.split(/[/\\?#]/, 1);
  if (authority.includes("@")) return false;
  const [host = ""] = authority.split(/[,;'"<>(){}|\s]/, 1);
  if (!hostAndPort.test(host)) return false;
  if (!address.includes("@") || machine.test(host)) return true;
  return !host.includes(":") && (isHttp ? host.includes(".") : host !== "");
}

/** The same of what has no scheme. Resource names have an @ in names. */
const hideUnnamed = (text: string): string =>
  text.includes("@")
    ? text.replaceAll(/[^\s"]+/g, (word) =>
        word.startsWith("acs:") || word.search(addressStart) >= 0 ? word : word.replace(/^[^:]*:.*@/, "***@"),
      )
    : text;

function cutQueries(text: string): string {
  const cut = text.replaceAll(/[^\s"]+/g, (word) => {
    const start = word.search(addressStart);
    const query = start < 0 ? word.search(/[?#][\w%.[\]-]+=/) : start + word.slice(start).search(/[?#]|$/);
    return query < 0 || query === word.length ? word : `${word.slice(0, query + 1)}***`;
  });
  return cut.replace(/([?#]\*\*\*).*/s, "$1");
}
