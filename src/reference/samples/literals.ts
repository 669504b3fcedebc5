/** Characters that are not seen, or change the order in which others are seen: written as escapes everywhere. */
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

const named: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

const hex = (code: number, digits: number): string => code.toString(16).padStart(digits, "0");

/** `\uXXXX` for each half of what is beyond the first plane. */
const utf16Escape = (character: string): string =>
  character
    .split("")
    .map((unit) => `\\u${hex(unit.charCodeAt(0), 4)}`)
    .join("");

/** `\uXXXX`, and `\UXXXXXXXX` beyond the first plane. */
function wideEscape(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return code > 0xffff ? `\\U${hex(code, 8)}` : `\\u${hex(code, 4)}`;
}

const phpEscape = (character: string): string => `\\u{${hex(character.codePointAt(0) ?? 0, 1)}}`;

const quoted = (text: string, reserved: RegExp, escapeUnseen: (character: string) => string): string =>
  `"${text.replace(reserved, "\\$&").replace(unseen, (character) => named[character] ?? escapeUnseen(character))}"`;

/** A string literal of JavaScript and TypeScript. */
export const jsString = (text: string): string => quoted(text, /["\\]/g, utf16Escape);

export const pythonString = (text: string): string => quoted(text, /["\\]/g, wideEscape);

export const javaString = (text: string): string => quoted(text, /["\\]/g, utf16Escape);

export const goString = (text: string): string => quoted(text, /["\\]/g, wideEscape);

export const csharpString = (text: string): string => quoted(text, /["\\]/g, utf16Escape);

/** In double quotes, where `$` begins a variable. */
export const phpString = (text: string): string => quoted(text, /["\\$]/g, phpEscape);

const plainWord = /^[\w./:@%+,-]+$/;

/** A word of a POSIX shell; what is not seen makes it a `$'…'` of bash and zsh. */
export function shellWord(text: string): string {
  if (plainWord.test(text)) return text;
  if (!/[^\n\P{C}]|[\p{Zl}\p{Zp}]/u.test(text)) return `'${text.replaceAll("'", "'\\''")}'`;
  const escaped = text.replace(/['\\]/g, "\\$&").replace(unseen, (character) => named[character] ?? bytesOf(character));
  return `$'${escaped}'`;
}

/** The UTF-8 form of a character, each byte as `\xHH`. */
const bytesOf = (character: string): string => {
  const encoded = encodeURIComponent(character);
  return encoded.startsWith("%") ? encoded.replaceAll("%", "\\x") : `\\x${hex(character.charCodeAt(0), 2)}`;
};
