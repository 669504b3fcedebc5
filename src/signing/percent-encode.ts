/** A decoded name and value. */
export type Pair = readonly [name: string, value: string];

const maxPairs = 5000;
const unreserved = /^[\w.~-]*$/;
const unreservedPath = /^[\w.~/-]*$/;
const leftLiteral = /[!'()*]/g;
const beyondAscii = /[^\0-\x7f]/;

/** RFC 3986: all but letters, digits and `-_.~` become `%XX` in upper case. Half a surrogate pair counts as U+FFFD. */
export const percentEncode = (text: string): string => (unreserved.test(text) ? text : encodeReserved(text));

/** The same with `/` kept. */
export const percentEncodePath = (path: string): string =>
  unreservedPath.test(path) ? path : encodeReserved(path).replaceAll("%2F", "/");

function encodeReserved(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replace(
    leftLiteral,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** Decodes once; undefined when an escape is broken or the bytes are not UTF-8. */
export function percentDecode(text: string): string | undefined {
  if (!text.includes("%")) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** Query or form text decoded once, where `+` is a space; so it is in the path of an object's URL. Undefined as above. */
export const decodeFormText = (text: string): string | undefined =>
  percentDecode(text.includes("+") ? text.replaceAll("+", " ") : text);

/**
 * Query or form text as decoded pairs in their order; `+` is a space, a name without `=` has an empty value.
 * Undefined when it cannot be decoded or has more than 5,000 pairs.
 */
export function parseQuery(text: string): Pair[] | undefined {
  const pairs: Pair[] = [];
  for (let start = 0; start < text.length; ) {
    const ampersand = text.indexOf("&", start);
    const end = ampersand < 0 ? text.length : ampersand;
    if (end > start) {
      const pair = parsePair(text, start, end);
      if (!pair || pairs.push(pair) > maxPairs) return undefined;
    }
    start = end + 1;
  }
  return pairs;
}

function parsePair(text: string, start: number, end: number): Pair | undefined {
  const piece = text.slice(start, end);
  const equals = piece.indexOf("=");
  const name = decodeFormText(equals < 0 ? piece : piece.slice(0, equals));
  const value = equals < 0 ? "" : decodeFormText(piece.slice(equals + 1));
  return name === undefined || value === undefined ? undefined : [name, value];
}

/** Raw bytes that an HTTP parser showed as Latin-1, read as the UTF-8 that they are; unchanged when they are not. */
export function wireText(text: string): string {
  if (!beyondAscii.test(text)) return text;
  let escaped = "";
  for (const character of text) {
    const code = character.charCodeAt(0);
    if (code > 0xff) return text;
    escaped += code < 0x80 ? encodeURIComponent(character) : `%${code.toString(16)}`;
  }
  return percentDecode(escaped) ?? text;
}
